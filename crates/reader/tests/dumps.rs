//! The golden files of the two phases, `tests/golden/lex` and `tests/golden/parse`, without the rest
//! of the house. With `TERCEL_BLESS` set, the answers are written anew.

use std::path::Path;

use diag::LineCol;
use reader::{Alone, Dialect, Options, dump_forms, dump_tokens};

/// A file with the answers that `dump` gives under its forms; a form ends at its old answer.
fn answered(file: &str, dump: impl Fn(&str, u32) -> String) -> String {
    let mut out = String::new();
    let mut form = String::new();
    let mut form_line = 0;
    let mut answered = true;
    for (line, number) in file.lines().zip(1..) {
        let is_answer = line.starts_with(";= ");
        if is_answer && !answered {
            for line in dump(form.trim_end(), form_line).lines() {
                out.push_str(&format!(";= {}\n", line.trim_end()));
            }
            answered = true;
            form.clear();
        }
        if is_answer {
            continue;
        }
        out.push_str(line);
        out.push('\n');
        if !line.is_empty() && !line.starts_with(";!") {
            if form.is_empty() {
                form_line = number;
            }
            form.push_str(line);
            form.push('\n');
            answered = false;
        }
    }
    out
}

fn check(phase: &str, dump: impl Fn(&str, u32) -> String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden").join(phase);
    let mut files = 0;
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be listed").path();
        let file = std::fs::read_to_string(&path).expect("golden files are text");
        let expected = answered(&file, &dump);
        if std::env::var_os("TERCEL_BLESS").is_some() {
            std::fs::write(&path, &expected).expect("golden files can be written");
        } else {
            assert_eq!(file, expected, "{}", path.display());
        }
        files += 1;
    }
    assert!(files > 0, "no golden files for {phase}");
}

#[test]
fn lex() {
    check("lex", |form, _| dump_tokens(form, Dialect::Clojure));
}

#[test]
fn parse() {
    check("parse", |form, line| {
        data::testing::with(|cx| {
            let start = LineCol { line, column: 1 };
            let options = Options { start, ..Options::source() };
            dump_forms(cx, form, options, &Alone::new()).expect("golden forms can be read")
        })
    });
}
