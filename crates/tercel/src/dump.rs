//! What each phase makes of a text, as text.

use analyzer::ast::Position;
use analyzer::{Top, Unit};
use diag::LineCol;
use heap::{Mutator, Result, Value};
use reader::Options;
use runtime::namespace;

use crate::evaluator::{self, Source};
use crate::resolver::Running;
use crate::workshop::Workshop;

/// The phases that can be shown, in the order in which a form passes them.
pub const PHASES: &[&str] =
    &["lex", "parse", "expand", "analyze", "optimize", "compile", "execute"];

/// What a phase makes of the text, which begins at this line and column. Later phases evaluate the forms before the one they show, since
/// these may define what it names.
///
/// # Errors
/// What is wrong with the text; whatever evaluating it throws.
pub fn dump(cx: &mut Mutator, phase: &str, text: &str, start: (u32, u32)) -> Result<String> {
    match phase {
        "lex" => Ok(reader::dump_tokens(text, reader::Dialect::Clojure)),
        "parse" => {
            let mut options = Options::source();
            options.start = LineCol { line: start.0, column: start.1 };
            reader::dump_forms(cx, text, options, &Running)
        }
        _ => {
            let forms = evaluator::read_all(cx, text)?;
            let mut shown = String::new();
            for i in 0..forms.len() {
                let part = dump_form(cx, phase, forms[i])?;
                shown.push_str(&part);
                if phase != "execute" {
                    evaluator::eval_form(cx, forms[i], &Source::NONE)?;
                }
            }
            Ok(shown)
        }
    }
}

fn dump_form(cx: &mut Mutator, phase: &str, form: Value) -> Result<String> {
    if phase == "execute" {
        let value = evaluator::eval_form(cx, form, &Source::NONE)?;
        return line(cx, value);
    }
    let mut workshop = Workshop::new(cx);
    let mut form = form;
    let unit = loop {
        let ns = namespace::current(cx)?;
        let (line, column) = data::list::position(form).unwrap_or((1, 1));
        let unit = Unit { ns, source: Value::NIL, position: Position { line, column } };
        match analyzer::top(&mut workshop.analyzer, cx, form, &unit)? {
            Top::Expanded(expanded) => form = expanded,
            Top::Do | Top::Unit => break unit,
        }
    };
    if phase == "expand" {
        return line(cx, form);
    }
    let root = workshop.analyzer.analyze(cx, form, &unit)?;
    if phase == "analyze" {
        return analyzer::dump::dump(cx, &workshop.analyzer.ast, root);
    }
    if phase == "optimize" {
        analyzer::passes::run(cx, &mut workshop.analyzer.ast, &mut workshop.liveness)?;
        return analyzer::dump::dump(cx, &workshop.analyzer.ast, root);
    }
    let template = evaluator::compile(cx, &mut workshop, form, &unit)?;
    bytecode::disasm::disassemble_template(cx, template, &mut |cx, value| {
        data::print::pr_str(cx, value)
    })
}

fn line(cx: &mut Mutator, value: Value) -> Result<String> {
    Ok(data::print::pr_str(cx, value)? + "\n")
}
