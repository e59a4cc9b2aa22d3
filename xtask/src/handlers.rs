//! The handler check: the interpreter's handlers hand over to the next op by an indirect tail jump.
//!
//! Stable Rust has no guaranteed tail calls; the handlers are written so that the optimiser makes
//! sibling calls of them. Where it does not, each op would take a stack frame, and a long loop the
//! whole stack. So we build the interpreter optimised, disassemble it, and look.
//!
//! A handler is a function `op_NAME` below `interpreter::ops`. It must
//! - hold an indirect jump (`jmp *%rax`), or be a mere detour: a tail jump to a slow or cold path;
//! - hold no `call`, in the modules of ops that are nothing but their fast path (`CALL_FREE`): there
//!   what calls belongs in a slow path, reached by a tail jump;
//! - hold no `ret`, except the ops that leave the interpreter.
//!
//! The slow paths declared beside them, `NAME(vm) { … }`, are handlers too, reached by a jump: they may
//! call, but must not return either.

use std::path::Path;
use std::process::Command;

use crate::report::{Finding, Outcome};
use crate::shell;
use crate::workspace::Workspace;

/// The modules whose handlers must not call: a call costs each of them a stack frame, whether it is
/// made or not. Ops of other modules exist to run code of other floors.
const CALL_FREE: &[&str] = &["moves", "arith", "compare", "calls", "control"];

/// Handlers of those modules whose work is a look-up in a table.
const LOOKING_UP: &[&str] = &["op_case_jump"];

/// Handlers that return to Rust: they end the dispatch.
const RETURNING: &[&str] = &["op_halt", "op_exit"];

pub fn run(workspace: &Workspace) -> Outcome {
    if !cfg!(target_arch = "x86_64") {
        let note = "skipped: only x86-64 disassembly is understood, and this machine is another";
        return Outcome::default().note(note);
    }
    let fix = "install binutils (apt-get install binutils), and let the interpreter compile";
    match disassembly(workspace) {
        Ok(text) => match slow_paths(workspace) {
            Ok(slow_paths) => check(&text, &slow_paths),
            Err(message) => Outcome {
                findings: vec![Finding::new(
                    "crates/interpreter",
                    message,
                    "let its sources be readable",
                )],
                ..Outcome::default()
            },
        },
        Err(message) => Outcome {
            findings: vec![Finding::new("crates/interpreter", message, fix)],
            ..Outcome::default()
        },
    }
}

/// Builds the interpreter as in profile `fast`, but without LTO, whose rlibs hold no machine code.
fn disassembly(workspace: &Workspace) -> Result<String, String> {
    if !shell::is_installed("objdump", &["--version"]) {
        return Err("`objdump` is not installed".into());
    }
    let built = shell::succeeds(shell::cargo().args([
        "build",
        "--quiet",
        "--profile",
        "fast",
        "--config",
        "profile.fast.lto=false",
        "--package",
        "tercel-interpreter",
    ]));
    if !built {
        return Err("tercel-interpreter does not build in profile `fast`".into());
    }
    objdump(&workspace.target.join("fast/libinterpreter.rlib"))
}

/// The names of the slow paths that the interpreter's sources declare as `ops!` does.
fn slow_paths(workspace: &Workspace) -> Result<Vec<String>, String> {
    let folder = workspace.root.join("crates/interpreter/src/ops");
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut names = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(told)? {
        let text = std::fs::read_to_string(entry.map_err(told)?.path()).map_err(told)?;
        names.extend(text.lines().filter_map(declared).map(str::to_string));
    }
    Ok(names)
}

/// The slow path that a line declares.
fn declared(line: &str) -> Option<&str> {
    let name = line.trim().strip_suffix("(vm) {")?;
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (is_name && !name.starts_with("op_")).then_some(name)
}

/// Machine code as text: names demangled, relocations below the jumps they complete.
fn objdump(file: &Path) -> Result<String, String> {
    let arguments = ["--disassemble", "--reloc", "--demangle", "--no-show-raw-insn"];
    shell::output(Command::new("objdump").args(arguments).arg(file))
}

/// Judges every handler of a disassembly, and the slow paths with these names.
fn check(disassembly: &str, slow_paths: &[String]) -> Outcome {
    let functions = functions(disassembly);
    let handlers: Vec<&Function> =
        functions.iter().filter(|function| function.handler().is_some()).collect();
    let mut findings: Vec<Finding> =
        handlers.iter().flat_map(|handler| handler.findings()).collect();
    let slow = functions.iter().filter(|function| function.is_slow_path(slow_paths));
    findings.extend(slow.filter_map(|function| function.return_finding()));
    if handlers.is_empty() {
        findings.push(Finding::new(
            "crates/interpreter",
            "no handlers found",
            "handlers are functions `op_NAME` in modules below `interpreter::ops`",
        ));
    }
    Outcome { findings, ..Outcome::default() }.note(format!("{} handlers", handlers.len()))
}

/// One function of a disassembly.
#[derive(Debug, PartialEq, Eq)]
struct Function {
    /// Demangled, without the hash at its end.
    name: String,
    instructions: Vec<Instruction>,
}

/// One instruction: its mnemonic, and the rest with the symbol its relocation names.
#[derive(Debug, PartialEq, Eq)]
struct Instruction {
    mnemonic: String,
    operands: String,
}

/// Splits the text of `objdump -dr` into functions.
fn functions(disassembly: &str) -> Vec<Function> {
    let mut functions: Vec<Function> = Vec::new();
    for line in disassembly.lines() {
        if let Some(name) = function_name(line) {
            functions.push(Function { name, instructions: vec![] });
        } else if let Some(function) = functions.last_mut() {
            function.read_line(line);
        }
    }
    functions
}

/// `0000000000000000 <interpreter::ops::op_add>:` gives the name between the brackets.
fn function_name(line: &str) -> Option<String> {
    let (address, rest) = line.split_once(" <")?;
    let name = rest.strip_suffix(">:")?;
    if address.is_empty() || !address.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let name = match name.rsplit_once("::h") {
        Some((path, hash)) if hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit()) => {
            path
        }
        _ => name,
    };
    Some(name.to_string())
}

impl Function {
    fn read_line(&mut self, line: &str) {
        let Some((place, text)) = line.split_once(':') else { return };
        let text = text.trim();
        if let Some(relocation) = text.strip_prefix("R_X86_64_") {
            if let (Some(last), Some((_, symbol))) =
                (self.instructions.last_mut(), relocation.split_once(char::is_whitespace))
            {
                last.operands = format!("{} {}", last.operands, symbol.trim());
            }
            return;
        }
        let place = place.trim();
        if place.is_empty() || !place.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return;
        }
        let mut words = text.split_whitespace().skip_while(|word| is_prefix(word));
        if let Some(mnemonic) = words.next() {
            let operands = words.collect::<Vec<_>>().join(" ");
            self.instructions.push(Instruction { mnemonic: mnemonic.to_string(), operands });
        }
    }

    /// The handler's own name, when this is one.
    fn handler(&self) -> Option<&str> {
        let name = self.name.rsplit("::").next()?;
        let below_ops = self.name.contains("interpreter::ops::");
        (below_ops && name.starts_with("op_") && !is_slow(&self.name)).then_some(name)
    }

    fn must_not_call(&self) -> bool {
        let mut path = self.name.rsplit("::");
        let (name, module) = (path.next().unwrap_or_default(), path.next().unwrap_or_default());
        (CALL_FREE.contains(&module) || module == "ops") && !LOOKING_UP.contains(&name)
    }

    fn findings(&self) -> Vec<Finding> {
        let returns = RETURNING.contains(&self.handler().unwrap_or_default());
        let mut findings = Vec::new();
        let mut find = |what: String, fix: &str| findings.push(Finding::new(&self.name, what, fix));
        let dispatches = self.instructions.iter().any(Instruction::is_dispatch);
        let detours = self.instructions.iter().any(Instruction::is_slow_tail_jump);
        if !dispatches && !detours && !returns {
            find(
                "the handler has no indirect jump, nor a tail jump to a slow path".into(),
                "end it by calling the next handler in tail position, with no value left to drop",
            );
        }
        let calls = self.instructions.iter().filter(|instruction| instruction.is_call());
        for call in calls.filter(|_| self.must_not_call()) {
            find(
                format!("the handler calls: {} {}", call.mnemonic, call.operands),
                "move it to a #[cold] slow path in tail position, or mark a small callee #[inline]",
            );
        }
        if !returns {
            findings.extend(self.return_finding());
        }
        findings
    }

    fn is_slow_path(&self, slow_paths: &[String]) -> bool {
        let name = self.name.rsplit("::").next().unwrap_or_default();
        self.name.contains("interpreter::ops::")
            && (name.starts_with("slow_") || slow_paths.iter().any(|slow| slow == name))
    }

    fn return_finding(&self) -> Option<Finding> {
        let returns = self.instructions.iter().any(Instruction::is_return);
        returns.then(|| {
            Finding::new(
                &self.name,
                "the handler returns to its caller instead of going on to the next op",
                "look for a call that is not in tail position; ops that leave are `op_halt`, `op_exit`",
            )
        })
    }
}

/// Words that `objdump` prints before the mnemonic.
fn is_prefix(word: &str) -> bool {
    matches!(word, "notrack" | "bnd" | "rep" | "repz" | "lock" | "data16" | "cs")
}

fn is_slow(name: &str) -> bool {
    name.contains("slow") || name.contains("cold")
}

impl Instruction {
    /// An indirect jump through a register or a table. `jmp *0x0(%rip)` is none: it is how
    /// position-independent code jumps to one fixed function of another object.
    fn is_dispatch(&self) -> bool {
        self.mnemonic.starts_with("jmp")
            && self.operands.starts_with('*')
            && !self.operands.contains("(%rip)")
    }

    fn is_slow_tail_jump(&self) -> bool {
        self.mnemonic.starts_with("jmp") && !self.is_dispatch() && is_slow(&self.operands)
    }

    fn is_call(&self) -> bool {
        self.mnemonic.starts_with("call")
    }

    fn is_return(&self) -> bool {
        self.mnemonic.starts_with("ret")
    }
}

#[cfg(test)]
mod unit {
    use super::*;

    fn found(fixture: &str) -> Vec<String> {
        let told = |finding: Finding| format!("{}: {}", finding.place, finding.what);
        check(fixture, &["find_protocol_fn".to_string()]).findings.into_iter().map(told).collect()
    }

    #[test]
    fn tail_jumping_handlers_pass() {
        let text = include_str!("../fixtures/handlers/pass-tail.txt");
        assert_eq!(found(text), Vec::<String>::new());
        assert_eq!(check(text, &[]).notes, ["5 handlers"]);
    }

    #[test]
    fn slow_paths_that_return_are_found() {
        let text = "0000000000000000 <interpreter::ops::closures::find_protocol_fn>:\n   0:\tcall *%rax\n   2:\tret\n\
                    0000000000000010 <interpreter::ops::arith::slow_add>:\n  10:\tret\n\
                    0000000000000020 <interpreter::ops::lookup::note>:\n  20:\tret\n";
        let what = "the handler returns to its caller instead of going on to the next op";
        let told: Vec<String> =
            found(text).into_iter().filter(|told| told.ends_with(what)).collect();
        assert_eq!(
            told,
            [
                format!("interpreter::ops::closures::find_protocol_fn: {what}"),
                format!("interpreter::ops::arith::slow_add: {what}"),
            ]
        );
        assert_eq!(declared("    find_protocol_fn(vm) {"), Some("find_protocol_fn"));
        assert_eq!(declared("    op_add(vm) {"), None);
        assert_eq!(declared("    vm.compute(0, |cx| (vm) {"), None);
    }

    #[test]
    fn handlers_that_call_or_return_are_found() {
        assert_eq!(
            found(include_str!("../fixtures/handlers/fail-not-tail.txt")),
            [
                "interpreter::ops::arith::op_add: the handler has no indirect jump, nor a tail jump \
                 to a slow path",
                "interpreter::ops::arith::op_add: the handler calls: call *(%rcx,%rax,8)",
                "interpreter::ops::arith::op_add: the handler returns to its caller instead of \
                 going on to the next op",
                "interpreter::ops::moves::op_move: the handler calls: call 1c \
                 <interpreter::ops::moves::op_move+0x1c> heap::barrier::record-0x4",
                "interpreter::ops::control::op_jump: the handler has no indirect jump, nor a tail \
                 jump to a slow path",
            ]
        );
    }

    #[test]
    fn a_disassembly_without_handlers_is_found() {
        let text = "0000000000000000 <interpreter::run::enter>:\n   0:\tret\n";
        assert_eq!(found(text), ["crates/interpreter: no handlers found"]);
        assert_eq!(found(""), ["crates/interpreter: no handlers found"]);
    }
}
