//! The files below `tests/` at the root of the repository, run by the interpreter.
//!
//! Each file gets a runtime of its own. `TERCEL_TESTS` is a filter, `TERCEL_BLESS` rewrites answers;
//! the variables `TERCEL_HEAP_…` put the heap under stress.

#![forbid(unsafe_code)]

use std::path::{Path, PathBuf};

use conformance::{Code, Options, Outcome, Subject, Verdict, discover, run_tree};
use tercel::{Runtime, Thrown, dump, evaluator, report};

/// A fresh runtime.
struct Interpreter {
    runtime: Runtime,
}

impl Interpreter {
    fn new() -> Interpreter {
        let runtime = Runtime::new(&tercel::Options::default()).expect("room for a runtime");
        Interpreter { runtime }
    }
}

impl Subject for Interpreter {
    fn eval(&mut self, code: &Code<'_>) -> Outcome {
        let mut cx = self.runtime.mutator();
        let (line, column) = (code.line as u32, code.column as u32);
        let shown = evaluator::eval_text(&mut cx, code.text, code.file, line, column)
            .and_then(|value| evaluator::shown(&mut cx, value));
        match shown {
            Ok(text) => Outcome::Value(text),
            Err(Thrown) => {
                let (class, message) = report::cause(&mut cx);
                Outcome::Thrown { class, message }
            }
        }
    }

    fn dump(&mut self, phase: &str, code: &Code<'_>) -> Result<String, String> {
        let mut cx = self.runtime.mutator();
        let start = (code.line as u32, code.column as u32);
        let dumped = dump::dump(&mut cx, phase, code.text, start);
        dumped.map(|text| renumbered(&text)).map_err(|Thrown| {
            let (class, message) = report::cause(&mut cx);
            format!("{class}: {message}")
        })
    }
}

/// The dump with generated names (`fn--31`, `eval30`) numbered in their order, since their numbers
/// tell how many names were made before.
fn renumbered(dump: &str) -> String {
    let mut known: Vec<&str> = Vec::new();
    let mut shown = String::new();
    let mut rest = dump;
    while let Some((at, marker)) =
        ["--", "/eval"].iter().filter_map(|marker| Some((rest.find(marker)?, marker))).min()
    {
        let (before, after) = rest.split_at(at + marker.len());
        shown.push_str(before);
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let (number, after) = after.split_at(digits);
        if !number.is_empty() {
            let place = known.iter().position(|&one| one == number).unwrap_or_else(|| {
                known.push(number);
                known.len() - 1
            });
            shown.push_str(&(place + 1).to_string());
        }
        rest = after;
    }
    shown + rest
}

/// The folders of `tests/`, as its README lists them.
const FOLDERS: &[&str] = &["conformance", "golden", "language", "limits", "wishlist"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests")
}

fn names() -> Vec<String> {
    let root = root();
    let name = |path: PathBuf| {
        let below = path.strip_prefix(&root).expect("discovered below the root");
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        parts.join("/")
    };
    discover(&root).expect("tests/ can be listed").into_iter().map(name).collect()
}

fn fault(name: &str, failure: &conformance::Failure) -> String {
    let conformance::Failure { line, expected, found } = failure;
    format!("tests/{name}:{line}: expected {expected}\n    found {found}")
}

#[test]
fn every_file_gives_its_answers() {
    // Natives recurse on this thread's stack, which is deeper than a test thread's.
    let run = || run_tree(&root(), &Options::from_env(), Interpreter::new);
    let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(run);
    let summary =
        thread.expect("a thread").join().expect("no panic").expect("tests/ can be listed");
    let mut faults = Vec::new();
    for file in &summary.files {
        match &file.verdict {
            Verdict::Passed | Verdict::Blessed | Verdict::Wished => {}
            Verdict::Failed(failures) => {
                faults.extend(failures.iter().map(|failure| fault(&file.name, failure)));
            }
            Verdict::Wrong(why) => faults.push(format!("tests/{}: {why}", file.name)),
        }
    }
    println!("{} files, {} faults", summary.files.len(), faults.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_is_in_a_known_folder() {
    let strays: Vec<String> = names()
        .into_iter()
        .filter(|name| !FOLDERS.iter().any(|folder| name.starts_with(&format!("{folder}/"))))
        .collect();
    assert_eq!(strays, Vec::<String>::new(), "tests/README.md lists the folders");
}

#[test]
fn there_are_files() {
    assert!(!names().is_empty());
}
