//! What the JVM answered, form by form: `answers.tsv`.

use super::*;
use crate::num::{from_biginteger, from_decimal, from_f32, from_i8, from_i32, parse};
use crate::testing;

/// The tokens of a form, strings and parenthesised ones in one piece.
fn tokens(form: &str) -> Vec<String> {
    let (mut all, mut token) = (Vec::new(), String::new());
    let (mut in_string, mut depth) = (false, 0);
    let mut chars = form.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                token.push(c);
                token.extend(chars.next());
                continue;
            }
            '"' => in_string = !in_string,
            '(' if !in_string => depth += 1,
            ')' if !in_string => depth -= 1,
            ' ' if !in_string && depth == 0 => {
                all.push(std::mem::take(&mut token));
                continue;
            }
            _ => {}
        }
        token.push(c);
    }
    all.push(token);
    all
}

fn unquote(token: &str) -> String {
    let inside = &token[1..token.len() - 1];
    inside.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\")
}

fn value(cx: &mut Mutator, token: &str) -> Value {
    let made = match token {
        "nil" => Ok(Value::NIL),
        "true" => Ok(Value::TRUE),
        "false" => Ok(Value::FALSE),
        "Double/NaN" => num::from_f64(cx, f64::NAN),
        "Double/POSITIVE_INFINITY" => num::from_f64(cx, f64::INFINITY),
        "Double/NEGATIVE_INFINITY" => num::from_f64(cx, f64::NEG_INFINITY),
        "Double/MIN_VALUE" => num::from_f64(cx, 5e-324),
        ":kw" => crate::keyword::intern(cx, None, "kw"),
        _ if token.starts_with('"') => string::new(cx, &unquote(token)),
        _ if token.starts_with('\\') => Ok(Value::char(token.as_bytes()[1].into())),
        _ if token.starts_with('(') => {
            let (function, number) = token[1..token.len() - 1].split_once(' ').expect("a call");
            match function {
                "int" => from_i32(cx, number.parse().expect("an int")),
                "byte" => from_i8(cx, number.parse().expect("a byte")),
                "float" => from_f32(cx, number.parse().expect("a float")),
                _ => from_biginteger(cx, &number.parse().expect("an integer")),
            }
        }
        _ => Ok(parse(cx, token).expect("room").unwrap_or_else(|| panic!("no number: {token}"))),
    };
    made.expect("room")
}

#[test]
fn answers_are_the_jvms() {
    testing::with(|cx| {
        let mut wrong = Vec::new();
        for line in include_str!("answers.tsv").lines() {
            let (form, expected) = line.split_once('\t').expect("two fields");
            let tokens = tokens(&form["(format ".len()..form.len() - 1]);
            let mut args = heap::RootVec::new(cx);
            for token in &tokens[1..] {
                let arg = value(cx, token);
                args.push(arg);
            }
            let text = string::new(cx, &unquote(&tokens[0])).expect("room");
            let answer = format(cx, string::of(text).expect("a string"), &args);
            let shown = match answer {
                Ok(text) => print::pr_str(cx, text).expect("prints"),
                Err(_) => testing::thrown(cx, answer),
            };
            if shown != expected {
                wrong.push(format!("{form}\n  java {expected}\n  here {shown}"));
            }
        }
        assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
    });
}

#[test]
fn decimals_of_any_size_are_written_or_refused() {
    testing::with(|cx| {
        let huge = crate::num::Decimal { unscaled: 1.into(), scale: i32::MIN };
        let huge = from_decimal(cx, &huge).expect("room");
        let text = string::new(cx, "%f").expect("room");
        let answer = format(cx, string::of(text).expect("a string"), &[huge]);
        assert_eq!(testing::thrown(cx, answer), "java.lang.OutOfMemoryError: Java heap space");
    });
}
