//! The embedded sources, and where in them each var of `clojure.core` is defined.

include!(concat!(env!("OUT_DIR"), "/index.rs"));

/// Where a var is defined.
pub struct Definition {
    pub name: &'static str,
    file: usize,
    start: usize,
    end: usize,
    pub line: usize,
    pub is_macro: bool,
    pub is_private: bool,
    pub is_dynamic: bool,
}

impl Definition {
    /// The form that defines the var.
    pub fn text(&self) -> &'static str {
        &FILES[self.file].1[self.start..self.end]
    }

    /// The file as `:file` shows it: `clojure/core/seqs.clj`.
    pub fn file(&self) -> &'static str {
        FILES[self.file].0
    }
}

/// The definition of a var of `clojure.core`.
pub fn definition(name: &str) -> Option<&'static Definition> {
    let found = DEFINITIONS.binary_search_by(|definition| definition.name.cmp(name)).ok()?;
    Some(&DEFINITIONS[found])
}

/// The text of a bundled library, by its path without extension: `clojure/set`.
pub fn library(path: &str) -> Option<&'static str> {
    let found = LIBRARIES.binary_search_by(|(name, _)| name.cmp(&path)).ok()?;
    Some(LIBRARIES[found].1)
}

/// The text of a file of `clojure.core`, as `:file` shows it.
pub fn core_file(file: &str) -> Option<&'static str> {
    FILES.iter().find(|(name, _)| *name == file).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_are_found_by_name() {
        let identity = definition("identity").expect("a function of clojure.core");
        assert!(identity.text().starts_with("(defn identity"));
        assert!(identity.text().ends_with(')'));
        assert!(definition("with-open").is_some_and(|definition| definition.is_macro));
        assert!(definition("no-such-thing").is_none());
        assert!(library("clojure/set").is_some_and(|text| text.contains("(ns clojure.set")));
    }
}
