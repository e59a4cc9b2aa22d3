//! Host classes: what members they have, and how one is found.
//!
//! The classes themselves (names, ancestry, class objects) are `data::class`'s; the members are
//! declared with `#[host_class]` by upper floors, which install their tables at start. Types made at
//! run time keep their members in their descriptor, see `deftype`.

mod members;
mod select;

use data::class::ClassId;
use heap::{Mutator, Result, Value};

pub(crate) use members::Members;
pub use members::{Candidates, candidates, has_member, install, plain_methods};
pub use select::{arguments_fit, select};

/// How an overload sees a parameter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParamType {
    Any,
    Long,
    Double,
    Boolean,
    Char,
    String,
    /// An instance of the class of this name, or nil.
    Class(&'static str),
}

/// What a member is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum MemberKind {
    StaticMethod,
    InstanceMethod,
    Constructor,
    StaticField,
    InstanceField,
}

/// A member of a host class. Of instance members the first parameter is the instance.
pub struct MemberDef {
    pub class: &'static str,
    pub name: &'static str,
    pub doc: &'static str,
    pub kind: MemberKind,
    pub params: &'static [ParamType],
    pub required: u8,
    pub rest: bool,
    pub call: fn(&mut Mutator, &[Value]) -> Result,
}

impl MemberDef {
    /// True when the member may be called with that many arguments, the instance included.
    pub fn takes(&self, argc: usize) -> bool {
        argc >= usize::from(self.required) && (self.rest || argc <= self.params.len())
    }
}

/// Members of one class, as one module declares them. A class may have several.
pub struct HostClassDef {
    pub name: &'static str,
    pub members: &'static [MemberDef],
    pub file: &'static str,
    pub line: u32,
}

/// A member as a type, which `#[host_class]` implements.
pub trait HostMember {
    fn call(cx: &mut Mutator, given: &[Value]) -> Result;
}

/// Calls a member; a panic in it becomes an exception.
pub fn call_member<M: HostMember>(cx: &mut Mutator, given: &[Value]) -> Result {
    let top = cx.top;
    let body = std::panic::AssertUnwindSafe(|| M::call(cx, given));
    match std::panic::catch_unwind(body) {
        Ok(result) => result,
        Err(panic) => {
            cx.top = top;
            Err(crate::exception::internal_error(cx, std::any::type_name::<M>(), &*panic))
        }
    }
}

/// The first `N` arguments of a member, `ABSENT` where there are fewer.
pub struct Given<const N: usize>([Value; N]);

impl<const N: usize> Given<N> {
    #[inline(always)]
    pub fn take(&mut self, index: usize) -> Value {
        self.0[index]
    }
}

/// The first `N` arguments and the rest.
pub fn spread<const N: usize>(given: &[Value]) -> (Given<N>, &[Value]) {
    let mut args = [Value::ABSENT; N];
    let taken = given.len().min(N);
    args[..taken].copy_from_slice(&given[..taken]);
    (Given(args), &given[taken..])
}

/// The class of this full name: one that `deftype` and its kin made, or a built-in one.
pub fn resolve(cx: &mut Mutator, name: &str) -> Result<Option<Value>> {
    if let Some(made) = crate::deftype::find_class(cx, name)? {
        return Ok(Some(made));
    }
    data::class::find(cx, name)
}

/// The class of this full name.
///
/// # Errors
/// A `ClassNotFoundException`.
pub fn for_name(cx: &mut Mutator, name: &str) -> Result {
    match resolve(cx, name)? {
        Some(class) => Ok(class),
        None => Err(data::throwable::throw(cx, ClassId::CLASS_NOT_FOUND, name)),
    }
}

/// The full name of a class.
///
/// # Errors
/// A `ClassCastException` when the value is no class.
pub fn name(cx: &mut Mutator, class: Value) -> Result<String> {
    match data::class::of(class) {
        Some(class) => Ok(class.name_str().to_str().into_owned()),
        None => Err(data::throw::class_cast(cx, class, "java.lang.Class")),
    }
}

/// `(instance? class value)`.
pub fn is_instance(cx: &mut Mutator, class: Value, value: Value) -> Result<bool> {
    data::class::is_instance(cx, class, value)
}
