//! Invoke cells: how a static call to a var finds its function.
//!
//! A cell, one for each (var, argc), is one pointer to an immutable `Target`. Redefinition stores a
//! new target; no thread ever sees half of one. What cannot be entered directly (a dynamic var, one
//! that is unbound or not compiled yet) has the var itself as its callee, which looks each time.
//! ADR 0001 has the reasons.
//!
//! # Order
//!
//! A var has many cells and one root, and no thread may see them disagree: who has read a new root
//! must not call the old one. So the root changes while all cells lead through the var:
//! `look_each_time`, then the root's store, then `enter_directly`. The stores are releases and the
//! loads acquires: who sees the new root, directly or through a cell, sees that no cell leads to the
//! old one. Calls take no lock. Whoever makes cells or changes a root holds the cells' lock, which is
//! the floor above's, so that two changes do not mix; nothing of a program runs under it.

#![allow(unsafe_code, reason = "views vars by their common beginning")]

use core::sync::atomic::{AtomicUsize, Ordering};

use crate::code::Code;
use crate::template::FnTemplate;
use data::kind;
use heap::{
    Counted, Entry, Field, Header, HeapType, Kind, Layout, Mutator, Result, TypeInfo, Value,
};

pub(crate) static INVOKE_CELL_INFO: TypeInfo =
    TypeInfo::new("tercel.lang.InvokeCell", Layout::RefsThenRaw(3));
pub(crate) static TARGET_INFO: TypeInfo =
    TypeInfo::new("tercel.lang.Target", Layout::RefsThenRaw(1));

/// How every var begins; `runtime` adds its own fields behind. [VAR]
#[repr(C)]
pub struct VarCore {
    pub header: Header,
    /// The root: a value, `UNBOUND`, or `ABSENT` while the definition has not been compiled.
    pub root: Field,
    /// The var's invoke cells: a counted object of kind `REFS`, or nil.
    pub cells: Field,
}

impl VarCore {
    /// The beginning of a var that has no cells yet; `header` is the whole var's.
    pub const fn new(header: Header, root: Value) -> VarCore {
        VarCore { header, root: Field::new(root), cells: Field::new(Value::NIL) }
    }
}

impl HeapType for VarCore {
    const KIND: Kind = kind::VAR;
}

/// All that a call needs. Never changes, but for `entry`, which a tier may replace.
#[repr(C)]
pub struct Target {
    header: Header,
    pub callee: Value,
    /// Address of the code's first instruction, or 0 when the callee has no bytecode for exactly
    /// `argc` arguments. [CODE]
    pub start: *const u64,
    /// Address of the code's constants, when there is a `start`.
    pub constants: *const Value,
    /// Bytes of the callee's frame from its first argument on.
    pub frame_bytes: usize,
    pub argc: usize,
    /// The interpreter's way to call what has no bytecode; 0 when there is only `entry`.
    pub handler: usize,
    entry: AtomicUsize,
}

impl HeapType for Target {
    const KIND: Kind = kind::TARGET;
}

impl Target {
    /// How `callee` is called with `argc` arguments.
    ///
    /// # Errors
    /// `OutOfMemoryError` is pending when there is no room.
    pub fn alloc(cx: &mut Mutator, callee: Value, argc: usize) -> Result {
        let desc = cx.desc_of(callee);
        let code = code_for(cx, callee, argc);
        cx.alloc(Target {
            header: Header::of::<Target>(),
            callee,
            start: code.map_or(core::ptr::null(), Code::start),
            constants: code.map_or(core::ptr::null(), Code::constants_address),
            frame_bytes: code.map_or(0, |code| code.registers() * 8),
            argc,
            handler: desc.handler.load(Ordering::Acquire),
            entry: AtomicUsize::new(desc.entry(argc) as usize),
        })
    }

    #[inline(always)]
    pub fn entry(&self) -> Entry {
        let raw = self.entry.load(Ordering::Acquire);
        // SAFETY: only `Entry` function pointers are stored there.
        unsafe { core::mem::transmute::<usize, Entry>(raw) }
    }

    /// Lets calls go to code of another tier, for the same callee and number of arguments.
    pub fn set_entry(&self, entry: Entry) {
        self.entry.store(entry as usize, Ordering::Release);
    }
}

/// The code that `callee` has for exactly `argc` arguments.
pub fn code_for<'a>(cx: &Mutator, callee: Value, argc: usize) -> Option<Code<'a>> {
    let desc = cx.desc_of(callee);
    if desc.kind() != kind::FN {
        return None;
    }
    desc.class.get().cast::<FnTemplate>()?.code_for(argc)
}

/// The cell of one (var, argc).
#[repr(C)]
pub struct InvokeCell {
    header: Header,
    target: Field,
    /// The target that looks at the var each time.
    through_var: Value,
    pub var: Value,
    pub argc: usize,
}

impl HeapType for InvokeCell {
    const KIND: Kind = kind::INVOKE_CELL;
}

impl InvokeCell {
    #[inline(always)]
    pub fn target(&self) -> &Target {
        // SAFETY: a cell holds nothing but targets from its birth on. [SHAPE]
        unsafe { self.target.get().cast_unchecked::<Target>() }
    }
}

/// What calls of a var that is not dynamic should enter: its root, or the var itself when they must
/// look each time.
pub fn root_or_var(var: Value) -> Value {
    match var.cast::<VarCore>().map(|core| core.root.get()) {
        Some(root) if root != Value::UNBOUND && !root.is_absent() => root,
        Some(_) | None => var,
    }
}

fn cells<'a>(var: Value) -> &'a [Value] {
    let cells = var.cast::<VarCore>().map_or(Value::NIL, |core| core.cells.get());
    Counted::of(cells).map_or(&[], Counted::refs)
}

/// The cell of `var` for `argc` arguments, when there is one.
pub fn find(var: Value, argc: usize) -> Option<Value> {
    let is_it = |cell: &&Value| cell.cast::<InvokeCell>().is_some_and(|cell| cell.argc == argc);
    cells(var).iter().find(is_it).copied()
}

/// Makes a cell of `var` for `argc` arguments, which enters `callee`. The caller holds the
/// cells' lock, and has found none.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
///
/// # Panics
/// When `var` is no var.
pub fn make(cx: &mut Mutator, var: Value, argc: usize, callee: Value) -> Result {
    let core = var.cast::<VarCore>().expect("cells belong to vars");
    let through_var = Target::alloc(cx, var, argc)?;
    let target = if callee == var { through_var } else { Target::alloc(cx, callee, argc)? };
    let header = Header::of::<InvokeCell>();
    let target = Field::new(target);
    let cell = cx.alloc(InvokeCell { header, target, through_var, var, argc })?;
    let old = cells(var);
    let more = cx.alloc_counted(kind::REFS, old.len() + 1, 0, |refs, _| {
        refs[..old.len()].copy_from_slice(old);
        refs[old.len()] = cell;
    })?;
    cx.store(var, &core.cells, more);
    Ok(cell)
}

/// Lets every call of `var` look at the var. The caller holds the cells' lock.
pub fn look_each_time(cx: &mut Mutator, var: Value) {
    for &value in cells(var) {
        if let Some(cell) = value.cast::<InvokeCell>() {
            cx.store(value, &cell.target, cell.through_var);
        }
    }
}

/// Lets every call of `var` enter `callee`, which is what the var says now. The caller holds the
/// cells' lock.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room; some calls still look each time then.
pub fn enter_directly(cx: &mut Mutator, var: Value, callee: Value) -> Result<()> {
    if callee == var {
        return Ok(());
    }
    for &value in cells(var) {
        if let Some(cell) = value.cast::<InvokeCell>() {
            let target = Target::alloc(cx, callee, cell.argc)?;
            cx.store(value, &cell.target, target);
        }
    }
    Ok(())
}
