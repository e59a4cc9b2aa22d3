//! `java.lang.Object`, `java.lang.Comparable`, and what `Class` knows of classes.

use std::time::Duration;

use data::class::{self, Sort};
use heap::HeapCondvar;
use runtime::monitor;

use crate::prelude::*;

#[host_class("java.lang.Object")]
pub mod object {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator) -> Result {
        data::object::new(cx)
    }

    #[instance_method("toString")]
    fn to_text(cx: &mut Mutator, this: Value) -> Result {
        to_string(cx, this)
    }

    #[instance_method("hashCode")]
    fn hash_code(cx: &mut Mutator, this: Value) -> Result<Int> {
        data::hash::hash_code(cx, this).map(Int)
    }

    #[instance_method("equals")]
    fn equals(cx: &mut Mutator, this: Value, other: Value) -> Result<bool> {
        data::equiv::equals(cx, this, other)
    }

    #[instance_method("getClass")]
    fn get_class(cx: &mut Mutator, this: Value) -> Result {
        data::class_of(cx, this)
    }

    #[instance_method("wait")]
    fn wait(cx: &mut Mutator, this: Value, millis: Option<i64>) -> Result<()> {
        let timeout = match millis.map(u64::try_from) {
            None | Some(Ok(0)) => None,
            Some(Ok(millis)) => Some(Duration::from_millis(millis)),
            Some(Err(_)) => {
                return Err(data::throw::illegal_argument(cx, "timeout value is negative"));
            }
        };
        monitor::wait(cx, this, timeout)
    }

    #[instance_method("notify")]
    fn notify(cx: &mut Mutator, this: Value) -> Result<()> {
        monitor::notify(cx, this, HeapCondvar::notify_one)
    }

    #[instance_method("notifyAll")]
    fn notify_all(cx: &mut Mutator, this: Value) -> Result<()> {
        monitor::notify(cx, this, HeapCondvar::notify_all)
    }
}

#[host_class("java.lang.Comparable")]
pub mod comparable {
    use super::*;

    #[instance_method("compareTo")]
    fn compare_to(cx: &mut Mutator, this: Value, other: Value) -> Result<Int> {
        if other.is_nil() {
            return Err(data::throw::null_pointer_plain(cx));
        }
        data::compare::compare(cx, this, other).map(Int)
    }
}

fn expect<'a>(cx: &mut Mutator, value: Value) -> Result<&'a class::Class> {
    match class::of(value) {
        Some(class) => Ok(class),
        None => Err(data::throw::class_cast(cx, value, "java.lang.Class")),
    }
}

/// The name as people write it: arrays with brackets behind.
fn written(cx: &mut Mutator, value: Value) -> Result<String> {
    let found = expect(cx, value)?;
    Ok(match found.component() {
        Some(component) => written(cx, component)? + "[]",
        None => found.name_str().to_str().into_owned(),
    })
}

fn simple(name: &str) -> &str {
    let last = name.rsplit('.').next().unwrap_or(name);
    // The class of a function is one word, however many functions it stands in.
    match last.rsplit_once('$') {
        Some((_, inner)) if inner.starts_with(|c: char| c.is_ascii_uppercase()) => inner,
        _ => last,
    }
}

#[host_class("java.lang.Class")]
pub mod java_class {
    use super::*;

    #[method("forName")]
    fn for_name(
        cx: &mut Mutator,
        name: &Str,
        _initialize: Option<Value>,
        _loader: Option<Value>,
    ) -> Result {
        let name = name.to_str();
        match class::find(cx, &name)? {
            Some(found) if expect(cx, found)?.sort() != Sort::Primitive => Ok(found),
            Some(_) => Err(data::throw::class_not_found(cx, &name)),
            None => runtime::class::for_name(cx, &name),
        }
    }

    #[instance_method("getName")]
    fn get_name(cx: &mut Mutator, this: Value) -> Result {
        Ok(expect(cx, this)?.name())
    }

    #[instance_method("getTypeName")]
    fn get_type_name(cx: &mut Mutator, this: Value) -> Result<String> {
        written(cx, this)
    }

    #[instance_method("getCanonicalName")]
    fn get_canonical_name(cx: &mut Mutator, this: Value) -> Result<String> {
        Ok(written(cx, this)?.replace('$', "."))
    }

    #[instance_method("getSimpleName")]
    fn get_simple_name(cx: &mut Mutator, this: Value) -> Result<String> {
        Ok(simple(&written(cx, this)?).to_string())
    }

    #[instance_method("getPackageName")]
    fn get_package_name(cx: &mut Mutator, this: Value) -> Result<String> {
        let name = written(cx, this)?;
        Ok(name.rsplit_once('.').map_or(String::new(), |(package, _)| package.to_string()))
    }

    #[instance_method("isInstance")]
    fn is_instance(cx: &mut Mutator, this: Value, value: Value) -> Result<bool> {
        class::is_instance(cx, this, value)
    }

    #[instance_method("isAssignableFrom")]
    fn is_assignable_from(cx: &mut Mutator, this: Value, sub: Value) -> Result<bool> {
        expect(cx, sub)?;
        Ok(class::is_assignable(this, sub))
    }

    #[instance_method("isArray")]
    fn is_array(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(expect(cx, this)?.sort() == Sort::Array)
    }

    #[instance_method("isInterface")]
    fn is_interface(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(expect(cx, this)?.is_interface())
    }

    #[instance_method("isPrimitive")]
    fn is_primitive(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(expect(cx, this)?.sort() == Sort::Primitive)
    }

    #[instance_method("isEnum")]
    fn is_enum(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(expect(cx, this)?.sort() == Sort::Enum)
    }

    #[instance_method("getSuperclass")]
    fn get_superclass(cx: &mut Mutator, this: Value) -> Result {
        let found = expect(cx, this)?;
        Ok(found.superclass())
    }

    #[instance_method("getInterfaces")]
    fn get_interfaces(cx: &mut Mutator, this: Value) -> Result {
        let mut all = RootVec::new(cx);
        all.extend_from_slice(expect(cx, this)?.interfaces());
        array_of(cx, "java.lang.Class", &all)
    }

    #[instance_method("getComponentType")]
    fn get_component_type(cx: &mut Mutator, this: Value) -> Result {
        let found = expect(cx, this)?;
        if let Some(component) = found.component() {
            return Ok(component);
        }
        // Arrays of primitives are rows of the table: their names say of what.
        let name = found.name_str().to_str();
        let Some(element) = name.strip_prefix('[') else { return Ok(Value::NIL) };
        let element = match element {
            "Z" => "boolean",
            "B" => "byte",
            "C" => "char",
            "S" => "short",
            "I" => "int",
            "J" => "long",
            "F" => "float",
            "D" => "double",
            other => other.strip_prefix('L').and_then(|n| n.strip_suffix(';')).unwrap_or(other),
        };
        runtime::class::for_name(cx, element)
    }

    #[instance_method("getEnumConstants")]
    fn get_enum_constants(cx: &mut Mutator, this: Value) -> Result {
        let values = data::symbol::intern(cx, None, "values")?;
        match expect(cx, this)?.sort() {
            Sort::Enum => runtime::interop::invoke_static(cx, this, values, &[]),
            _ => Ok(Value::NIL),
        }
    }

    #[instance_method("getModifiers")]
    fn get_modifiers(cx: &mut Mutator, this: Value) -> Result<Int> {
        Ok(Int(match expect(cx, this)?.sort() {
            Sort::Open => 1,
            Sort::Abstract => 1 | 0x400,
            Sort::Final => 1 | 0x10,
            Sort::Interface => 1 | 0x200 | 0x400,
            Sort::Annotation => 1 | 0x200 | 0x400 | 0x2000,
            Sort::Enum => 1 | 0x10 | 0x4000,
            Sort::Array | Sort::Primitive => 1 | 0x10 | 0x400,
        }))
    }

    #[instance_method("cast")]
    fn cast(cx: &mut Mutator, this: Value, value: Value) -> Result {
        if value.is_nil() || class::is_instance(cx, this, value)? {
            return Ok(value);
        }
        let (from, to) = (class::class_name_of(cx, value), written(cx, this)?);
        let message = format!("Cannot cast {from} to {to}");
        Err(data::throwable::throw(cx, class::ClassId::CLASS_CAST, message))
    }

    #[instance_method("desiredAssertionStatus")]
    fn assertions(_cx: &mut Mutator, _this: Value) -> Result<bool> {
        Ok(false)
    }
}
