//! What one `fn` form compiles to: its methods, and the type that its closures have.
//!
//! A closure is `[header, captures…]`; everything else is the template's, reached through the
//! closure's descriptor. Making closures is the interpreter's op; calling them its entry.

#![allow(unsafe_code, reason = "enters code addresses into the descriptor")]

use core::sync::atomic::Ordering;

use crate::code::Code;
use data::kind;
use heap::{
    Counted, FIXED_ENTRIES, Field, Header, HeapType, Kind, Layout, Mutator, Result, TypeDesc,
    TypeInfo, Value,
};

pub(crate) static FN_TEMPLATE_INFO: TypeInfo =
    TypeInfo::new("tercel.lang.FnTemplate", Layout::RefsThenRaw(7));

/// A compiled `fn` form.
#[repr(C)]
pub struct FnTemplate {
    header: Header,
    /// A string as `user/f` or `user/f/fn--12`: what messages and stack traces show. A form at the top
    /// has its number, or nil.
    pub name: Value,
    /// The namespace's name, a symbol, or nil.
    pub ns: Value,
    /// The source file's name, a string, or nil.
    pub file: Value,
    /// Whatever the compiler keeps for the function's metadata, or nil.
    pub meta: Value,
    /// Code by number of arguments, nil where there is none: a counted object.
    methods: Value,
    /// Code of the variadic method, or nil.
    variadic: Value,
    desc: Field,
    /// Arguments that the variadic method needs before the rest; `NOT_VARIADIC` without one.
    required: u32,
    captures: u16,
    is_macro: bool,
}

impl HeapType for FnTemplate {
    const KIND: Kind = kind::FN_TEMPLATE;
}

const NOT_VARIADIC: u32 = u32::MAX;

/// What a template is made of.
pub struct FnSpec<'a> {
    pub name: Value,
    pub ns: Value,
    pub file: Value,
    pub meta: Value,
    /// Code objects with different numbers of arguments, at most one of them variadic.
    pub methods: &'a [Value],
    pub captures: u16,
    pub is_macro: bool,
}

impl FnTemplate {
    /// Makes the template and the type of its closures.
    ///
    /// # Errors
    /// `OutOfMemoryError` is pending when there is no room.
    ///
    /// # Panics
    /// When a method is no code.
    pub fn alloc(cx: &mut Mutator, spec: &FnSpec<'_>) -> Result {
        let codes = || spec.methods.iter().map(|m| Code::of(*m).expect("methods are code"));
        let fixed = || codes().filter(|code| !code.is_variadic());
        let arities = fixed().map(|code| code.argc() + 1).max().unwrap_or(0);
        let methods = cx.alloc_counted(kind::REFS, arities, 0, |refs, _| {
            for code in fixed() {
                refs[code.argc()] = code.value();
            }
        })?;
        let variadic = codes().find(|code| code.is_variadic());
        let template = cx.alloc(FnTemplate {
            header: Header::of::<FnTemplate>(),
            name: spec.name,
            ns: spec.ns,
            file: spec.file,
            meta: spec.meta,
            methods,
            variadic: variadic.map_or(Value::NIL, Code::value),
            desc: Field::new(Value::NIL),
            required: variadic.map_or(NOT_VARIADIC, |code| code.argc() as u32),
            captures: spec.captures,
            is_macro: spec.is_macro,
        })?;
        let desc = closure_desc(cx, template, spec, fixed())?;
        let desc = cx.alloc_desc(desc)?;
        for code in codes() {
            code.set_template(cx, template);
        }
        // SAFETY: allocated above.
        let object = unsafe { template.cast_unchecked::<FnTemplate>() };
        cx.store(template, &object.desc, desc);
        Ok(template)
    }

    /// The method for exactly `argc` arguments, the variadic one not counted.
    #[inline]
    pub fn code_for<'a>(&self, argc: usize) -> Option<Code<'a>> {
        let methods = Counted::of(self.methods)?;
        methods.refs().get(argc).and_then(|code| Code::of(*code))
    }

    /// The variadic method, when `argc` arguments are enough for it.
    #[inline]
    pub fn variadic_for<'a>(&self, argc: usize) -> Option<Code<'a>> {
        if argc >= self.required as usize { Code::of(self.variadic) } else { None }
    }

    pub fn variadic<'a>(&self) -> Option<Code<'a>> {
        Code::of(self.variadic)
    }

    /// The largest number of arguments that a method takes, the rest not counted.
    pub fn max_fixed(&self) -> usize {
        let fixed = Counted::of(self.methods).map_or(0, |methods| methods.refs_len());
        let required = self.variadic().map_or(0, Code::argc);
        required.max(fixed.saturating_sub(1))
    }

    /// All methods, the fixed ones first, by number of arguments.
    pub fn codes<'a>(&self) -> impl Iterator<Item = Code<'a>> + use<'a> {
        let fixed = Counted::of(self.methods).map_or(&[][..], Counted::refs);
        fixed.iter().copied().chain([self.variadic]).filter_map(Code::of)
    }

    /// The type of the closures.
    #[inline(always)]
    pub fn desc<'a>(&self) -> &'a TypeDesc {
        // SAFETY: a template has its descriptor before anybody sees it.
        unsafe { self.desc.get().cast_unchecked::<TypeDesc>() }
    }

    #[inline(always)]
    pub fn captures(&self) -> usize {
        self.captures as usize
    }

    pub fn is_macro(&self) -> bool {
        self.is_macro
    }
}

/// The template behind a closure; `None` for anything else.
pub fn of_closure<'a>(value: Value) -> Option<&'a FnTemplate> {
    let desc = value.desc()?;
    if desc.kind() == kind::FN { desc.class.get().cast::<FnTemplate>() } else { None }
}

fn closure_desc<'a>(
    cx: &Mutator,
    template: Value,
    spec: &FnSpec<'_>,
    fixed: impl Iterator<Item = Code<'a>>,
) -> Result<TypeDesc> {
    // The interpreter's own way to enter closures stands in the family's descriptor.
    let family = cx.builtin_desc(kind::FN);
    let mut desc = TypeDesc::new(kind::FN, family.info(), template, Value::NIL);
    desc.count = spec.captures;
    desc.handler.store(family.handler.load(Ordering::Acquire), Ordering::Relaxed);
    for code in fixed.filter(|code| code.argc() < FIXED_ENTRIES) {
        // SAFETY: the template, which is the descriptor's class, keeps the code alive. [CODE]
        unsafe { desc.set_code(code.argc(), code.constants_address() as usize) };
    }
    Ok(desc)
}
