//! Calls into host classes and made types: methods, fields, constructors.
//!
//! The answers and refusals are those of Clojure's reflector. A method is looked for in the type made
//! by `deftype` first, then among the members of the class and its ancestors.

use data::class::ClassId;
use heap::{Interfaces, Mutator, Result, RootVec, Thrown, Value};

use crate::class::{self, MemberKind};
use crate::deftype;

/// The name of a member. A namespace, as syntax-quote gives it, means nothing here.
fn name_text(name: Value) -> String {
    match data::symbol::of(name) {
        Some(symbol) => symbol.name_str().to_str().into_owned(),
        None => crate::text::of_string(name),
    }
}

/// `(.name target args…)`; without arguments it may be a field. `name` is a symbol.
///
/// # Errors
/// An `IllegalArgumentException` when there is no such member; whatever the member throws.
pub fn invoke_method(cx: &mut Mutator, target: Value, name: Value, args: &[Value]) -> Result {
    if target.is_nil() {
        return Err(on_nil(cx));
    }
    if let Some(method) = method_of_type(cx, target, name, args.len() + 1)? {
        let mut given = RootVec::from_slice(cx, &[target]);
        given.extend_from_slice(args);
        return cx.invoke(method, &given);
    }
    if deftype::proxy::is_proxy(target) {
        let name = deftype::java_name(cx, name)?;
        if let Some(answer) = deftype::proxy::call(cx, target, name, args)? {
            return Ok(answer);
        }
    }
    let text = name_text(name);
    if args.is_empty()
        && let Some(found) = try_field(cx, target, name, &text)?
    {
        return Ok(found);
    }
    let class = data::class_of(cx, target)?;
    let found = class::candidates(cx, class, MemberKind::InstanceMethod, &text, args.len() + 1)?;
    if !found.is_empty() {
        let mut given = RootVec::from_slice(cx, &[target]);
        given.extend_from_slice(args);
        if let Some(member) = class::select(cx, &found, &given)? {
            return (member.call)(cx, &given);
        }
    }
    if found.is_empty() && deftype::proxy::is_proxy(target) {
        return Err(data::throw::unsupported(cx, text));
    }
    Err(no_method(cx, &text, args.len(), class))
}

/// The method that the target's own type has, when a program made that type.
fn method_of_type(
    cx: &mut Mutator,
    target: Value,
    name: Value,
    argc: usize,
) -> Result<Option<Value>> {
    if target.kind() != data::kind::INSTANCE {
        return Ok(None);
    }
    if let Some(found) = deftype::find_method(target, data::symbol::base(name), argc) {
        return Ok(Some(found));
    }
    let name = deftype::java_name(cx, name)?;
    Ok(deftype::find_method(target, name, argc))
}

/// Calls a functional interface: a function, or an object with the interface's method.
///
/// # Errors
/// `NullPointerException` for nil; as for `invoke_method`.
pub fn call_functional(cx: &mut Mutator, function: Value, method: &str, args: &[Value]) -> Result {
    if function.is_nil() {
        return Err(data::throw::null_pointer_plain(cx));
    }
    if cx.desc_of(function).info().interfaces.has(Interfaces::FN) {
        return cx.invoke(function, args);
    }
    let name = data::symbol::intern(cx, None, method)?;
    invoke_method(cx, function, name, args)
}

#[cold]
fn on_nil(cx: &mut Mutator) -> Thrown {
    data::throw::null_receiver(cx, "Object.getClass()", "target")
}

#[cold]
fn no_method(cx: &mut Mutator, name: &str, argc: usize, class: Value) -> Thrown {
    let class = class_text(class);
    let message = match argc {
        0 => format!("No matching field found: {name} for class {class}"),
        _ => format!("No matching method {name} found taking {argc} args for class {class}"),
    };
    data::throw::illegal_argument(cx, message)
}

fn class_text(class: Value) -> String {
    data::class::of(class).map_or_else(String::new, |class| class.name_str().to_str().into_owned())
}

fn try_field(cx: &mut Mutator, target: Value, name: Value, text: &str) -> Result<Option<Value>> {
    let class = data::class_of(cx, target)?;
    if let Some(fields) = deftype::fields(target) {
        return match deftype::field_index(cx, class, name)? {
            // Mutable fields are private.
            Some(index) if !deftype::is_mutable(cx, class, index)? => Ok(Some(fields[index].get())),
            Some(_) | None => Ok(None),
        };
    }
    let found = class::candidates(cx, class, MemberKind::InstanceField, text, 1)?;
    match found.unique() {
        Some(member) => (member.call)(cx, &[target]).map(Some),
        None => Ok(None),
    }
}

/// `(.-name target)`.
///
/// # Errors
/// An `IllegalArgumentException` when there is no such field.
pub fn field(cx: &mut Mutator, target: Value, name: Value) -> Result {
    if target.is_nil() {
        return Err(on_nil(cx));
    }
    let text = name_text(name);
    match try_field(cx, target, name, &text)? {
        Some(found) => Ok(found),
        None => {
            let class = data::class_of(cx, target)?;
            Err(no_method(cx, &text, 0, class))
        }
    }
}

/// `(set! (.-name target) value)`, from outside of the type's methods.
///
/// # Errors
/// An `IllegalAccessError` for a field that may not change, an `IllegalArgumentException` when there
/// is none of that name.
pub fn set_field(cx: &mut Mutator, target: Value, name: Value, _value: Value) -> Result {
    if target.is_nil() {
        return Err(on_nil(cx));
    }
    let class = data::class_of(cx, target)?;
    let text = name_text(name);
    if deftype::fields(target).is_some()
        && let Some(index) = deftype::field_index(cx, class, name)?
        && !deftype::is_mutable(cx, class, index)?
    {
        let class = class_text(class);
        let message = format!("Update to non-static final field {class}.{text} attempted");
        return Err(data::throwable::throw(cx, ClassId::ILLEGAL_ACCESS_ERROR, message));
    }
    Err(no_method(cx, &text, 0, class))
}

fn expect_class(cx: &mut Mutator, class: Value) -> Result<()> {
    match data::class::of(class) {
        Some(_) => Ok(()),
        None => Err(data::throw::class_cast(cx, class, "java.lang.Class")),
    }
}

/// `(Class/name args…)`.
///
/// # Errors
/// As for `invoke_method`.
pub fn invoke_static(cx: &mut Mutator, class: Value, name: Value, args: &[Value]) -> Result {
    expect_class(cx, class)?;
    let text = name_text(name);
    let found = class::candidates(cx, class, MemberKind::StaticMethod, &text, args.len())?;
    if let Some(member) = class::select(cx, &found, args)? {
        return (member.call)(cx, args);
    }
    if let Some(answer) = record_static(cx, class, &text, args)? {
        return Ok(answer);
    }
    if args.is_empty()
        && let Some(found) = try_static_field(cx, class, &text)?
    {
        return Ok(found);
    }
    let argc = args.len();
    let message = match found.is_empty() {
        true => {
            let class = class_text(class);
            format!("No matching method {text} found taking {argc} args for class {class}")
        }
        false => format!("No matching method {text} found taking {argc} args"),
    };
    Err(data::throw::illegal_argument(cx, message))
}

/// The static methods that every type or record has.
fn record_static(
    cx: &mut Mutator,
    class: Value,
    name: &str,
    args: &[Value],
) -> Result<Option<Value>> {
    if deftype::desc_of(class).is_none() {
        return Ok(None);
    }
    match (name, args) {
        ("getBasis", []) => deftype::basis(cx, class).map(Some),
        ("create", [map]) => deftype::record_from_map(cx, class, *map).map(Some),
        _ => Ok(None),
    }
}

fn try_static_field(cx: &mut Mutator, class: Value, name: &str) -> Result<Option<Value>> {
    let found = class::candidates(cx, class, MemberKind::StaticField, name, 0)?;
    match found.unique() {
        Some(member) => (member.call)(cx, &[]).map(Some),
        None => Ok(None),
    }
}

/// `Class/NAME`.
///
/// # Errors
/// An `IllegalArgumentException` when there is no such field.
pub fn static_field(cx: &mut Mutator, class: Value, name: Value) -> Result {
    expect_class(cx, class)?;
    let text = name_text(name);
    match try_static_field(cx, class, &text)? {
        Some(found) => Ok(found),
        None => {
            let class = class_text(class);
            let message = format!("Unable to find static field: {text} in class {class}");
            Err(data::throw::illegal_argument(cx, message))
        }
    }
}

/// `(set! Class/NAME value)`.
///
/// # Errors
/// Always, so far: no static field of the classes there are may change.
pub fn set_static_field(cx: &mut Mutator, class: Value, name: Value, _value: Value) -> Result {
    static_field(cx, class, name)?;
    let (class, text) = (class_text(class), name_text(name));
    let message = format!("Can not set static final field {class}.{text}");
    Err(data::throwable::throw(cx, ClassId::ILLEGAL_ACCESS_ERROR, message))
}

/// `(Class. args…)`.
///
/// # Errors
/// An `IllegalArgumentException` when no constructor fits.
pub fn new_instance(cx: &mut Mutator, class: Value, args: &[Value]) -> Result {
    expect_class(cx, class)?;
    if deftype::desc_of(class).is_some() {
        return deftype::new_instance(cx, class, args);
    }
    let found = class::candidates(cx, class, MemberKind::Constructor, "new", args.len())?;
    if let Some(member) = class::select(cx, &found, args)? {
        return (member.call)(cx, args);
    }
    if let Some(made) = crate::exception::construct(cx, class, args)? {
        return Ok(made);
    }
    let class = class_text(class);
    Err(data::throw::illegal_argument(cx, format!("No matching ctor found for class {class}")))
}

/// True when the class has a static method of that name, whatever its arity.
pub fn has_static_method(cx: &mut Mutator, class: Value, name: &str) -> bool {
    match data::class::of(class).and_then(|class| class.id()) {
        Some(id) => class::has_member(cx, id, MemberKind::StaticMethod, name),
        None => deftype::desc_of(class).is_some() && matches!(name, "getBasis" | "create"),
    }
}

/// True when the class has a static field of that name.
pub fn has_static_field(cx: &mut Mutator, class: Value, name: &str) -> bool {
    match data::class::of(class).and_then(|class| class.id()) {
        Some(id) => class::has_member(cx, id, MemberKind::StaticField, name),
        None => false,
    }
}
