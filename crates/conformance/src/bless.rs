//! Rewrites the answers of a test file from what the subject says now.

use crate::file::{Answer, Case, Mode, TestFile};
use crate::run::answer_of;
use crate::subject::Subject;

/// The text of the file with its answers brought up to date. Forms of golden files get an answer
/// where they have none; other forms keep having none.
///
/// # Errors
/// `line: why`, when a form that needs an answer is refused: a refusal is no answer.
pub fn bless(subject: &mut dyn Subject, file: &TestFile) -> Result<String, String> {
    if file.refusal.is_some() {
        return Ok(file.text.clone());
    }
    let lines: Vec<&str> = file.text.lines().collect();
    let mut blessed: Vec<String> = Vec::new();
    let mut copied = 0;
    let mut last_start = None;
    for case in &file.cases {
        let found = answer_of(subject, file, case);
        if case.answer.is_none() && !matches!(case.mode, Mode::Golden(_)) {
            continue;
        }
        let found = found.map_err(|why| format!("{}: {why}", case.line))?;
        let next = case.answer_lines.start.min(lines.len());
        if last_start.replace(next) == Some(next) {
            return Err(format!("{}: give each form a line of its own", case.line));
        }
        blessed.extend(lines[copied..next].iter().map(|line| line.to_string()));
        blessed.extend(answer_lines(case, &found));
        copied = case.answer_lines.end.min(lines.len());
    }
    blessed.extend(lines[copied..].iter().map(|line| line.to_string()));
    Ok(blessed.join("\n") + "\n")
}

fn answer_lines(case: &Case, found: &Answer) -> Vec<String> {
    let (sign, text) = match found {
        Answer::Dump(text) => (";=", text.clone()),
        Answer::Value(text) => (";=>", text.clone()),
        Answer::Thrown { class, message } => (";=!", thrown_text(case, class, message.as_deref())),
    };
    let lines = text.split('\n');
    lines.map(|line| format!("{sign} {line}").trim_end().to_string()).collect()
}

/// Keeps the way the author wrote it: a short class stays short, and an answer that left the
/// message out still does.
fn thrown_text(case: &Case, class: &str, message: Option<&str>) -> String {
    let (class, keeps_message) = match &case.answer {
        Some(Answer::Thrown { class: written, message: known }) => {
            let short = !written.contains('.');
            let name = if short { class.rsplit('.').next().unwrap_or(class) } else { class };
            (name, known.is_some())
        }
        Some(Answer::Dump(_) | Answer::Value(_)) | None => (class, true),
    };
    match message.filter(|_| keeps_message) {
        Some(message) => format!("{class} {message}"),
        None => class.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::run_file;
    use crate::run::tests::Fake;

    fn blessed(text: &str) -> String {
        let file = TestFile::parse("a.clj", text).unwrap();
        let blessed = bless(&mut Fake::default(), &file).unwrap();
        let again = TestFile::parse("a.clj", &blessed).unwrap();
        assert_eq!(run_file(&mut Fake::default(), &again), [], "a blessed file passes");
        assert_eq!(bless(&mut Fake::default(), &again).unwrap(), blessed, "blessing twice is once");
        blessed
    }

    #[test]
    fn answers_are_rewritten_and_the_rest_is_kept() {
        let text = "; head\n(+ 1 2)\n;=> 0\n;=> 0\n\n(def y 1)\n(throw no)\n; why\n;=> 1\n; tail\n";
        assert_eq!(
            blessed(text),
            "; head\n(+ 1 2)\n;=> 3\n\n(def y 1)\n(throw no)\n; why\n;=! java.lang.Exception no\n; tail\n"
        );
    }

    #[test]
    fn short_classes_and_open_messages_stay() {
        let text = "(throw no)\n;=! Error yes\n(throw no)\n;=! Error\n";
        assert_eq!(blessed(text), "(throw no)\n;=! Exception no\n(throw no)\n;=! Exception\n");
    }

    #[test]
    fn golden_forms_get_their_first_answer() {
        let text = ";! golden: reverse\n;! setup\n(def x)\n(a\nb)\n\n(c)\n;= old\n(d)";
        assert_eq!(
            blessed(text),
            ";! golden: reverse\n;! setup\n(def x)\n(a\nb)\n;= b)\n;= (a\n\n(c)\n;= (c)\n(d)\n;= (d)\n"
        );
    }

    #[test]
    fn a_refusal_cannot_be_blessed() {
        let file = TestFile::parse("a.clj", "(f\n;=> 1\n").unwrap();
        let why = bless(&mut Fake::default(), &file).unwrap_err();
        assert_eq!(why, "1: refused: reader/eof at 2:1: unbalanced");
        let file = TestFile::parse("a.clj", ";! golden: reverse\n(a) (b)\n").unwrap();
        assert!(bless(&mut Fake::default(), &file).unwrap_err().contains("a line of its own"));
    }

    #[test]
    fn a_refused_file_is_left_alone() {
        let text = ";! error: reader/eof\n(f\n";
        let file = TestFile::parse("a.clj", text).unwrap();
        assert_eq!(bless(&mut Fake::default(), &file).unwrap(), text);
    }
}
