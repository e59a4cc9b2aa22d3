//! Bytecode as text: one line for each instruction, the same on every run.
//!
//! Constants are shown by a printer that the caller gives; objects of this crate by their names.

use core::fmt::Write;

use crate::case_table::CaseTable;
use crate::cell::{InvokeCell, Target};
use crate::code::{Code, HEADER};
use crate::handlers;
use crate::operand::{Operand, RoleKind};
use crate::ops::Op;
use crate::template::{self, FnTemplate};
use heap::{Mutator, Result, Value};

/// How a constant of another floor is shown.
pub type Print<'a> = &'a mut dyn FnMut(&mut Mutator, Value) -> Result<String>;

/// The code of every method of a template, and of the templates among their constants.
///
/// # Errors
/// What printing a constant throws.
pub fn disassemble_template(cx: &mut Mutator, value: Value, print: Print<'_>) -> Result<String> {
    let mut text = String::new();
    let mut seen = vec![value.bits()];
    let mut waiting = heap::RootVec::from_slice(cx, &[value]);
    while let Some(value) = waiting.pop() {
        let Some(template) = value.cast::<FnTemplate>() else { continue };
        for code in template.codes() {
            let name = name_of(cx, template, print)?;
            let more = if code.is_variadic() { "+" } else { "" };
            // Writing to a string does not fail.
            let _ = writeln!(text, "{name}/{}{more}", code.argc());
            text.push_str(&disassemble(cx, code.value(), print)?);
            let inner = |constant: &&Value| constant.is::<FnTemplate>();
            for constant in code.constants()[HEADER..].iter().filter(inner) {
                if !seen.contains(&constant.bits()) {
                    seen.push(constant.bits());
                    waiting.push(*constant);
                }
            }
        }
    }
    Ok(text)
}

/// One line for each instruction of a code object.
///
/// # Errors
/// What printing a constant throws.
pub fn disassemble(cx: &mut Mutator, code: Value, print: Print<'_>) -> Result<String> {
    let mut text = String::new();
    let Some(view) = Code::of(code) else { return Ok(text) };
    let words = view.words();
    let digits = words.len().saturating_sub(1).to_string().len();
    let mut at = 0;
    while at < words.len() {
        let info = Op::of(words[at]).info();
        let name = info.name.trim_end_matches('_').replace('_', "-");
        let mut line = format!("{at:>digits$}  {name:<16}");
        for operand in info.operands {
            show_operand(cx, view, at, operand, &mut line, print)?;
        }
        text.push_str(line.trim_end());
        text.push('\n');
        at += info.words as usize;
    }
    for row in handlers::rows(view.handlers()) {
        let handlers::Handler { start, end, target, register } = row;
        let _ = writeln!(text, "   {start}..{end} throws -> {target} in r{register}");
    }
    Ok(text)
}

fn show_operand(
    cx: &mut Mutator,
    code: Code<'_>,
    at: usize,
    operand: &Operand,
    line: &mut String,
    print: Print<'_>,
) -> Result<()> {
    let number = operand.read(code.words(), at);
    // Writing to a string does not fail.
    let _ = match operand.role {
        RoleKind::Def | RoleKind::Use => write!(line, " r{number}"),
        RoleKind::Window => write!(line, " [r{number}]"),
        RoleKind::First => write!(line, " r{number}.."),
        RoleKind::Count | RoleKind::Index => write!(line, " #{number}"),
        RoleKind::Imm | RoleKind::Imm32 => write!(line, " {number}"),
        RoleKind::Label | RoleKind::Branch => write!(line, " -> {}", at as i64 + 1 + number),
        RoleKind::Cache => Ok(()),
        RoleKind::CaseConst => {
            let table = CaseTable::of(code.constants()[number as usize]);
            for (key, jump) in table.into_iter().flat_map(CaseTable::rows) {
                let key = show_constant(cx, key, print)?;
                let _ = write!(line, " {key} -> {}", at as i64 + 1 + i64::from(jump));
            }
            Ok(())
        }
        RoleKind::Const
        | RoleKind::Cell
        | RoleKind::TargetConst
        | RoleKind::Template
        | RoleKind::Var => {
            let shown = show_constant(cx, code.constants()[number as usize], print)?;
            write!(line, " {shown}")
        }
    };
    Ok(())
}

fn show_constant(cx: &mut Mutator, value: Value, print: Print<'_>) -> Result<String> {
    if let Some(cell) = value.cast::<InvokeCell>() {
        Ok(format!("{} {}", print(cx, cell.var)?, argc(cell.argc)))
    } else if let Some(target) = value.cast::<Target>() {
        Ok(format!("{} {}", show_constant(cx, target.callee, print)?, argc(target.argc)))
    } else if let Some(template) = value.cast::<FnTemplate>() {
        Ok(format!("<fn {}>", name_of(cx, template, print)?))
    } else if let Some(template) = template::of_closure(value) {
        Ok(format!("<fn {}>", name_of(cx, template, print)?))
    } else {
        print(cx, value)
    }
}

fn argc(argc: usize) -> String {
    format!("({argc})")
}

fn name_of(cx: &mut Mutator, template: &FnTemplate, print: Print<'_>) -> Result<String> {
    // The number of a form at the top is no part of its code.
    let is_unit = template.name.as_fixnum().is_some();
    let name = print(cx, if is_unit { Value::NIL } else { template.name })?;
    Ok(name.trim_matches('"').to_string())
}
