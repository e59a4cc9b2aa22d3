//! Writers: what `*out*` and `*err*` hold, and the string writers of `with-out-str`.
//!
//! A writer owns a buffer outside the heap. Anything else that a program binds `*out*` to is written
//! to through its `write` method.
#![allow(unsafe_code, reason = "a writer owns memory outside the heap")]

use core::ptr::NonNull;

use data::shared_text::SharedText;
use data::text::Text;
use heap::{Header, HeapType, Kind, Layout, Mutator, Result, TextSink, TypeInfo, Value};

use crate::streams::{self, Output};
use crate::{binding, interop, known, var};

/// A writer object. All three kinds of writers have this layout.
#[repr(C)]
pub struct Writer {
    header: Header,
    state: NonNull<State>,
}

impl HeapType for Writer {
    const KIND: Kind = data::kind::OUT_WRITER;
    const FINALIZED: bool = true;
}

/// Where the text of a writer goes.
enum Target {
    Stdout,
    Stderr,
    /// Kept, until somebody asks for it.
    Memory,
}

struct State {
    target: Target,
    /// What a stream has not been given yet; all that was written, for memory.
    text: SharedText,
}

const fn writer_info(class_name: &'static str) -> TypeInfo {
    let mut info = TypeInfo::new(class_name, Layout::Raw);
    info.finalize = Some(finalize);
    info.to_str = Some(to_str);
    info
}

/// The behaviours of the standard output's writer, of the error output's, of string writers.
pub static OUT_WRITER: TypeInfo = writer_info("java.io.OutputStreamWriter");
pub static PRINT_WRITER: TypeInfo = writer_info("java.io.PrintWriter");
pub static STRING_WRITER: TypeInfo = writer_info("java.io.StringWriter");

/// # Safety
/// `object` is a dead `Writer`.
unsafe fn finalize(object: *mut u8) {
    // SAFETY: [OWNED] the writer alone owned its state, which `make` boxed.
    unsafe { drop(Box::from_raw((*(object as *mut Writer)).state.as_ptr())) };
}

/// A string writer's text is what was written to it; the others have none.
fn to_str(cx: &mut Mutator, value: Value, sink: &mut dyn TextSink) -> Result<()> {
    match of(value).map(|writer| &writer.state().target) {
        Some(Target::Memory) => {
            let text = contents(cx, value)?;
            sink.write_str(&crate::text::of_string(text));
            Ok(())
        }
        Some(Target::Stdout | Target::Stderr) | None => data::print::hashed(cx, value, sink),
    }
}

impl Writer {
    fn state(&self) -> &State {
        // SAFETY: [OWNED] the state lives as long as the writer.
        unsafe { self.state.as_ref() }
    }
}

/// The writer in a value.
pub fn of<'a>(value: Value) -> Option<&'a Writer> {
    let kinds = [data::kind::OUT_WRITER, data::kind::PRINT_WRITER, data::kind::STRING_WRITER];
    if !value.is_heap() || !kinds.contains(&value.kind()) {
        return None;
    }
    // SAFETY: [KIND] the three kinds have the layout of `Writer`.
    Some(unsafe { value.cast_unchecked::<Writer>() })
}

fn make(cx: &mut Mutator, kind: Kind, target: Target) -> Result {
    let state = Box::new(State { target, text: SharedText::new(Text::new()) });
    let header = Header::new(kind.desc_offset(), (size_of::<Writer>() / 8) as u16);
    cx.alloc(Writer { header, state: NonNull::from(Box::leak(state)) })
}

/// A writer that keeps its text: `java.io.StringWriter`.
pub fn string_writer(cx: &mut Mutator) -> Result {
    make(cx, data::kind::STRING_WRITER, Target::Memory)
}

pub(crate) fn stdout(cx: &mut Mutator) -> Result {
    make(cx, data::kind::OUT_WRITER, Target::Stdout)
}

pub(crate) fn stderr(cx: &mut Mutator) -> Result {
    make(cx, data::kind::PRINT_WRITER, Target::Stderr)
}

/// What was written to a string writer so far, as a string.
pub fn contents(cx: &mut Mutator, writer: Value) -> Result {
    match of(writer) {
        Some(writer) => {
            let text = &writer.state().text;
            cx.admit_external(text.look(|text| text.capacity_bytes()))?;
            text.look(|text| text.clone()).to_value(cx)
        }
        None => Err(data::throw::class_cast(cx, writer, "java.io.StringWriter")),
    }
}

const FULL: usize = 8 << 10;

/// Writes text to anything that `*out*` may hold.
///
/// # Errors
/// An `IOException` when the stream is closed; what another object's `write` throws.
pub fn write(cx: &mut Mutator, target: Value, text: &Text) -> Result<()> {
    let Some(writer) = of(target) else {
        let text = text.to_value(cx)?;
        let name = data::symbol::intern(cx, None, "write")?;
        interop::invoke_method(cx, target, name, &[text])?;
        return Ok(());
    };
    let state = writer.state();
    let length = state.text.change(cx, |kept| {
        kept.push_text(text);
        kept.len_utf16()
    })?;
    match state.target {
        Target::Stderr => flush(cx, target),
        Target::Stdout if length >= FULL => flush(cx, target),
        Target::Stdout | Target::Memory => Ok(()),
    }
}

/// Writes what is buffered.
///
/// # Errors
/// As for `write`.
pub fn flush(cx: &mut Mutator, target: Value) -> Result<()> {
    let Some(writer) = of(target) else {
        let name = data::symbol::intern(cx, None, "flush")?;
        interop::invoke_method(cx, target, name, &[])?;
        return Ok(());
    };
    let state = writer.state();
    if matches!(state.target, Target::Memory) {
        return Ok(());
    }
    let taken = state.text.take();
    if taken.is_empty() {
        return Ok(());
    }
    let bytes = taken.into_string().into_bytes();
    match state.target {
        Target::Stdout => streams::write(cx, Output::Stdout, &bytes),
        Target::Stderr => streams::write(cx, Output::Stderr, &bytes),
        Target::Memory => Ok(()),
    }
}

/// The value of `*out*`.
pub fn current(cx: &mut Mutator) -> Result {
    let var = cx.known(known::VAR_OUT);
    var::deref(cx, var)
}

/// The value of `*err*`.
pub fn current_error(cx: &mut Mutator) -> Result {
    let var = cx.known(known::VAR_ERR);
    var::deref(cx, var)
}

/// Writes a line to `*err*`.
pub fn warn(cx: &mut Mutator, line: &str) -> Result<()> {
    let target = current_error(cx)?;
    let mut text = Text::new();
    text.push_str(line);
    text.push_str("\n");
    write(cx, target, &text)?;
    flush(cx, target)
}

/// Runs `body` with `*out*` bound to a new string writer; answers the text.
pub fn capture(cx: &mut Mutator, body: impl FnOnce(&mut Mutator) -> Result<()>) -> Result {
    let writer = string_writer(cx)?;
    let var = cx.known(known::VAR_OUT);
    binding::with(cx, &[var, writer], body)?;
    contents(cx, writer)
}
