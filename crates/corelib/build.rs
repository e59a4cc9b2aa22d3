//! Makes the index of the embedded sources: where in `src/clj/clojure/core/*.clj` each var of
//! `clojure.core` is defined, and the texts of the other libraries by their paths.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let clj = root.join("src/clj");
    println!("cargo::rerun-if-changed={}", clj.display());
    let core = clj.join("clojure/core");
    let mut out = String::new();
    index_core(&core, &mut out);
    index_libraries(&clj, &core, &mut out);
    let target = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("index.rs");
    fs::write(target, out).expect("OUT_DIR is writable");
}

/// A top-level form that defines a var.
struct Definition {
    name: String,
    file: usize,
    start: usize,
    end: usize,
    line: usize,
    is_macro: bool,
    is_private: bool,
    is_dynamic: bool,
}

fn index_core(core: &Path, out: &mut String) {
    let mut definitions: Vec<Definition> = Vec::new();
    let files: Vec<PathBuf> =
        clj_files(core).into_iter().filter(|file| !is_library(file)).collect();
    writeln!(out, "pub static FILES: &[(&str, &str)] = &[").expect("a string takes all");
    for (number, file) in files.iter().enumerate() {
        let text = fs::read_to_string(file).expect("a source file is UTF-8");
        for (start, end) in top_level_forms(&text) {
            let line = 1 + text[..start].matches('\n').count();
            let place = (number, start, end, line);
            match definition(&text[start..end], place) {
                Some(definition) => definitions.push(definition),
                None => panic!("{}:{line}: only definitions may stand here", file.display()),
            }
        }
        let name = file.file_name().expect("a file has a name").to_string_lossy();
        writeln!(out, "    (\"clojure/core/{name}\", include_str!({file:?})),")
            .expect("a string takes all");
    }
    writeln!(out, "];").expect("a string takes all");
    definitions.sort_by(|a, b| a.name.cmp(&b.name));
    for pair in definitions.windows(2) {
        assert!(pair[0].name != pair[1].name, "{} is defined twice", pair[0].name);
    }
    writeln!(out, "pub static DEFINITIONS: &[Definition] = &[").expect("a string takes all");
    for d in &definitions {
        writeln!(
            out,
            "    Definition {{ name: {:?}, file: {}, start: {}, end: {}, line: {}, is_macro: {}, \
             is_private: {}, is_dynamic: {} }},",
            d.name, d.file, d.start, d.end, d.line, d.is_macro, d.is_private, d.is_dynamic
        )
        .expect("a string takes all");
    }
    writeln!(out, "];").expect("a string takes all");
}

fn index_libraries(clj: &Path, core: &Path, out: &mut String) {
    let mut libraries = Vec::new();
    let mut folders = vec![clj.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("the folder is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "clj")
                && (folder != core || is_library(&path))
            {
                let name = path.strip_prefix(clj).expect("inside").with_extension("");
                libraries.push((name.to_string_lossy().replace('\\', "/"), path));
            }
        }
    }
    libraries.sort();
    writeln!(out, "pub static LIBRARIES: &[(&str, &str)] = &[").expect("a string takes all");
    for (name, path) in libraries {
        writeln!(out, "    ({name:?}, include_str!({path:?})),").expect("a string takes all");
    }
    writeln!(out, "];").expect("a string takes all");
}

/// Libraries begin with their namespace; what stands beside them in `clojure/core` is `clojure.core`.
fn is_library(file: &Path) -> bool {
    fs::read_to_string(file).expect("a source file is UTF-8").starts_with("(ns ")
}

fn clj_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.expect("the folder is readable").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "clj"));
    files.sort();
    files
}

/// Start and end of each form at the top of a text.
fn top_level_forms(text: &str) -> Vec<(usize, usize)> {
    let mut forms = Vec::new();
    let bytes = text.as_bytes();
    let (mut at, mut depth, mut start) = (0, 0usize, 0);
    while at < bytes.len() {
        match bytes[at] {
            b';' => at += text[at..].find('\n').unwrap_or(text.len() - at),
            b'\\' => at += 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8) - 1,
            b'"' => at = end_of_string(bytes, at),
            b'(' | b'[' | b'{' => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            b')' | b']' | b'}' => {
                depth = depth.checked_sub(1).expect("delimiters match");
                if depth == 0 {
                    forms.push((start, at + 1));
                }
            }
            _ => {}
        }
        at += 1;
    }
    assert!(depth == 0, "delimiters match");
    forms
}

/// Where the string that begins at `at` ends: at its closing quote.
fn end_of_string(bytes: &[u8], at: usize) -> usize {
    let mut at = at + 1;
    while bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at
}

fn definition(form: &str, place: (usize, usize, usize, usize)) -> Option<Definition> {
    let inside = form.strip_prefix('(')?;
    let head_end = inside.find(|c: char| c.is_whitespace() || c == ')')?;
    let (head, mut rest) = inside.split_at(head_end);
    if !head.starts_with("def") {
        return None;
    }
    let (mut is_private, mut is_dynamic) = (head == "defn-", false);
    loop {
        rest = rest.trim_start();
        let Some(meta) = rest.strip_prefix('^') else { break };
        let end = match meta.starts_with('{') {
            true => meta.find('}')? + 1,
            false => meta.find(char::is_whitespace)?,
        };
        is_private |= meta[..end].contains(":private");
        is_dynamic |= meta[..end].contains(":dynamic");
        rest = &meta[end..];
    }
    let name_end = rest.find(|c: char| c.is_whitespace() || "()[]{}\"".contains(c))?;
    let (file, start, end, line) = place;
    let name = rest[..name_end].to_string();
    Some(Definition {
        name,
        file,
        start,
        end,
        line,
        is_macro: head == "defmacro",
        is_private,
        is_dynamic,
    })
}
