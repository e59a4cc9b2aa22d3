//! The code of one method: constants, instructions, exception table, positions.
//!
//! A counted object: its values are the constants, its raw words the instructions. The first four
//! constants describe the code; see `HEADER`.

#![allow(unsafe_code, reason = "reads code objects by address")]

use crate::handlers;
use crate::positions;
use data::kind;
use heap::{Counted, Layout, Mutator, Result, TypeInfo, Value};

pub(crate) static CODE_INFO: TypeInfo = TypeInfo::new("tercel.lang.Code", Layout::Counted);
/// Constants before the first that instructions name.
pub const HEADER: usize = 4;
/// `registers | argc << 16 | flags << 32`, a fixnum.
pub const SHAPE: usize = 0;
/// The `FnTemplate` that the code belongs to; nil until that is made.
pub const TEMPLATE: usize = 1;
/// Rows of `handlers`, or nil.
pub const HANDLERS: usize = 2;
/// Bytes of `positions`, or nil.
pub const POSITIONS: usize = 3;

/// What else is known of a method.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CodeFlags(pub u16);

impl CodeFlags {
    pub const NONE: CodeFlags = CodeFlags(0);
    /// The register after the last argument holds the rest arguments.
    pub const VARIADIC: CodeFlags = CodeFlags(1);
}

/// A code object, looked at.
#[derive(Clone, Copy)]
pub struct Code<'a> {
    object: &'a Counted,
}

impl<'a> Code<'a> {
    /// The value as code, when it is some.
    pub fn of(value: Value) -> Option<Code<'a>> {
        if value.is_heap() && value.kind() == kind::CODE {
            Counted::of(value).map(|object| Code { object })
        } else {
            None
        }
    }

    /// The code whose constants begin at `constants`.
    ///
    /// # Safety
    /// The address is one that `constants_address` gave, of code that is alive.
    #[inline(always)]
    pub unsafe fn at(constants: *const Value) -> Code<'a> {
        // SAFETY: the constants follow the header and the count word. [CODE]
        Code { object: unsafe { &*(constants.sub(2) as *const Counted) } }
    }

    pub(crate) fn alloc(
        cx: &mut Mutator,
        shape: Value,
        tables: [Value; 2],
        constants: &[Value],
        words: &[u64],
    ) -> Result {
        cx.alloc_counted(kind::CODE, HEADER + constants.len(), words.len(), |refs, raw| {
            refs[SHAPE] = shape;
            refs[HANDLERS] = tables[0];
            refs[POSITIONS] = tables[1];
            refs[HEADER..].copy_from_slice(constants);
            raw.copy_from_slice(words);
        })
    }

    pub(crate) fn shape(registers: u16, argc: u16, flags: CodeFlags) -> Value {
        let word = registers as i64 | (argc as i64) << 16 | (flags.0 as i64) << 32;
        Value::fixnum(word).expect("48 bits fit")
    }

    #[inline(always)]
    fn shape_word(self) -> u64 {
        // SAFETY: every code object has the constants of the header.
        unsafe { (*self.constants_address().add(SHAPE)).bits() >> 1 }
    }

    /// Registers of the frame, arguments included.
    #[inline(always)]
    pub fn registers(self) -> usize {
        self.shape_word() as u16 as usize
    }

    /// Arguments taken, the rest arguments not counted.
    #[inline(always)]
    pub fn argc(self) -> usize {
        (self.shape_word() >> 16) as u16 as usize
    }

    pub fn is_variadic(self) -> bool {
        (self.shape_word() >> 32) as u16 & CodeFlags::VARIADIC.0 != 0
    }

    /// The `FnTemplate`, or nil when the code belongs to none yet.
    pub fn template(self) -> Value {
        self.object.fields()[TEMPLATE].get()
    }

    pub(crate) fn set_template(self, cx: &mut Mutator, template: Value) {
        cx.store(self.value(), &self.object.fields()[TEMPLATE], template);
    }

    pub fn value(self) -> Value {
        // SAFETY: the view was made from a live object. [LIVE]
        unsafe { Value::from_object(self.object as *const Counted as *const heap::Header) }
    }

    /// All constants, the header's included: what instructions index.
    pub fn constants(self) -> &'a [Value] {
        self.object.refs()
    }

    #[inline(always)]
    pub fn constants_address(self) -> *const Value {
        self.object.refs().as_ptr()
    }

    pub fn words(self) -> &'a [u64] {
        self.object.raw()
    }

    /// Address of the first instruction.
    #[inline(always)]
    pub fn start(self) -> *const u64 {
        self.object.raw_ptr()
    }

    /// Index of the word that `pc` points at.
    pub fn index_of(self, pc: *const u64) -> usize {
        (pc as usize - self.start() as usize) / 8
    }

    /// The handler that covers the instruction with a word at `index`.
    pub fn handler_at(self, index: usize) -> Option<handlers::Handler> {
        let table = Counted::of(self.object.refs()[HANDLERS])?;
        handlers::find(table.raw(), index as u32)
    }

    pub fn handlers(self) -> &'a [u64] {
        Counted::of(self.object.refs()[HANDLERS]).map_or(&[], Counted::raw)
    }

    /// Line and column of the form that the word at `index` was compiled from.
    pub fn position_at(self, index: usize) -> Option<(u32, u32)> {
        let table = Counted::of(self.object.refs()[POSITIONS])?;
        positions::find(table.raw(), index as u32)
    }

    pub fn positions(self) -> &'a [u64] {
        Counted::of(self.object.refs()[POSITIONS]).map_or(&[], Counted::raw)
    }
}
