//! The `*print-…*` vars, read once for each outermost call, and how deep printing is.

use std::cell::Cell;

use heap::{Mutator, Result};

use crate::hooks;

/// The `*print-…*` vars as they are bound.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PrintOptions {
    /// `*print-length*`.
    pub length: Option<i64>,
    /// `*print-level*`.
    pub level: Option<i64>,
    /// `*print-meta*`.
    pub meta: bool,
    /// `*print-readably*`.
    pub readably: bool,
    /// `*print-namespace-maps*`.
    pub namespace_maps: bool,
    /// `*print-dup*`.
    pub dup: bool,
}

impl PrintOptions {
    pub const DEFAULT: PrintOptions = PrintOptions {
        length: None,
        level: None,
        meta: false,
        readably: true,
        namespace_maps: false,
        dup: false,
    };
}

impl Default for PrintOptions {
    fn default() -> PrintOptions {
        PrintOptions::DEFAULT
    }
}

/// Where this thread's printing stands. Holds no values.
#[derive(Clone, Copy)]
struct Frame {
    options: PrintOptions,
    /// How many collections we are inside of.
    depth: i64,
    /// False while the user's own code runs, which reads the vars anew.
    inside: bool,
}

thread_local! {
    static FRAME: Cell<Frame> =
        const { Cell::new(Frame { options: PrintOptions::DEFAULT, depth: 0, inside: false }) };
}

/// Sets the frame back when printing ends, in whatever way.
struct Restore(Frame);

impl Drop for Restore {
    fn drop(&mut self) {
        FRAME.set(self.0);
    }
}

/// The options as they are bound now.
pub fn options(cx: &mut Mutator) -> PrintOptions {
    match hooks::get(cx).print_options {
        Some(options) => options(cx),
        None => PrintOptions::DEFAULT,
    }
}

pub(super) fn is_inside() -> bool {
    FRAME.get().inside
}

/// The options of the printing that goes on.
pub(super) fn current() -> PrintOptions {
    FRAME.get().options
}

/// Runs `print` under the options as they are bound now.
pub(super) fn enter<R>(
    cx: &mut Mutator,
    print: impl FnOnce(&mut Mutator) -> Result<R>,
) -> Result<R> {
    let options = options(cx);
    let frame = FRAME.get();
    let _restore = Restore(frame);
    FRAME.set(Frame { options, inside: true, ..frame });
    print(cx)
}

/// Runs the user's own code.
pub(super) fn suspend<R>(work: impl FnOnce() -> R) -> R {
    let frame = FRAME.get();
    let _restore = Restore(frame);
    FRAME.set(Frame { inside: false, ..frame });
    work()
}

/// Runs `print` one level deeper; `None` when `*print-level*` is reached.
pub(super) fn deeper<R>(print: impl FnOnce(PrintOptions) -> R) -> Option<R> {
    let frame = FRAME.get();
    let _restore = Restore(frame);
    FRAME.set(Frame { depth: frame.depth + 1, ..frame });
    match frame.options.level {
        Some(level) if !frame.options.dup && level <= frame.depth => None,
        _ => Some(print(frame.options)),
    }
}
