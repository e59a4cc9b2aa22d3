//! Dynamic bindings: the frames of each thread.
//!
//! A frame holds all bindings that are visible in it, newest first, as pairs of a var and the box of
//! its value; the frame under it is its first value. Programs bind few vars, so a scan of pairs is
//! quicker than a map. Boxes are shared by the frames above, and by threads that a frame was handed
//! to; `set!` is for the thread that made the box.

use heap::{
    Counted, Field, Header, HeapType, Kind, Layout, Mutator, Result, RootVec, Space, TypeInfo,
    Value,
};

use crate::{iref, var};

/// The behaviours of binding frames.
pub static BINDING_FRAME: TypeInfo = TypeInfo::new("clojure.lang.Var$Frame", Layout::Counted);

/// The behaviours of binding boxes.
pub static BINDING_BOX: TypeInfo = TypeInfo::new("clojure.lang.Var$TBox", Layout::RefsThenRaw(1));

/// The value of a var in a frame.
#[repr(C)]
struct BindingBox {
    header: Header,
    value: Field,
    /// The number of the thread that made it.
    thread: u64,
}

impl HeapType for BindingBox {
    const KIND: Kind = data::kind::BINDING_BOX;
}

/// The pairs of the innermost frame.
fn pairs<'a>(frame: Value) -> &'a [Value] {
    match Counted::of(frame) {
        Some(frame) => &frame.refs()[1..],
        None => &[],
    }
}

fn find(cx: &Mutator, var: Value) -> Option<Value> {
    let frame = cx.thread_slot(Space::Bindings);
    pairs(frame).chunks_exact(2).find(|pair| pair[0] == var).map(|pair| pair[1])
}

/// The value that this thread binds the var to.
#[inline(never)]
pub fn get(cx: &Mutator, var: Value) -> Option<Value> {
    let holder = find(cx, var)?;
    holder.cast::<BindingBox>().map(|holder| holder.value.get())
}

/// Changes this thread's binding of the var; false when there is none.
///
/// # Errors
/// An `IllegalStateException` when the binding came from another thread.
pub fn set(cx: &mut Mutator, var: Value, value: Value) -> Result<bool> {
    let Some(holder) = find(cx, var) else { return Ok(false) };
    let Some(inner) = holder.cast::<BindingBox>() else { return Ok(false) };
    if inner.thread != cx.number() {
        let name = var::of(var).map_or_else(String::new, |var| crate::text::of_symbol(var.name()));
        let message = format!("Can't set!: {name} from non-binding thread");
        return Err(data::throw::illegal_state(cx, message));
    }
    cx.store(holder, &inner.value, value);
    Ok(true)
}

/// Enters a frame with the bindings of `pairs`: var, value, var, value…
///
/// # Errors
/// An `IllegalStateException` when a var is not dynamic; what a validator throws.
pub fn push(cx: &mut Mutator, new_pairs: &[Value]) -> Result<()> {
    let previous = cx.thread_slot(Space::Bindings);
    let mut frame = RootVec::from_slice(cx, &[previous]);
    for pair in new_pairs.chunks_exact(2) {
        let this = var::expect(cx, pair[0])?;
        if !this.is_dynamic() {
            let message =
                format!("Can't dynamically bind non-dynamic var: {}", var::symbol_text(this));
            return Err(data::throw::illegal_state(cx, message));
        }
        iref::validate(cx, this.validator().get(), pair[1])?;
        this.mark_thread_bound();
        let thread = cx.number();
        let header = Header::of::<BindingBox>();
        let holder = cx.alloc(BindingBox { header, value: Field::new(pair[1]), thread })?;
        frame.push(pair[0]);
        frame.push(holder);
    }
    let own = frame.len();
    for pair in pairs(previous).chunks_exact(2) {
        if !frame[1..own].chunks_exact(2).any(|newer| newer[0] == pair[0]) {
            frame.extend_from_slice(pair);
        }
    }
    let frame = cx.alloc_refs(data::kind::BINDING_FRAME, &frame)?;
    cx.set_thread_slot(Space::Bindings, frame);
    Ok(())
}

/// Leaves the innermost frame.
///
/// # Errors
/// An `IllegalStateException` when there is none.
pub fn pop(cx: &mut Mutator) -> Result<()> {
    match Counted::of(cx.thread_slot(Space::Bindings)) {
        Some(frame) => {
            cx.set_thread_slot(Space::Bindings, frame.refs()[0]);
            Ok(())
        }
        None => Err(data::throw::illegal_state(cx, "Pop without matching push")),
    }
}

/// The frame of this thread, to hand to another: `binding-conveyor-fn`.
pub fn frame(cx: &Mutator) -> Value {
    cx.thread_slot(Space::Bindings)
}

/// Makes `frame` the frame of this thread, and answers the one before.
pub fn replace_frame(cx: &mut Mutator, frame: Value) -> Value {
    let previous = cx.thread_slot(Space::Bindings);
    cx.set_thread_slot(Space::Bindings, frame);
    previous
}

/// All bindings of this thread as var, value, var, value…
pub fn all(cx: &mut Mutator) -> RootVec {
    let mut all = RootVec::new(cx);
    for pair in pairs(cx.thread_slot(Space::Bindings)).chunks_exact(2) {
        if let Some(holder) = pair[1].cast::<BindingBox>() {
            all.extend_from_slice(&[pair[0], holder.value.get()]);
        }
    }
    all
}

/// Runs `body` with the bindings of `pairs`, which end with it however it ends.
pub fn with<R>(
    cx: &mut Mutator,
    pairs: &[Value],
    body: impl FnOnce(&mut Mutator) -> Result<R>,
) -> Result<R> {
    push(cx, pairs)?;
    let before = cx.thread_slot(Space::Bindings);
    let result = body(cx);
    // A frame that the body left behind must not stay.
    cx.set_thread_slot(Space::Bindings, before);
    pop(cx)?;
    result
}
