//! Runs a folder of test files, each with a fresh subject, and adds up what came of it.

use std::fmt;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crate::bless::bless;
use crate::file::TestFile;
use crate::run::{Failure, run_file};
use crate::subject::Subject;

/// What to run, and whether to rewrite answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Only files whose path contains this.
    pub filter: Option<String>,
    pub bless: bool,
}

impl Options {
    /// `TERCEL_TESTS` is the filter; `TERCEL_BLESS`, set to anything, blesses.
    pub fn from_env() -> Options {
        let filter = std::env::var("TERCEL_TESTS").ok();
        Options { filter, bless: std::env::var_os("TERCEL_BLESS").is_some() }
    }
}

/// What came of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Passed,
    /// Its answers were rewritten.
    Blessed,
    /// A known gap, still open.
    Wished,
    Failed(Vec<Failure>),
    /// It cannot be run, or passes where it should not: why.
    Wrong(String),
}

/// One file of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReport {
    /// Relative to the root of the tree.
    pub name: String,
    pub verdict: Verdict,
}

/// A whole run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    pub files: Vec<FileReport>,
}

/// Every test file below `root`, in the order of their paths.
///
/// # Errors
/// When a folder cannot be listed.
pub fn discover(root: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let is_test = path.extension().is_some_and(|ext| ext == "clj" || ext == "cljc");
            if path.is_dir() {
                folders.push(path);
            } else if is_test {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Runs every test file below `root`, with a fresh subject from `make` for each.
///
/// # Errors
/// When the tree cannot be listed; a file that cannot be read is a failure of that file.
pub fn run_tree<S: Subject>(
    root: &Path,
    options: &Options,
    mut make: impl FnMut() -> S,
) -> std::io::Result<Summary> {
    let mut summary = Summary::default();
    for path in discover(root)? {
        let below = path.strip_prefix(root).unwrap_or(&path);
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        let name = parts.join("/");
        if options.filter.as_ref().is_some_and(|filter| !name.contains(filter.as_str())) {
            continue;
        }
        let wished = parts.iter().any(|part| part == "wishlist");
        let verdict = judge(&path, &name, options.bless && !wished, &mut make);
        let verdict = if wished { wish(verdict) } else { verdict };
        summary.files.push(FileReport { name, verdict });
    }
    Ok(summary)
}

/// A known gap may fail, and must be told when it no longer does.
fn wish(verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::Failed(_) => Verdict::Wished,
        Verdict::Passed | Verdict::Blessed => {
            Verdict::Wrong("passes now: move it out of the wishlist".into())
        }
        Verdict::Wished | Verdict::Wrong(_) => verdict,
    }
}

fn judge<S: Subject>(
    path: &Path,
    name: &str,
    blesses: bool,
    make: &mut dyn FnMut() -> S,
) -> Verdict {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => return Verdict::Wrong(error.to_string()),
    };
    let file = match TestFile::parse(name, &text) {
        Ok(file) => file,
        Err(message) => return Verdict::Wrong(message),
    };
    let run = || {
        let mut subject = make();
        if !blesses {
            let failures = run_file(&mut subject, &file);
            return if failures.is_empty() { Verdict::Passed } else { Verdict::Failed(failures) };
        }
        match bless(&mut subject, &file) {
            Ok(blessed) if blessed == text => Verdict::Passed,
            Ok(blessed) => match fs::write(path, blessed) {
                Ok(()) => Verdict::Blessed,
                Err(error) => Verdict::Wrong(error.to_string()),
            },
            Err(message) => Verdict::Wrong(message),
        }
    };
    // A panic is a failure of this file; the others still run.
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
        let found = "the subject panicked (its message stands above)".to_string();
        Verdict::Failed(vec![Failure { line: 1, expected: "no panic".into(), found }])
    })
}

impl Summary {
    /// True when something ran and nothing went wrong.
    pub fn is_success(&self) -> bool {
        let wrong =
            |file: &FileReport| matches!(file.verdict, Verdict::Failed(_) | Verdict::Wrong(_));
        !self.files.is_empty() && !self.files.iter().any(wrong)
    }

    fn count(&self, is: impl Fn(&Verdict) -> bool) -> usize {
        self.files.iter().filter(|file| is(&file.verdict)).count()
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for FileReport { name, verdict } in &self.files {
            match verdict {
                Verdict::Passed | Verdict::Wished => {}
                Verdict::Blessed => writeln!(out, "blessed {name}")?,
                Verdict::Wrong(message) => writeln!(out, "{name}:{message}")?,
                Verdict::Failed(failures) => {
                    for Failure { line, expected, found } in failures {
                        writeln!(out, "{name}:{line}")?;
                        writeln!(out, "  expected: {}", indented(expected))?;
                        writeln!(out, "     found: {}", indented(found))?;
                    }
                }
            }
        }
        let failed = self.count(|v| matches!(v, Verdict::Failed(_) | Verdict::Wrong(_)));
        write!(
            out,
            "{} files: {} passed, {} blessed, {failed} failed, {} wished for",
            self.files.len(),
            self.count(|v| *v == Verdict::Passed),
            self.count(|v| *v == Verdict::Blessed),
            self.count(|v| *v == Verdict::Wished),
        )
    }
}

fn indented(text: &str) -> String {
    text.replace('\n', "\n            ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::tests::Fake;
    use crate::subject::{Code, Outcome};

    /// A folder of its own, gone when dropped.
    struct Tree(PathBuf);

    impl Tree {
        fn new(name: &str, files: &[(&str, &str)]) -> Tree {
            let root = std::env::temp_dir().join(format!("tercel-{name}-{}", std::process::id()));
            for (path, text) in files {
                let path = root.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            Tree(root)
        }

        fn run(&self, options: &Options) -> Summary {
            run_tree(&self.0, options, Fake::default).unwrap()
        }
    }

    impl Drop for Tree {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).ok();
        }
    }

    fn verdicts(summary: &Summary) -> Vec<(&str, &Verdict)> {
        summary.files.iter().map(|file| (file.name.as_str(), &file.verdict)).collect()
    }

    #[test]
    fn files_are_found_run_and_counted() {
        let tree = Tree::new(
            "run",
            &[
                ("language/b.clj", "(+ 1 2)\n;=> 3\n"),
                ("language/deep/a.cljc", "(+ 1 2)\n;=> 4\n"),
                ("limits/c.clj", ""),
                ("README.md", "no test"),
            ],
        );
        let summary = tree.run(&Options::default());
        assert!(!summary.is_success());
        let failure = Failure { line: 1, expected: "4".into(), found: "3".into() };
        let empty = "1: the file holds no form, so it proves nothing";
        assert_eq!(
            verdicts(&summary),
            [
                ("language/b.clj", &Verdict::Passed),
                ("language/deep/a.cljc", &Verdict::Failed(vec![failure])),
                ("limits/c.clj", &Verdict::Wrong(empty.into())),
            ]
        );
        let told = summary.to_string();
        assert!(told.contains("language/deep/a.cljc:1\n  expected: 4\n     found: 3\n"), "{told}");
        assert!(told.ends_with("3 files: 1 passed, 0 blessed, 2 failed, 0 wished for"), "{told}");

        let only = Options { filter: Some("b.clj".into()), bless: false };
        assert!(tree.run(&only).is_success());
        let none = Options { filter: Some("nowhere".into()), bless: false };
        assert!(!tree.run(&none).is_success(), "a run of nothing proves nothing");
    }

    #[test]
    fn a_wish_that_comes_true_fails_the_run() {
        let open = Tree::new("open", &[("wishlist/a.clj", "(+ 1 2)\n;=> 4\n")]);
        assert!(open.run(&Options::default()).is_success());
        let come_true = Tree::new("true", &[("wishlist/a.clj", "(+ 1 2)\n;=> 3\n")]);
        assert!(!come_true.run(&Options::default()).is_success());
        let nonsense = Tree::new("nonsense", &[("wishlist/a.clj", ";=> 3\n")]);
        assert!(!nonsense.run(&Options::default()).is_success());
    }

    #[test]
    fn blessing_rewrites_files_but_no_wishes() {
        let wrong = "(+ 1 2)\n;=> 4\n";
        let tree = Tree::new("bless", &[("language/a.clj", wrong), ("wishlist/b.clj", wrong)]);
        let summary = tree.run(&Options { filter: None, bless: true });
        assert_eq!(
            verdicts(&summary),
            [("language/a.clj", &Verdict::Blessed), ("wishlist/b.clj", &Verdict::Wished)]
        );
        let text = |name: &str| fs::read_to_string(tree.0.join(name)).unwrap();
        assert_eq!(text("language/a.clj"), "(+ 1 2)\n;=> 3\n");
        assert_eq!(text("wishlist/b.clj"), wrong);
        assert!(tree.run(&Options::default()).is_success());
    }

    #[test]
    fn a_panic_fails_its_file_alone() {
        struct Panicking;
        impl Subject for Panicking {
            fn eval(&mut self, code: &Code<'_>) -> Outcome {
                assert!(code.text != "(panic)", "planted");
                Outcome::Value("1".into())
            }
            fn dump(&mut self, _: &str, _: &Code<'_>) -> Result<String, String> {
                Err("none".into())
            }
        }
        let tree = Tree::new("panic", &[("a.clj", "(panic)"), ("b.clj", "(f)\n;=> 1\n")]);
        let summary = run_tree(&tree.0, &Options::default(), || Panicking).unwrap();
        assert!(matches!(summary.files[0].verdict, Verdict::Failed(_)));
        assert_eq!(summary.files[1].verdict, Verdict::Passed);
    }
}
