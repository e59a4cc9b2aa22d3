//! The stack as people see it: function, file, line for each frame, innermost first.

#![allow(unsafe_code, reason = "walks frames by address")]

use crate::vm::{OP_FRAME, exit_pc, window_before};
use bytecode::{Code, FnTemplate};
use data::kind;
use heap::{Counted, FRAME_HEADER, Mutator, Result, RootVec, Space, Value};

/// Frames that a stack trace has at most.
const MAX_FRAMES: usize = 1024;

/// One frame of a trace. Belongs to the stack: not to be kept.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// As `user/f`, a string; nil for a frame without a function.
    pub name: Value,
    /// The source file's name, a string, or nil.
    pub file: Value,
    pub line: u32,
    pub column: u32,
}

/// The frames of the thread, innermost first, as seen by whoever runs above them. Three values for
/// each: name, file, line.
pub fn stack_trace(cx: &mut Mutator) -> RootVec {
    let mut rows = RootVec::new(cx);
    walk(cx, |frame| {
        let line = Value::fixnum(frame.line.into()).expect("a line is a small number");
        rows.extend_from_slice(&[frame.name, frame.file, line]);
    });
    rows
}

/// What a throwable keeps of the stack, in one object; `trace_elements` makes sense of it. For
/// `data::hooks::Hooks::stack_trace`.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn capture_trace(cx: &mut Mutator) -> Result {
    let rows = stack_trace(cx);
    if rows.is_empty() { Ok(Value::NIL) } else { cx.alloc_refs(kind::REFS, &rows) }
}

/// The `StackTraceElement`s of what `capture_trace` kept, as a seqable. For
/// `data::hooks::Hooks::trace_elements`.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn trace_elements(cx: &mut Mutator, throwable: Value) -> Result {
    let trace = data::throwable::of(throwable).map_or(Value::NIL, |thrown| thrown.trace.get());
    // A trace that somebody set is a collection already.
    if trace.kind() != kind::REFS {
        return Ok(trace);
    }
    let mut elements = RootVec::new(cx);
    for row in Counted::of(trace).map_or(&[][..], Counted::refs).chunks_exact(3) {
        let element = element(cx, row[0], row[1], row[2])?;
        elements.push(element);
    }
    data::vector::from_slice(cx, &elements)
}

/// A frame of a Clojure function as the JVM shows it: the function's class, and how it is called.
fn element(cx: &mut Mutator, name: Value, file: Value, line: Value) -> Result {
    let name = data::string::of(name).map(|name| name.to_str().into_owned());
    let class = crate::class::class_name(name.as_deref().unwrap_or("fn"));
    let class = data::string::new(cx, &class)?;
    let method = data::string::new(cx, "invoke")?;
    let line = line.as_fixnum().map_or(-1, |line| if line == 0 { -1 } else { line as i32 });
    data::stack_trace::new(cx, class, method, file, line)
}

/// Shows every frame of the thread to `visit`, innermost first, up to a limit.
pub fn walk(cx: &Mutator, mut visit: impl FnMut(Frame)) {
    let mut published = cx.thread_slot(Space::Frame).bits();
    let mut seen = 0;
    // Each turn is one activation of the interpreter, which Rust code entered.
    while published != Value::NIL.bits() && published != 0 {
        let args = (published & !OP_FRAME) as *const Value;
        // SAFETY: [FRAME] what is published is the window of the running op or native.
        unsafe {
            let mut pc = (*args.sub(2)).bits() as *const u64;
            let mut constants = (*args.sub(3)).bits() as *const Value;
            let window = match published & OP_FRAME {
                0 => window_before(pc),
                _ => None,
            };
            let mut base = match window {
                Some(window) => args.sub(window + FRAME_HEADER),
                None => args.sub(Code::at(constants).registers() + FRAME_HEADER),
            };
            if pc == exit_pc() {
                // Rust called something that is no bytecode, and that published itself.
                published = constants as u64;
                continue;
            }
            loop {
                visit(frame_of(Code::at(constants), pc));
                seen += 1;
                if seen == MAX_FRAMES {
                    return;
                }
                pc = (*base.sub(2)).bits() as *const u64;
                constants = (*base.sub(3)).bits() as *const Value;
                if pc == exit_pc() {
                    break;
                }
                let window = window_before(pc).expect("a return address follows a call");
                base = base.sub(window + FRAME_HEADER);
            }
            // A frame that Rust entered keeps what was published before in place of constants.
            published = constants as u64;
        }
    }
}

fn frame_of(code: Code<'_>, pc: *const u64) -> Frame {
    let (line, column) = code.position_at(code.index_of(pc) - 1).unwrap_or((0, 0));
    match code.template().cast::<FnTemplate>() {
        Some(template) => Frame { name: template.name, file: template.file, line, column },
        None => Frame { name: Value::NIL, file: Value::NIL, line, column },
    }
}
