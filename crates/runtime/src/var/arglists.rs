//! The arglists of natives, from text: symbols, vectors, lists and maps of symbols and keywords.
//!
//! The text is our own, written in attributes; what it does not use is not read.

use heap::{Mutator, Result, RootVec, Value};

/// The value of a text like `([map key] [map key not-found])`.
pub(super) fn parse(cx: &mut Mutator, text: &str) -> Result {
    let mut rest = text;
    let mut stack: Vec<(char, usize)> = Vec::new();
    let mut values = RootVec::new(cx);
    while let Some(next) = rest.trim_start_matches([' ', ',', '\n']).chars().next() {
        rest = rest.trim_start_matches([' ', ',', '\n']);
        match next {
            '(' | '[' | '{' => {
                stack.push((next, values.len()));
                rest = &rest[1..];
            }
            ')' | ']' | '}' => {
                let Some((open, start)) = stack.pop() else { break };
                let made = match open {
                    '(' => data::list::from_slice(cx, &values[start..])?,
                    '[' => data::vector::from_slice(cx, &values[start..])?,
                    _ => data::map::from_pairs(cx, &values[start..])?,
                };
                values.truncate(start);
                values.push(made);
                rest = &rest[1..];
            }
            _ => {
                let end = rest.find([' ', ',', '\n', '(', ')', '[', ']', '{', '}']);
                let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
                let value = match word.strip_prefix(':') {
                    Some(keyword) => data::keyword::parse(cx, keyword)?,
                    None => data::symbol::parse(cx, word)?,
                };
                values.push(value);
                rest = after;
            }
        }
    }
    Ok(values.last().copied().unwrap_or(Value::NIL))
}
