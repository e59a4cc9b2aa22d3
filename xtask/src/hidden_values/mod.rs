//! The hidden-value lint: no `Value` lives in memory that the collector does not scan.
//!
//! The collector finds values on stacks, in registers, in VM frames and in heap objects. A `Value`
//! inside a `Vec`, a `Box`, a static or a channel is invisible to it, and its object is freed under
//! the program's feet. So for every type that the workspace writes down, this lint asks whether a
//! container of malloc memory holds something that *is* or *contains* a `Value`, or points to a
//! heap object; struct fields, enum payloads, aliases and generic arguments are followed across
//! crates.
//!
//! - `names` knows which type a path means;
//! - `reach` knows whether a type contains a value;
//! - `visit` walks the files and finds the containers, and closures that are boxed with values.
//!
//! Not seen: containers whose element type is inferred and that are filled by something other than
//! a local known to be a value; values packed into integers; code behind `macro_rules!` with the
//! type as a parameter. For those, there is the stress mode of the heap.
//!
//! `// hidden-value: REASON` on the line, or in the comment right above it, allows a place: a
//! container; a field that is scanned in its own way, which is then not followed; or a whole type
//! of such fields. Each is listed with its reason; one that allows nothing the lint can
//! see (a value packed into an integer, perhaps) is listed apart.

mod names;
mod reach;
mod visit;

use std::path::Path;

use crate::report::{Finding, Outcome};
use crate::workspace::{Package, Workspace};
use names::Names;

/// A parsed file and the module it is.
pub struct Unit {
    /// As shown in messages.
    pub place: String,
    /// Crate name, then module names: `["data", "map", "node"]`.
    pub module: Vec<String>,
    pub text: String,
    pub syntax: syn::File,
}

/// Something hidden, before comments are asked for permission.
#[derive(Debug)]
pub struct Hidden {
    pub line: usize,
    pub column: usize,
    pub what: String,
}

const FIX: &str = "keep it in a RootVec, GlobalRoot or heap object, or give the reason in \
    `// hidden-value: REASON`";

pub fn run(workspace: &Workspace) -> Outcome {
    let mut outcome = Outcome::default();
    let mut units = Vec::new();
    for package in &workspace.packages {
        if package.lib_name == "xtask" {
            continue;
        }
        match units_of(workspace, package) {
            Ok(found) => units.extend(found),
            Err(message) => {
                outcome.findings.push(Finding::new(&package.name, message, "let it compile first"))
            }
        }
    }
    let names = Names::of(&units);
    if names.value_count() == 0 {
        outcome.findings.push(Finding::new(
            "crates/heap",
            "no type named `Value`: there is nothing to look for",
            "the tagged word is `heap::Value`; if it was renamed, tell xtask/src/hidden_values",
        ));
    }
    outcome.notes.push(format!("{} files, {} types", units.len(), names.type_count()));
    for unit in &units {
        let judged = judge(unit, visit::hidden(&names, unit));
        outcome.findings.extend(judged.findings);
        outcome.notes.extend(judged.allowed);
    }
    outcome
}

fn units_of(workspace: &Workspace, package: &Package) -> Result<Vec<Unit>, String> {
    let unit = |source: crate::workspace::Source| {
        let place = workspace.show(&source.path);
        let inside = source.path.strip_prefix(&package.folder).unwrap_or(&source.path);
        let module = module_of(&package.lib_name, inside);
        parse(place, module, source.text)
    };
    package.sources()?.into_iter().map(unit).collect()
}

fn parse(place: String, module: Vec<String>, text: String) -> Result<Unit, String> {
    let syntax = syn::parse_file(&text).map_err(|error| format!("{place}: {error}"))?;
    Ok(Unit { place, module, text, syntax })
}

/// The module path of a file: `src/map/node.rs` of crate `data` is `data::map::node`. Tests,
/// examples and benches are crates of their own.
fn module_of(crate_name: &str, inside: &Path) -> Vec<String> {
    let mut parts: Vec<String> =
        inside.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if parts.first().is_some_and(|first| first == "src") {
        parts[0] = crate_name.to_string();
    } else {
        parts = vec![format!("{crate_name}/{}", parts.join("/"))];
    }
    if parts.last().is_some_and(|last| matches!(last.as_str(), "lib" | "main" | "mod")) {
        parts.pop();
    }
    parts
}

#[derive(Default)]
struct Judged {
    findings: Vec<Finding>,
    /// One line for each comment: what it allows, and why.
    allowed: Vec<String>,
}

/// Splits what was found into faults and places with a reason.
fn judge(unit: &Unit, hidden: Vec<Hidden>) -> Judged {
    let lines: Vec<&str> = unit.text.lines().collect();
    let mut judged = Judged::default();
    let mut used = Vec::new();
    for hidden in hidden {
        let place = format!("{}:{}:{}", unit.place, hidden.line, hidden.column);
        match permission(&lines, hidden.line) {
            Some((line, reason)) if !reason.is_empty() => {
                judged.allowed.push(format!("allowed: {place}: {} ({reason})", hidden.what));
                used.push(line);
            }
            Some((line, _)) => {
                let what = format!("{}, and the comment gives no reason", hidden.what);
                judged.findings.push(Finding::new(place, what, FIX));
                used.push(line);
            }
            None => judged.findings.push(Finding::new(place, hidden.what, FIX)),
        }
    }
    for (index, line) in lines.iter().enumerate() {
        if let Some(reason) = reason(line).filter(|_| !used.contains(&(index + 1))) {
            let place = format!("{}:{}", unit.place, index + 1);
            judged.allowed.push(format!("allows nothing that is seen: {place} ({reason})"));
        }
    }
    judged
}

/// The comment that allows line `line` (from 1): on the line itself, or in the block of comments
/// and attributes right above it. Gives its line and its reason.
fn permission(lines: &[&str], line: usize) -> Option<(usize, String)> {
    let on_line = |line: usize| Some((line, reason(lines.get(line - 1)?)?));
    if let Some(found) = on_line(line) {
        return Some(found);
    }
    let mut above = line - 1;
    while above > 0 {
        let text = lines[above - 1].trim_start();
        if !text.starts_with("//") && !text.starts_with("#[") {
            return None;
        }
        if let Some(found) = on_line(above) {
            return Some(found);
        }
        above -= 1;
    }
    None
}

/// What follows `// hidden-value:`.
fn reason(line: &str) -> Option<String> {
    let (_, after) = line.split_once("// hidden-value:")?;
    Some(after.trim().to_string())
}

#[cfg(test)]
mod unit_tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::PathBuf;

    use super::*;

    fn folder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/hidden_values")
    }

    /// The crate every fixture imports from.
    fn heap() -> Unit {
        let text = fs::read_to_string(folder().join("heap.rs")).unwrap();
        parse("heap.rs".into(), vec!["heap".into()], text).unwrap()
    }

    fn fixture(name: &str) -> Unit {
        let text = fs::read_to_string(folder().join(name)).unwrap();
        parse(name.into(), vec!["case".into()], text).unwrap()
    }

    fn lines_found(name: &str) -> BTreeSet<usize> {
        let units = [heap(), fixture(name)];
        let names = Names::of(&units);
        let judged = judge(&units[1], visit::hidden(&names, &units[1]));
        let line = |f: &Finding| f.place.split(':').nth(1).unwrap().parse::<usize>().unwrap();
        judged.findings.iter().map(line).collect()
    }

    /// The lines that a fixture marks with `//~ hidden`.
    fn lines_marked(name: &str) -> BTreeSet<usize> {
        let text = fs::read_to_string(folder().join(name)).unwrap();
        let marked = text.lines().enumerate().filter(|(_, line)| line.contains("//~ hidden"));
        marked.map(|(index, _)| index + 1).collect()
    }

    fn fixtures(prefix: &str) -> Vec<String> {
        let names = fs::read_dir(folder()).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.filter(|name| name.starts_with(prefix)).collect();
        names.sort();
        names
    }

    #[test]
    fn planted_faults_are_found_at_their_lines() {
        let names = fixtures("fail-");
        assert!(names.len() >= 10, "{names:?}");
        for name in names {
            let marked = lines_marked(&name);
            assert!(!marked.is_empty(), "{name} marks no line");
            assert_eq!(lines_found(&name), marked, "{name}");
        }
    }

    #[test]
    fn what_is_allowed_passes() {
        let names = fixtures("pass-");
        assert!(names.len() >= 5, "{names:?}");
        for name in names {
            assert_eq!(lines_found(&name), BTreeSet::new(), "{name}");
        }
    }

    #[test]
    fn allowed_places_are_listed_with_their_reason() {
        let units = [heap(), fixture("pass-allowed.rs")];
        let judged = judge(&units[1], visit::hidden(&Names::of(&units), &units[1]));
        assert_eq!(judged.allowed.len(), 6, "{:?}", judged.allowed);
        assert!(judged.allowed[0].ends_with("(the marker drains it before any mutator runs)"));
        let units = [heap(), fixture("fail-comment.rs")];
        let judged = judge(&units[1], visit::hidden(&Names::of(&units), &units[1]));
        let unused = "allows nothing that is seen: fail-comment.rs:5 (nothing is hidden here)";
        assert_eq!(judged.allowed[0], unused);
    }

    #[test]
    fn the_way_to_the_value_is_told() {
        let units = [heap(), fixture("fail-nested-alias.rs")];
        let judged = judge(&units[1], visit::hidden(&Names::of(&units), &units[1]));
        let what = &judged.findings[0].what;
        assert_eq!(what, "`Vec` hides a Value: Binding.slot → Slot → Entry.1 → Word → Value");
    }

    #[test]
    fn files_become_modules() {
        let module = |inside: &str| module_of("data", Path::new(inside)).join("::");
        assert_eq!(module("src/lib.rs"), "data");
        assert_eq!(module("src/map/mod.rs"), "data::map");
        assert_eq!(module("src/map/node.rs"), "data::map::node");
        assert_eq!(module("tests/model.rs"), "data/tests/model");
    }
}
