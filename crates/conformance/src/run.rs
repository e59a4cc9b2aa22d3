//! Runs one file: each form in turn, its outcome held against the answer below it.

use crate::file::{Answer, Case, Mode, Refusal, TestFile};
use crate::subject::{Code, Outcome, Subject};

/// An expectation that did not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// From 1.
    pub line: usize,
    pub expected: String,
    pub found: String,
}

/// Every expectation of the file that does not hold.
pub fn run_file(subject: &mut dyn Subject, file: &TestFile) -> Vec<Failure> {
    let mut failures = Vec::new();
    match &file.refusal {
        Some(refusal) => failures.extend(run_refused(subject, file, refusal)),
        None => {
            for case in &file.cases {
                failures.extend(run_case(subject, file, case));
            }
        }
    }
    for stat in &file.stats {
        let found = subject.stat(&stat.name);
        if !found.is_some_and(|found| stat.holds(found)) {
            failures.push(Failure {
                line: stat.line,
                expected: format!("counter {} {} {}", stat.name, stat.relation, stat.count),
                found: found.map_or("no such counter".into(), |count| format!("{count}")),
            });
        }
    }
    failures
}

fn run_refused(subject: &mut dyn Subject, file: &TestFile, refusal: &Refusal) -> Option<Failure> {
    let code = Code { file: &file.name, text: &file.text, line: 1, column: 1 };
    let outcome = subject.eval(&code);
    if let Outcome::Refused { kind, line, column, .. } = &outcome {
        let same_place = refusal.place.is_none_or(|place| place == (*line, *column));
        if *kind == refusal.kind && same_place {
            return None;
        }
    }
    let place =
        refusal.place.map_or(String::new(), |(line, column)| format!(" at {line}:{column}"));
    let expected = format!("refused: {}{place}", refusal.kind);
    Some(Failure { line: refusal.line, expected, found: tell(&outcome) })
}

fn run_case(subject: &mut dyn Subject, file: &TestFile, case: &Case) -> Option<Failure> {
    let found = answer_of(subject, file, case);
    let expected = match (&case.answer, &found) {
        (None, Ok(Answer::Value(_))) => return None,
        (None, Ok(Answer::Dump(_))) => "an answer below the form (cargo xtask bless)".to_string(),
        (None, Ok(Answer::Thrown { .. }) | Err(_)) => "no failure".to_string(),
        (Some(expected), Ok(found)) if agree(expected, found) => return None,
        (Some(expected), Ok(_) | Err(_)) => tell_answer(expected),
    };
    let found = match &found {
        Ok(answer) => tell_answer(answer),
        Err(message) => message.clone(),
    };
    Some(Failure { line: case.line, expected, found })
}

/// What the subject answers to a form, in the words of an answer.
///
/// # Errors
/// What it says when it refuses the form, or cannot dump it.
pub fn answer_of(
    subject: &mut dyn Subject,
    file: &TestFile,
    case: &Case,
) -> Result<Answer, String> {
    let code =
        Code { file: &file.name, text: file.code(case), line: case.line, column: case.column };
    if let Mode::Golden(phase) = &case.mode {
        let dump = subject.dump(phase, &code);
        return match dump {
            Ok(text) => Ok(Answer::Dump(without_trailing_blanks(&text))),
            Err(message) => Err(format!("no dump of phase {phase}: {message}")),
        };
    }
    match subject.eval(&code) {
        Outcome::Value(printed) => Ok(Answer::Value(without_trailing_blanks(&printed))),
        Outcome::Thrown { class, message } => {
            let message = without_trailing_blanks(&message);
            Ok(Answer::Thrown { class, message: (!message.is_empty()).then_some(message) })
        }
        refused @ Outcome::Refused { .. } => Err(tell(&refused)),
    }
}

/// Blanks at the ends of lines cannot be seen in a test file, so they are not compared.
fn without_trailing_blanks(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_end().to_string()
}

fn agree(expected: &Answer, found: &Answer) -> bool {
    match (expected, found) {
        (
            Answer::Thrown { class, message },
            Answer::Thrown { class: found_class, message: found_message },
        ) => {
            let simple = found_class.rsplit('.').next() == Some(class);
            let same_message = message.is_none() || message == found_message;
            (class == found_class || simple) && same_message
        }
        (expected, found) => expected == found,
    }
}

fn tell(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Value(printed) => printed.clone(),
        Outcome::Thrown { class, message } => format!("thrown: {class} {message}"),
        Outcome::Refused { kind, line, column, message } => {
            format!("refused: {kind} at {line}:{column}: {message}")
        }
    }
}

fn tell_answer(answer: &Answer) -> String {
    match answer {
        Answer::Dump(text) | Answer::Value(text) => text.clone(),
        Answer::Thrown { class, message } => {
            format!("thrown: {class} {}", message.as_deref().unwrap_or_default())
        }
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// Adds integers, keeps a sum, throws at `(throw …)`, refuses unbalanced text, and dumps by
    /// turning the text around.
    #[derive(Default)]
    pub struct Fake {
        pub evaluated: i64,
    }

    impl Subject for Fake {
        fn eval(&mut self, code: &Code<'_>) -> Outcome {
            self.evaluated += 1;
            let text = code.text.trim();
            if text.matches('(').count() != text.matches(')').count() {
                let (kind, message) = ("reader/eof".to_string(), "unbalanced".to_string());
                return Outcome::Refused { kind, line: code.line + 1, column: 1, message };
            }
            if let Some(message) = text.strip_prefix("(throw ") {
                let message = message.trim_end_matches(')').to_string();
                return Outcome::Thrown { class: "java.lang.Exception".into(), message };
            }
            let numbers =
                text.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<i64>().ok());
            Outcome::Value(numbers.sum::<i64>().to_string())
        }

        fn dump(&mut self, phase: &str, code: &Code<'_>) -> Result<String, String> {
            match phase {
                "reverse" => {
                    Ok(code.text.lines().rev().map(|line| format!("{line}  \n")).collect())
                }
                _ => Err("no such phase".into()),
            }
        }

        fn stat(&mut self, name: &str) -> Option<i64> {
            (name == "evaluated").then_some(self.evaluated)
        }
    }

    fn failures(text: &str) -> Vec<(usize, String, String)> {
        let file = TestFile::parse("a.clj", text).unwrap();
        let failures = run_file(&mut Fake::default(), &file);
        failures.into_iter().map(|f| (f.line, f.expected, f.found)).collect()
    }

    fn failure(line: usize, expected: &str, found: &str) -> (usize, String, String) {
        (line, expected.to_string(), found.to_string())
    }

    #[test]
    fn values_are_compared() {
        assert_eq!(failures("(+ 1 2)\n;=> 3\n(+ 1 1)\n"), []);
        assert_eq!(failures("(+ 1 2)\n;=> 4\n"), [failure(1, "4", "3")]);
    }

    #[test]
    fn exceptions_are_compared_by_class_and_message() {
        for good in ["java.lang.Exception no", "Exception no", "Exception"] {
            assert_eq!(failures(&format!("(throw no)\n;=! {good}\n")), [], "{good}");
        }
        for bad in ["Error no", "Exception yes", "lang.Exception no", "xception no"] {
            assert_eq!(failures(&format!("(throw no)\n;=! {bad}\n")).len(), 1, "{bad}");
        }
        assert_eq!(failures("(+ 1 2)\n;=! Exception no\n").len(), 1);
    }

    #[test]
    fn a_form_without_an_answer_must_not_fail() {
        let thrown = "thrown: java.lang.Exception no";
        assert_eq!(failures("(throw no)\n"), [failure(1, "no failure", thrown)]);
        let refused = "refused: reader/eof at 2:1: unbalanced";
        assert_eq!(failures("(f\n"), [failure(1, "no failure", refused)]);
    }

    #[test]
    fn dumps_are_compared_and_asked_for() {
        assert_eq!(failures(";! golden: reverse\n(a\nb)\n;= b)\n;= (a\n"), []);
        assert_eq!(failures(";! golden: reverse\n(a)\n;= b\n"), [failure(2, "b", "(a)")]);
        assert_eq!(failures(";! golden: reverse\n(a)\n").len(), 1);
        assert_eq!(failures(";! golden: reverse\n;! setup\n(a)\n"), []);
        let no_dump = "no dump of phase nope: no such phase";
        assert_eq!(failures(";! golden: nope\n(a)\n;= x\n"), [failure(2, "x", no_dump)]);
    }

    #[test]
    fn refusals_are_compared_by_kind_and_place() {
        for good in ["reader/eof at 2:1", "reader/eof"] {
            assert_eq!(failures(&format!(";! error: {good}\n(f\n")), [], "{good}");
        }
        for bad in ["reader/eof at 2:2", "reader/odd-map at 2:1"] {
            assert_eq!(failures(&format!(";! error: {bad}\n(f\n")).len(), 1, "{bad}");
        }
        assert_eq!(failures(";! error: reader/eof\n(f)\n").len(), 1);
    }

    #[test]
    fn counters_are_compared_after_the_run() {
        assert_eq!(failures(";! stat: evaluated = 2\n1 2\n"), []);
        assert_eq!(
            failures(";! stat: evaluated > 2\n;! stat: nope > 0\n1 2\n"),
            [
                failure(1, "counter evaluated > 2", "2"),
                failure(2, "counter nope > 0", "no such counter"),
            ]
        );
    }
}
