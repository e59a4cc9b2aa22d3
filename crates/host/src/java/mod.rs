//! Packages of the host platform.

pub mod constants;
pub mod io;
pub mod lang;
pub mod math;
pub mod util;

use data::host_object;
use heap::{Layout, Mutator, Result, TextSink, TypeInfo, Value};

use data::text::Text;

/// Objects that are no collections: what they do beyond their members depends on their class.
pub static HOST_OBJECT: TypeInfo = TypeInfo {
    equiv: Some(equals),
    hasheq: Some(hash_code),
    to_str: Some(to_str),
    ..TypeInfo::new("java.lang.Object", Layout::AllRefs)
};

/// The classes whose objects are told by their first slot.
fn is_by_content(class: &str) -> bool {
    matches!(class, "java.io.File" | "java.util.Optional" | "java.util.BitSet")
}

fn equals(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    if a == b {
        return Ok(true);
    }
    let class = data::class::class_name_of(cx, a);
    if !is_by_content(&class) || class != data::class::class_name_of(cx, b) {
        return Ok(false);
    }
    match (host_object::of(a), host_object::of(b)) {
        (Some(x), Some(y)) => data::equiv::equals(cx, x.get(0), y.get(0)),
        _ => Ok(false),
    }
}

fn hash_code(cx: &mut Mutator, value: Value) -> Result<i32> {
    let class = data::class::class_name_of(cx, value);
    match host_object::of(value) {
        Some(object) if is_by_content(&class) => {
            let content = object.get(0);
            let hash = if content.is_nil() { 0 } else { data::hash::hash_code(cx, content)? };
            // A file's hash is its path's, with some bits turned.
            Ok(if class == "java.io.File" { hash ^ 1_234_321 } else { hash })
        }
        _ => Ok(data::hash::identity_hash(value)),
    }
}

fn to_str(cx: &mut Mutator, value: Value, out: &mut dyn TextSink) -> Result<()> {
    let Some(object) = host_object::of(value) else { return Ok(()) };
    let class = data::class::class_name_of(cx, value);
    let mut text = Text::new();
    match class.as_str() {
        "java.util.Optional" => util::small::optional_text(cx, value, &mut text)?,
        "java.io.ByteArrayOutputStream" => io::bytes::written_text(cx, value, &mut text)?,
        "java.util.BitSet" => util::small::bit_set_text(cx, value, &mut text)?,
        "java.math.MathContext" => math::decimal::context_text(cx, value, &mut text)?,
        "java.io.File" => data::print::to_str(cx, object.get(0), &mut text)?,
        class if constants::is_constant(class) || class.starts_with(ATOMIC) => {
            crate::prelude::push_value(cx, object.get(0), &mut text)?;
        }
        _ => return data::print::hashed(cx, value, out),
    }
    out.write_utf16(&text.units(0, text.len_utf16()));
    Ok(())
}

/// Atomic objects write themselves as what they hold.
const ATOMIC: &str = "java.util.concurrent.atomic.Atomic";
