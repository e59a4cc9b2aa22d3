//! The unsafe check: crates that need no unsafe code forbid it at their root, and one table shows
//! where unsafe code lives.
//!
//! That each unsafe block has its SAFETY comment is clippy's part (`undocumented_unsafe_blocks`).

use proc_macro2::TokenStream;

use crate::report::{Finding, Outcome};
use crate::tokens::{each_sequence, is_ident};
use crate::workspace::{Package, Workspace};

/// Crates, by library name, that promise to stay without unsafe code.
const SAFE_CRATES: &[&str] = &[
    "diag",
    "reader",
    "analyzer",
    "compiler",
    "corelib",
    "host",
    "tercel",
    "tercel-cli",
    "conformance",
    "xtask",
];

pub fn run(workspace: &Workspace) -> Outcome {
    let mut outcome = Outcome::default();
    outcome
        .notes
        .push(format!("{:14} {:8} {:>6}  files with unsafe", "crate", "forbids", "unsafe"));
    for package in &workspace.packages {
        match Row::of(workspace, package) {
            Ok(row) => {
                outcome.notes.push(row.line());
                outcome.findings.extend(row.finding());
            }
            Err(message) => {
                outcome.findings.push(Finding::new(&package.name, message, "let it compile first"));
            }
        }
    }
    for name in SAFE_CRATES {
        if !workspace.packages.iter().any(|package| package.lib_name == *name) {
            outcome.findings.push(Finding::new(
                "xtask/src/unsafe_code.rs",
                format!("SAFE_CRATES names `{name}`, which is no crate of the workspace"),
                "rename the entry or take it out",
            ));
        }
    }
    outcome
}

/// One crate's line of the table.
struct Row {
    name: String,
    /// The root files that lack `#![forbid(unsafe_code)]`.
    permissive_roots: Vec<String>,
    /// Files with unsafe code, and how many times the word stands in each.
    files: Vec<(String, usize)>,
}

impl Row {
    fn of(workspace: &Workspace, package: &Package) -> Result<Row, String> {
        let mut permissive_roots = Vec::new();
        let mut files = Vec::new();
        let roots = package.roots();
        for source in package.sources()? {
            let place = workspace.show(&source.path);
            let count = count_unsafe(&source.text).map_err(|error| format!("{place}: {error}"))?;
            if count > 0 {
                files.push((place.clone(), count));
            }
            if roots.contains(&source.path) && !forbids_unsafe(&source.text) {
                permissive_roots.push(place);
            }
        }
        Ok(Row { name: package.lib_name.clone(), permissive_roots, files })
    }

    fn line(&self) -> String {
        let forbids = if self.permissive_roots.is_empty() { "yes" } else { "no" };
        let count: usize = self.files.iter().map(|(_, count)| count).sum();
        let files: Vec<&str> = self.files.iter().map(|(place, _)| place.as_str()).collect();
        format!("{:14} {forbids:8} {count:6}  {}", self.name, files.join(" "))
    }

    fn finding(&self) -> Option<Finding> {
        let promised = SAFE_CRATES.contains(&self.name.as_str());
        let place = self.permissive_roots.first().filter(|_| promised)?;
        Some(Finding::new(
            place,
            format!("crate {} promises to have no unsafe code and does not forbid it", self.name),
            "write `#![forbid(unsafe_code)]` below the opening comment",
        ))
    }
}

fn count_unsafe(text: &str) -> Result<usize, String> {
    let stream: TokenStream = text.parse().map_err(|error| format!("{error}"))?;
    let mut count = 0;
    each_sequence(stream, &mut |trees| {
        count += trees.iter().filter(|tree| is_ident(Some(tree), "unsafe")).count();
    });
    Ok(count)
}

/// True when the file's own attributes contain `#![forbid(unsafe_code)]`.
fn forbids_unsafe(text: &str) -> bool {
    let Ok(file) = syn::parse_file(text) else { return false };
    file.attrs.iter().any(|attribute| {
        let syn::Meta::List(list) = &attribute.meta else { return false };
        let mut names = false;
        each_sequence(list.tokens.clone(), &mut |trees| {
            names |= trees.iter().any(|tree| is_ident(Some(tree), "unsafe_code"));
        });
        list.path.is_ident("forbid") && names
    })
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn unsafe_is_counted_in_code_only() {
        let text = "// unsafe\nfn f() { let s = \"unsafe\"; unsafe { g(s) } }\nunsafe fn h() {}";
        assert_eq!(count_unsafe(text), Ok(2));
    }

    #[test]
    fn only_a_root_attribute_forbids() {
        assert!(forbids_unsafe("//! A.\n#![forbid(unsafe_code)]\nfn f() {}"));
        assert!(forbids_unsafe("#![forbid(missing_docs, unsafe_code)]"));
        assert!(!forbids_unsafe("#![deny(unsafe_code)]"));
        assert!(!forbids_unsafe("// #![forbid(unsafe_code)]\nmod a {}"));
    }

    #[test]
    fn a_promise_without_forbid_is_found() {
        let row = |name: &str, roots: &[&str]| Row {
            name: name.into(),
            permissive_roots: roots.iter().map(|root| root.to_string()).collect(),
            files: vec![],
        };
        assert!(row("diag", &["crates/diag/src/lib.rs"]).finding().is_some());
        assert!(row("diag", &[]).finding().is_none());
        assert!(row("heap", &["crates/heap/src/lib.rs"]).finding().is_none());
    }
}
