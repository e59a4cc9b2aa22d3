//! Invoke cells: how a static call to a var finds its function.
//!
//! A cell, one for each (var, argc), is one pointer to an immutable `Target`. Redefinition stores a
//! new target; no thread ever sees half of one. What cannot be entered directly (a dynamic var, one
//! that is unbound or not compiled yet) has the var itself as its callee, which looks each time.
//! ADR 0001 has the reasons.

#![allow(unsafe_code, reason = "views vars by their common beginning")]

use core::sync::atomic::{AtomicUsize, Ordering};

use crate::code::Code;
use crate::template::FnTemplate;
use data::kind;
use heap::{
    Counted, Entry, Field, Header, HeapType, Kind, Layout, Mutator, Result, TypeInfo, Value,
};

pub(crate) static INVOKE_CELL_INFO: TypeInfo =
    TypeInfo::new("tercel.lang.InvokeCell", Layout::RefsThenRaw(2));
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

/// What calls of the var should enter: its root, or the var itself when it must look each time.
pub type CalleeOf = fn(cx: &Mutator, var: Value) -> Value;

/// A callee rule for vars that are not dynamic.
pub fn root_or_var(_cx: &Mutator, var: Value) -> Value {
    match var.cast::<VarCore>().map(|core| core.root.get()) {
        Some(root) if root != Value::UNBOUND && !root.is_absent() => root,
        Some(_) | None => var,
    }
}

/// The cell of `var` for `argc` arguments, made when there is none.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
///
/// # Panics
/// When `var` is no var.
pub fn cell(cx: &mut Mutator, var: Value, argc: usize, callee_of: CalleeOf) -> Result {
    let core = var.cast::<VarCore>().expect("cells belong to vars");
    loop {
        let cells = core.cells.get();
        let old = Counted::of(cells).map_or(&[][..], Counted::refs);
        let have = |cell: &&Value| cell.cast::<InvokeCell>().is_some_and(|cell| cell.argc == argc);
        if let Some(cell) = old.iter().find(have) {
            return Ok(*cell);
        }
        let target = Target::alloc(cx, callee_of(cx, var), argc)?;
        let header = Header::of::<InvokeCell>();
        let cell = cx.alloc(InvokeCell { header, target: Field::new(target), var, argc })?;
        let more = cx.alloc_counted(kind::REFS, old.len() + 1, 0, |refs, _| {
            refs[..old.len()].copy_from_slice(old);
            refs[old.len()] = cell;
        })?;
        if cx.compare_exchange(var, &core.cells, cells, more).is_ok() {
            // The root may have changed before the cell could be seen by who changed it.
            update_cells(cx, var, callee_of)?;
            return Ok(cell);
        }
    }
}

/// Points every cell of `var` at what calls of it should enter now; to be called after the root has
/// changed, or what `callee_of` looks at.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn update_cells(cx: &mut Mutator, var: Value, callee_of: CalleeOf) -> Result<()> {
    let Some(core) = var.cast::<VarCore>() else { return Ok(()) };
    loop {
        let callee = callee_of(cx, var);
        let cells = core.cells.get();
        for &value in Counted::of(cells).map_or(&[][..], Counted::refs) {
            if let Some(cell) = value.cast::<InvokeCell>()
                && cell.target().callee != callee
            {
                let target = Target::alloc(cx, callee, cell.argc)?;
                cx.store(value, &cell.target, target);
            }
        }
        // Another thread may have changed the root meanwhile and finished before us.
        if callee_of(cx, var) == callee && core.cells.get() == cells {
            return Ok(());
        }
    }
}
