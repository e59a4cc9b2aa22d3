//! The tidy check: every Rust file opens by saying what it does, and nothing is postponed by
//! `todo!()`, `unimplemented!()` or `#[ignore]`. Long files are listed as information.

use proc_macro2::{TokenStream, TokenTree};

use crate::report::{Finding, Outcome};
use crate::tokens::{bracket_group, each_sequence, is_ident, is_punct, line_column, mentions};
use crate::workspace::Workspace;

/// Past this a file usually holds two subjects, unless it is a table.
const LONG_FILE_LINES: usize = 1000;

pub fn run(workspace: &Workspace) -> Outcome {
    let mut outcome = Outcome::default();
    let mut file_count = 0;
    let mut long = Vec::new();
    for package in &workspace.packages {
        let sources = match package.sources() {
            Ok(sources) => sources,
            Err(message) => {
                outcome.findings.push(Finding::new(&package.name, message, "make it readable"));
                continue;
            }
        };
        for source in sources {
            let place = workspace.show(&source.path);
            file_count += 1;
            let lines = source.text.lines().count();
            if lines > LONG_FILE_LINES {
                long.push((lines, place.clone()));
            }
            outcome.findings.extend(check_file(&place, &source.text));
        }
    }
    outcome.notes.push(format!("{file_count} Rust files"));
    long.sort();
    for (lines, place) in long.iter().rev() {
        outcome.notes.push(format!("long: {place} has {lines} lines (information only)"));
    }
    outcome
}

fn check_file(place: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !opens_with_sentence(text) {
        findings.push(Finding::new(
            format!("{place}:1:1"),
            "the file does not open with a sentence",
            "start with `//! What this file does, and what it does not know.`",
        ));
    }
    match text.parse::<TokenStream>() {
        Ok(stream) => {
            each_sequence(stream, &mut |trees| findings.extend(postponed(place, trees)));
        }
        Err(error) => findings.push(Finding::new(
            format!("{place}:{}", line_column(error.span())),
            "the file is not made of Rust tokens",
            "let it compile first",
        )),
    }
    findings
}

/// The first line is a `//!` comment, and its first paragraph ends like a sentence.
fn opens_with_sentence(text: &str) -> bool {
    let paragraph: Vec<&str> = text
        .lines()
        .map_while(|line| line.strip_prefix("//!"))
        .map(str::trim)
        .take_while(|line| !line.is_empty())
        .collect();
    paragraph.join(" ").contains(['.', ':', '?'])
}

fn postponed(place: &str, trees: &[TokenTree]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, tree) in trees.iter().enumerate() {
        let next = trees.get(index + 1);
        let at = || format!("{place}:{}", line_column(tree.span()));
        for name in ["todo", "unimplemented"] {
            if is_ident(Some(tree), name) && is_punct(next, '!') {
                findings.push(Finding::new(
                    at(),
                    format!("`{name}!` postpones work into a panic"),
                    "write it, or return an error that names what is missing",
                ));
            }
        }
        if is_punct(Some(tree), '#') && bracket_group(next).is_some_and(|g| mentions(g, "ignore")) {
            findings.push(Finding::new(
                at(),
                "an ignored test",
                "a known gap is a file in tests/wishlist, which fails once it passes",
            ));
        }
    }
    findings
}

#[cfg(test)]
mod unit {
    use super::*;

    fn check(text: &str) -> Vec<String> {
        check_file("a.rs", text).into_iter().map(|f| format!("{} {}", f.place, f.what)).collect()
    }

    #[test]
    fn a_file_that_introduces_itself_passes() {
        let text = "//! Adds numbers\n//! of all kinds.\n\n/// todo!() is only said here: #[ignore]\n\
            fn add() { let s = \"todo!()\"; ignore(s) }\n";
        assert_eq!(check(text), Vec::<String>::new());
    }

    #[test]
    fn a_file_without_a_sentence_is_found() {
        for text in ["fn f() {}\n", "// A comment.\nfn f() {}\n", "//!\n//! Late.\n", "//! word\n"]
        {
            assert_eq!(check(text), ["a.rs:1:1 the file does not open with a sentence"], "{text}");
        }
    }

    #[test]
    fn postponed_work_is_found_in_macros_too() {
        let text = "//! A file.\nfn f() { todo!() }\nmacro_rules! m { () => { unimplemented!() } }\n\
            #[ignore = \"slow\"]\nfn g() {}\n#[cfg_attr(miri, ignore)]\nfn h() {}\n";
        let found = check(text);
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(found.contains(&"a.rs:2:10 `todo!` postpones work into a panic".to_string()));
        assert!(found.contains(&"a.rs:4:1 an ignored test".to_string()));
    }
}
