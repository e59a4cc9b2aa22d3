//! What Java's matcher answered, case by case: `tests/java/*.tsv`.
//!
//! A line is pattern, text and answer, `%XXXX` for what is not printable ASCII. The answer: the
//! spans of up to twelve finds, of `matches`, of `lookingAt`; or `!` and the complaint.

use java_regex::{Flags, Groups, Pattern, PatternError, Search, Text, pattern_text};

fn decode(field: &str) -> Vec<u16> {
    let mut units = Vec::new();
    let mut rest = field;
    while let Some(c) = rest.chars().next() {
        if c == '%' {
            units.push(u16::from_str_radix(&rest[1..5], 16).expect("four digits"));
            rest = &rest[5..];
        } else {
            units.extend(c.encode_utf16(&mut [0; 2]).iter());
            rest = &rest[c.len_utf8()..];
        }
    }
    units
}

fn spans(pattern: &Pattern, groups: &Groups) -> String {
    let all: Vec<String> = (0..=pattern.group_count())
        .map(|group| match groups.get(group) {
            Some((start, end)) => format!("{start}-{end}"),
            None => "-".into(),
        })
        .collect();
    all.join(",")
}

fn answer(source: &str, text: Text<'_>, much_used: bool) -> String {
    let pattern = match Pattern::new(source, Flags::NONE) {
        Ok(pattern) => pattern,
        Err(PatternError::Syntax(error)) => {
            return format!("!{} @{}", error.description, error.index);
        }
        Err(PatternError::TooDeep) => return "!too deep".into(),
    };
    if much_used {
        pattern.expect_much_use();
    }
    let mut groups = Groups::new();
    let mut found = Vec::new();
    let mut search = Search::from(0);
    while found.len() < 12 && pattern.find(text, search, &mut groups, &mut || false) == Ok(true) {
        found.push(spans(&pattern, &groups));
        let (start, end) = groups.whole();
        search = Search { from: if start == end { end + 1 } else { end }, previous_end: end };
    }
    let mut whole = Groups::new();
    let matches = pattern.matches(text, &mut whole, &mut || false) == Ok(true);
    let whole = if matches { spans(&pattern, &whole) } else { "no".into() };
    let mut prefix = Groups::new();
    let looking = pattern.looking_at(text, &mut prefix, &mut || false) == Ok(true);
    let prefix = if looking { spans(&pattern, &prefix) } else { "no".into() };
    format!("{}|{whole}|{prefix}", found.join(";"))
}

fn check(name: &str, cases: &str) {
    let mut wrong = Vec::new();
    let mut total = 0;
    for line in cases.lines().filter(|line| !line.is_empty()) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [pattern, text, expected] = fields[..] else { panic!("three fields: {line}") };
        let source = pattern_text(&decode(pattern));
        let units = decode(text);
        let ascii = units.iter().all(|&unit| unit < 128).then(|| String::from_utf16_lossy(&units));
        let expected = String::from_utf16_lossy(&decode(expected));
        let mut answers = vec![("wide", answer(&source, Text::Wide(&units), false))];
        if let Some(ascii) = &ascii {
            answers.push(("ascii", answer(&source, Text::Ascii(ascii), false)));
            answers.push(("much used", answer(&source, Text::Ascii(ascii), true)));
        }
        total += 1;
        for (way, answer) in answers {
            if answer != expected {
                wrong.push(format!(
                    "{way}: {pattern}  on  {text}\n  java {expected}\n  here {answer}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{name}: {} of {total}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn chosen_cases_agree_with_java() {
    check("chosen", include_str!("java/chosen.tsv"));
}

#[test]
fn random_cases_agree_with_java() {
    check("random", include_str!("java/random.tsv"));
}

/// Where Java forgets to undo what groups of a failed attempt took, or never enters a group that may
/// be empty, it answers other groups than these.
#[test]
fn groups_of_failed_attempts_are_forgotten() {
    assert_eq!(answer("(?!(a))b", Text::Ascii("ab"), false), "1-2,-|no|no");
}

#[test]
fn much_going_back_costs_linear_time_where_an_automaton_can_help() {
    let text = "a".repeat(5000);
    let pattern = Pattern::new("(?:a|a)*(?:a|aa)*b", Flags::NONE).expect("a good pattern");
    let mut groups = Groups::new();
    let found = pattern.find(Text::Ascii(&text), Search::from(0), &mut groups, &mut || false);
    assert_eq!(found, Ok(false));
}

#[test]
fn a_search_may_be_stopped() {
    let text = "a".repeat(64);
    let pattern = Pattern::new("(a|a)*\\1c", Flags::NONE).expect("a good pattern");
    let mut polls = 0;
    let mut poll = || {
        polls += 1;
        polls > 3
    };
    let found = pattern.matches(Text::Ascii(&text), &mut Groups::new(), &mut poll);
    assert_eq!(found, Err(java_regex::MatchError::Stopped));
}

#[test]
fn depth_is_bounded() {
    let deep = format!("{}a{}", "(".repeat(100_000), ")".repeat(100_000));
    assert_eq!(Pattern::new(&deep, Flags::NONE).err(), Some(PatternError::TooDeep));
    let nested = format!("{}a{}", "(?:".repeat(300), ")*".repeat(300));
    assert!(answer(&nested, Text::Ascii("aaa"), true).starts_with("0-3"));
}
