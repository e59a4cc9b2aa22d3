//! The files below `tests/` at the root of the repository: each follows the grammar.
//!
//! Does not run them yet: that takes a `Subject`, to be given to `conformance::run_tree` here.

#![forbid(unsafe_code)]

use std::fs;
use std::path::{Path, PathBuf};

use conformance::{TestFile, discover};

/// The folders of `tests/`, as its README lists them.
const FOLDERS: &[&str] = &["conformance", "golden", "language", "limits", "wishlist"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests")
}

fn names() -> Vec<(String, PathBuf)> {
    let root = root();
    let name = |path: PathBuf| {
        let below = path.strip_prefix(&root).expect("discovered below the root");
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        (parts.join("/"), path)
    };
    discover(&root).expect("tests/ can be listed").into_iter().map(name).collect()
}

#[test]
fn every_file_follows_the_grammar() {
    // No evaluator is joined to this test yet; blessing must not pretend to have done something.
    assert!(std::env::var_os("TERCEL_BLESS").is_none(), "there is no evaluator to bless from");
    let mut faults = Vec::new();
    for (name, path) in names() {
        let text = fs::read_to_string(&path).expect("a discovered file can be read");
        if let Err(message) = TestFile::parse(&name, &text) {
            faults.push(format!("tests/{name}:{message}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_is_in_a_known_folder() {
    let strays: Vec<String> = names()
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| !FOLDERS.iter().any(|folder| name.starts_with(&format!("{folder}/"))))
        .collect();
    assert_eq!(strays, Vec::<String>::new(), "tests/README.md lists the folders");
}

#[test]
fn there_are_files() {
    assert!(!names().is_empty());
}
