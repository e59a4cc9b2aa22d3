//! The stack as people see it: function, file, line for each frame, innermost first.

#![allow(unsafe_code, reason = "walks frames by address")]

use crate::frames;
use bytecode::{Code, FnTemplate};
use data::kind;
use heap::{Counted, Mutator, Result, RootVec, Value};

/// Frames that a stack trace has at most.
const MAX_FRAMES: usize = 1024;

/// One frame of a trace. Belongs to the stack: not to be kept.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// As `user/f`, a string; of a form at the top its template; nil for a frame without a function.
    /// `frame_name` makes text of it.
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

/// What a trace's name stands for, as text: forms at the top are `user/eval12`.
pub fn frame_name(name: Value) -> String {
    if let Some(name) = data::string::of(name) {
        return name.to_str().into_owned();
    }
    let unit = name.cast::<FnTemplate>();
    match unit.and_then(|unit| Some((data::symbol::of(unit.ns)?, unit.name.as_fixnum()?))) {
        Some((ns, number)) => format!("{}/eval{number}", ns.text()),
        None => "fn".into(),
    }
}

/// A frame of a Clojure function as the JVM shows it: the function's class, and how it is called.
fn element(cx: &mut Mutator, name: Value, file: Value, line: Value) -> Result {
    let class = crate::class::class_name(&frame_name(name));
    let class = data::string::new(cx, &class)?;
    let method = data::string::new(cx, "invoke")?;
    let line = line.as_fixnum().map_or(-1, |line| if line == 0 { -1 } else { line as i32 });
    data::stack_trace::new(cx, class, method, file, line)
}

/// Shows every frame of the thread to `visit`, innermost first, up to a limit.
pub fn walk(cx: &Mutator, mut visit: impl FnMut(Frame)) {
    let mut seen = 0;
    frames::each(cx, |frame| {
        // SAFETY: [CODE]
        visit(frame_of(unsafe { Code::at(frame.constants) }, frame.pc));
        seen += 1;
        seen < MAX_FRAMES
    });
}

fn frame_of(code: Code<'_>, pc: *const u64) -> Frame {
    let (line, column) = code.position_at(code.index_of(pc) - 1).unwrap_or((0, 0));
    match code.template().cast::<FnTemplate>() {
        Some(template) => {
            let is_unit = data::string::of(template.name).is_none();
            let name = if is_unit { code.template() } else { template.name };
            Frame { name, file: template.file, line, column }
        }
        None => Frame { name: Value::NIL, file: Value::NIL, line, column },
    }
}
