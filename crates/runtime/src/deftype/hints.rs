//! Fields hinted `^long` or `^double`: what an instance is made from is cast.

use heap::{Mutator, Result, RootVec, Value};

use super::table;

/// Set on descriptors of types with such fields.
pub(super) const HINTED: u32 = 2;

/// The casts that hints ask for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hint {
    Long,
    Double,
}

/// What stands under `:tag` in a field's metadata.
fn hint(field: Value) -> Option<Hint> {
    let meta = data::symbol::of(field)?.meta();
    let (_, tag) = data::map::array_map::View::of(meta)?
        .pairs()
        .find(|&(key, _)| data::keyword::of(key).is_some_and(|key| key.text() == "tag"))?;
    match data::symbol::of(tag)?.text().as_str() {
        "long" => Some(Hint::Long),
        "double" => Some(Hint::Double),
        _ => None,
    }
}

/// True when some field of the type is hinted so.
pub(super) fn is_hinted(table: Value) -> bool {
    table::symbols(table).iter().any(|&field| hint(field).is_some())
}

/// The fields as an instance holds them.
///
/// # Errors
/// A `ClassCastException` for what is no number; an `IllegalArgumentException` out of range.
pub(super) fn cast(cx: &mut Mutator, table: Value, given: &[Value]) -> Result<RootVec> {
    let mut fields = RootVec::from_slice(cx, given);
    for (i, &field) in table::symbols(table).iter().enumerate() {
        fields[i] = match hint(field) {
            Some(Hint::Long) => data::num::hinted_long(cx, fields[i])?,
            Some(Hint::Double) => data::num::hinted_double(cx, fields[i])?,
            None => continue,
        };
    }
    Ok(fields)
}
