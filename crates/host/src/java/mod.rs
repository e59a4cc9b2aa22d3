//! Packages of the host platform.

pub mod lang;
pub mod util;

use data::class::ClassId;
use data::host_object;
use heap::{Layout, Mutator, Result, TextSink, TypeInfo, Value};

/// Objects that are no collections: what they do beyond their members depends on their class.
pub static HOST_OBJECT: TypeInfo =
    TypeInfo { to_str: Some(to_str), ..TypeInfo::new("java.lang.Object", Layout::AllRefs) };

fn class_id(value: Value) -> Option<ClassId> {
    data::class::of(host_object::of(value)?.class())?.id()
}

fn to_str(cx: &mut Mutator, value: Value, out: &mut dyn TextSink) -> Result<()> {
    let _ = class_id(value);
    data::print::hashed(cx, value, out)
}
