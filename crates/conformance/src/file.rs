//! One test file, read: its directives, its forms, the answers below them.

use std::ops::Range;

use crate::scan::{Piece, pieces};

/// A test file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestFile {
    /// As given to the subject and shown in reports.
    pub name: String,
    pub text: String,
    pub cases: Vec<Case>,
    /// `;! error:`; the cases are then not run one by one.
    pub refusal: Option<Refusal>,
    pub stats: Vec<Stat>,
}

/// One top-level form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Where the form stands in the text, in bytes.
    pub range: Range<usize>,
    /// From 1, as is `column`.
    pub line: usize,
    pub column: usize,
    pub mode: Mode,
    pub answer: Option<Answer>,
    /// The lines of the answer in the text, from 0.
    pub answer_lines: Range<usize>,
}

/// What is done with a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mode {
    Eval,
    /// Evaluated inside of a golden file, for its effect.
    Setup,
    /// Dumped after this phase.
    Golden(String),
}

/// What is expected of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// `;= …`: a dump.
    Dump(String),
    /// `;=> …`: a printed value.
    Value(String),
    /// `;=! CLASS MESSAGE`; without a message, any will do.
    Thrown { class: String, message: Option<String> },
}

/// `;! error: KIND at L:C`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub kind: String,
    pub place: Option<(usize, usize)>,
    /// The directive's line, from 1.
    pub line: usize,
}

/// `;! stat: NAME >= N`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stat {
    pub name: String,
    pub relation: String,
    pub count: i64,
    /// The directive's line, from 1.
    pub line: usize,
}

impl Stat {
    pub fn holds(&self, found: i64) -> bool {
        match self.relation.as_str() {
            ">=" => found >= self.count,
            "<=" => found <= self.count,
            ">" => found > self.count,
            "<" => found < self.count,
            _ => found == self.count,
        }
    }
}

impl TestFile {
    /// Reads a test; `name` is its path below the tests folder.
    ///
    /// # Errors
    /// `line: what is wrong`, when the file does not follow the grammar or can prove nothing.
    pub fn parse(name: &str, text: &str) -> Result<TestFile, String> {
        let file = TestFile {
            name: name.to_string(),
            text: text.to_string(),
            cases: Vec::new(),
            refusal: None,
            stats: Vec::new(),
        };
        let mut parser = Parser { file, mode: Mode::Eval, setup: false, last_marked: None };
        for piece in pieces(text) {
            parser.piece(piece)?;
        }
        parser.finish()
    }

    /// The code of a case.
    pub fn code(&self, case: &Case) -> &str {
        &self.text[case.range.clone()]
    }

    /// True when something in the file is expected to fail.
    pub fn expects_failure(&self) -> bool {
        let throws = |case: &Case| matches!(case.answer, Some(Answer::Thrown { .. }));
        self.refusal.is_some() || self.cases.iter().any(throws)
    }
}

struct Parser {
    file: TestFile,
    /// What the next form is for.
    mode: Mode,
    setup: bool,
    /// The line of the last answer, from 0, to join answers of several lines.
    last_marked: Option<usize>,
}

impl Parser {
    fn line_of(&self, offset: usize) -> usize {
        self.file.text[..offset].matches('\n').count() + 1
    }

    fn piece(&mut self, piece: Piece) -> Result<(), String> {
        match piece {
            Piece::Form(range) => {
                self.form(range);
                Ok(())
            }
            Piece::Misplaced(offset) => Err(format!(
                "{}: an answer starts with `;=` on a line of its own, below its form",
                self.line_of(offset)
            )),
            Piece::Marked(range) => {
                let line = self.line_of(range.start);
                let comment = self.file.text[range].to_string();
                let parsed = match comment.strip_prefix(";!") {
                    Some(directive) => self.directive(directive.trim(), line),
                    None => self.answer(&comment[2..], line - 1),
                };
                parsed.map_err(|what| format!("{line}: {what}"))
            }
        }
    }

    fn form(&mut self, range: Range<usize>) {
        let line = self.line_of(range.start);
        let line_start = self.file.text[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
        let column = self.file.text[line_start..range.start].chars().count() + 1;
        let mode = if std::mem::take(&mut self.setup) { Mode::Setup } else { self.mode.clone() };
        let after = self.line_of(range.end);
        self.last_marked = None;
        let case = Case { range, line, column, mode, answer: None, answer_lines: after..after };
        self.file.cases.push(case);
    }

    fn directive(&mut self, directive: &str, line: usize) -> Result<(), String> {
        let (name, rest) = directive.split_once(':').unwrap_or((directive, ""));
        let rest = rest.trim();
        match name {
            "golden" if !rest.is_empty() => self.mode = Mode::Golden(rest.to_string()),
            "setup" => self.setup = true,
            "error" if self.file.refusal.is_none() => {
                self.file.refusal = Some(refusal(rest, line)?)
            }
            "stat" => self.file.stats.push(stat(rest, line)?),
            "error" => return Err("a file is refused once: it has one `;! error:`".into()),
            _ => return Err(format!("unknown directive `;! {directive}`")),
        }
        Ok(())
    }

    /// `rest` is what follows `;=`.
    fn answer(&mut self, rest: &str, line: usize) -> Result<(), String> {
        let follows = line > 0 && self.last_marked == Some(line - 1);
        self.last_marked = Some(line);
        let Some(case) = self.file.cases.last_mut() else {
            return Err("an answer without a form above it".into());
        };
        let (sign, text) = match rest.chars().next() {
            Some(sign @ ('>' | '!')) => (sign, &rest[1..]),
            Some(' ') | None => ('=', rest),
            Some(_) => return Err("an answer starts with `;= `, `;=> ` or `;=! `".into()),
        };
        let text = text.strip_prefix(' ').unwrap_or(text);
        if let Some(known) = &mut case.answer {
            if !follows {
                return Err("the form above already has an answer".into());
            }
            case.answer_lines.end = line + 1;
            return known.join(sign, text);
        }
        let golden = matches!(case.mode, Mode::Golden(_));
        if golden != (sign == '=') {
            return Err("`;= ` is for dumps, `;=> ` and `;=! ` are for values".into());
        }
        case.answer_lines = line..line + 1;
        case.answer = Some(Answer::new(sign, text)?);
        Ok(())
    }

    fn finish(self) -> Result<TestFile, String> {
        let file = self.file;
        let base = file.name.rsplit(['/', '\\']).next().unwrap_or_default();
        if file.cases.is_empty() {
            return Err("1: the file holds no form, so it proves nothing".into());
        }
        if self.setup {
            return Err("1: the last `;! setup` has no form below it".into());
        }
        if base.starts_with("fail-") && !file.expects_failure() {
            return Err("1: a `fail-` file expects a failure: `;! error:` or `;=! …`".into());
        }
        if base.starts_with("pass-") && file.refusal.is_some() {
            return Err("1: a `pass-` file is not refused: call it `fail-`".into());
        }
        if file.refusal.is_some() && file.cases.iter().any(|case| case.answer.is_some()) {
            return Err("1: a refused file gives no answers to its forms".into());
        }
        Ok(file)
    }
}

impl Answer {
    fn new(sign: char, text: &str) -> Result<Answer, String> {
        Ok(match sign {
            '>' => Answer::Value(text.to_string()),
            '=' => Answer::Dump(text.to_string()),
            _ => {
                let (class, message) = text.split_once(' ').unwrap_or((text, ""));
                if class.is_empty() {
                    return Err("`;=! ` names the class of the exception".into());
                }
                let message = (!message.is_empty()).then(|| message.to_string());
                Answer::Thrown { class: class.to_string(), message }
            }
        })
    }

    /// Takes in a further line of the same answer.
    fn join(&mut self, sign: char, line: &str) -> Result<(), String> {
        let text = match (self, sign) {
            (Answer::Value(text), '>') | (Answer::Dump(text), '=') => text,
            (Answer::Thrown { message, .. }, '!') => message.get_or_insert_default(),
            _ => return Err("an answer is of one kind".into()),
        };
        text.push('\n');
        text.push_str(line);
        Ok(())
    }
}

fn refusal(rest: &str, line: usize) -> Result<Refusal, String> {
    let number = |text: &str| text.parse::<usize>().ok();
    let (kind, place) = match rest.split_once(" at ") {
        None => (rest, None),
        Some((kind, place)) => {
            let place = place.split_once(':').and_then(|(l, c)| Some((number(l)?, number(c)?)));
            (kind, Some(place.ok_or("a place is written `at LINE:COLUMN`")?))
        }
    };
    if kind.is_empty() || kind.contains(' ') {
        return Err("an error is written `;! error: KIND at LINE:COLUMN`".into());
    }
    Ok(Refusal { kind: kind.to_string(), place, line })
}

fn stat(rest: &str, line: usize) -> Result<Stat, String> {
    let words: Vec<&str> = rest.split_whitespace().collect();
    let [name, relation @ (">=" | "<=" | ">" | "<" | "="), count] = words.as_slice() else {
        return Err("a counter is written `;! stat: NAME >= N`".into());
    };
    let count = count.parse().map_err(|_| format!("`{count}` is no count"))?;
    Ok(Stat { name: name.to_string(), relation: relation.to_string(), count, line })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> TestFile {
        TestFile::parse("language/let/a.clj", text).unwrap()
    }

    #[test]
    fn answers_belong_to_the_form_above() {
        let file = parse(
            "(def x 1)\n\n(+ x 2) ; add\n;=> 3\n\n  (f)\n; why\n;=! a.B no way\n;=! at all\n",
        );
        let answers: Vec<_> = file.cases.iter().map(|case| case.answer.clone()).collect();
        let thrown = Answer::Thrown { class: "a.B".into(), message: Some("no way\nat all".into()) };
        assert_eq!(answers, [None, Some(Answer::Value("3".into())), Some(thrown)]);
        assert_eq!((file.cases[2].line, file.cases[2].column), (6, 3));
        assert_eq!(file.cases[2].answer_lines, 7..9);
        assert_eq!(file.cases[0].answer_lines, 1..1);
    }

    #[test]
    fn golden_and_setup_choose_the_mode() {
        let file = parse(";! golden: compile\n;! setup\n(def x 1)\n(f x)\n;= 0 a\n;=\n;= 1 b\n");
        assert_eq!(file.cases[0].mode, Mode::Setup);
        assert_eq!(file.cases[1].mode, Mode::Golden("compile".into()));
        assert_eq!(file.cases[1].answer, Some(Answer::Dump("0 a\n\n1 b".into())));
    }

    #[test]
    fn directives_are_read() {
        let file = parse(";! error: reader/odd-map at 3:1\n;! stat: jit.compiled >= 1\n{:a}\n");
        let refusal = Refusal { kind: "reader/odd-map".into(), place: Some((3, 1)), line: 1 };
        assert_eq!(file.refusal, Some(refusal));
        assert!(file.stats[0].holds(1) && file.stats[0].holds(2) && !file.stats[0].holds(0));
        assert!(file.expects_failure());
    }

    #[test]
    fn files_that_break_the_grammar_are_refused() {
        let cases = [
            ("a.clj", "", "1: the file holds no form"),
            ("a.clj", ";=> 1\n(f)", "1: an answer without a form"),
            ("a.clj", "(f) ;=> 1", "1: an answer starts with `;=` on a line of its own"),
            ("a.clj", "(f)\n;=>1\n\n;=> 2", "4: the form above already has an answer"),
            ("a.clj", "(f)\n;=> 1\n;=! A b", "3: an answer is of one kind"),
            ("a.clj", "(f)\n;=x 1", "2: an answer starts with"),
            ("a.clj", "(f)\n;= 1", "2: `;= ` is for dumps"),
            ("a.clj", ";! golden: read\n(f)\n;=> 1", "3: `;= ` is for dumps"),
            ("a.clj", "(f)\n;=!", "2: `;=! ` names the class"),
            ("a.clj", ";! goldne: read\n(f)", "1: unknown directive"),
            ("a.clj", ";! golden:\n(f)", "1: unknown directive"),
            ("a.clj", ";! error: x at 1\n(f)", "1: a place is written"),
            ("a.clj", ";! error: x\n;! error: x\n(f)", "2: a file is refused once"),
            ("a.clj", ";! error: x\n(f)\n;=> 1", "1: a refused file gives no answers"),
            ("a.clj", ";! stat: x ~ 1\n(f)", "1: a counter is written"),
            ("a.clj", "(f)\n;! setup", "1: the last `;! setup`"),
            ("let/fail-a.clj", "(f)\n;=> 1", "1: a `fail-` file expects a failure"),
            ("let/pass-a.clj", ";! error: x\n(f)", "1: a `pass-` file is not refused"),
        ];
        for (name, text, expected) in cases {
            let found = TestFile::parse(name, text).unwrap_err();
            assert!(found.starts_with(expected), "{text:?}: {found}");
        }
    }
}
