//! Metadata: `^:key form`, `^Type form`, `^"type" form`, `^{…} form`, `^[param types] form`.

use data::map::{assoc, from_pairs};
use data::seq::Walk;
use data::{keyword, lookup, meta, string, symbol, vector};
use diag::{ErrorKind, LineCol};
use heap::{Interfaces, Mutator, Result, Value};

use crate::bytes::Dialect;
use crate::parser::Reader;

impl Reader<'_> {
    /// The form behind the caret at `start`, with its metadata.
    pub(crate) fn metadata(&mut self, cx: &mut Mutator, start: usize) -> Result {
        let place = self.options.positions.then(|| self.place.advance(self.input.text(), start));
        self.within(cx, |reader, cx| {
            let written = reader.required(cx)?;
            let added = reader.metadata_map(cx, written, start)?;
            let form = reader.required(cx)?;
            let interfaces = cx.desc_of(form).info().interfaces;
            if !interfaces.has(Interfaces::META) {
                return Err(reader.fail(cx, ErrorKind::MetadataTarget, &[], start));
            }
            let added = match place {
                Some(place) if interfaces.has(Interfaces::SEQ) => with_place(cx, added, place)?,
                Some(_) | None => added,
            };
            let own = meta::meta(cx, form)?;
            let all = if own.is_nil() { added } else { merge(cx, own, added)? };
            meta::with_meta(cx, form, all)
        })
    }

    /// What stands behind the caret as a map.
    fn metadata_map(&mut self, cx: &mut Mutator, written: Value, start: usize) -> Result {
        let interfaces = cx.desc_of(written).info().interfaces;
        let (key, value) = if symbol::of(written).is_some() || string::of(written).is_some() {
            (keyword::intern(cx, None, "tag")?, written)
        } else if keyword::of(written).is_some() {
            (written, Value::TRUE)
        } else if interfaces.has(Interfaces::MAP) {
            return Ok(written);
        } else {
            match self.lexer.dialect {
                Dialect::Clojure if interfaces.has(Interfaces::VECTOR) => {
                    (keyword::intern(cx, None, "param-tags")?, written)
                }
                Dialect::Clojure => {
                    return Err(self.fail(cx, ErrorKind::MetadataKind, &[], start));
                }
                Dialect::Edn => {
                    return Err(self.fail(cx, ErrorKind::MetadataKindEdn, &[], start));
                }
            }
        };
        from_pairs(cx, &[key, value])
    }
}

/// Lists say where their metadata begins, unless it says so itself.
fn with_place(cx: &mut Mutator, mut metadata: Value, place: LineCol) -> Result {
    for (name, number) in [("line", place.line), ("column", place.column)] {
        let key = keyword::intern(cx, None, name)?;
        let number = Value::small(i32::try_from(number).unwrap_or(i32::MAX));
        let value = lookup::get(cx, metadata, key, number)?;
        metadata = assoc(cx, metadata, key, value)?;
    }
    Ok(metadata)
}

/// All of `own`, then all of `added`.
fn merge(cx: &mut Mutator, own: Value, added: Value) -> Result {
    let mut all = own;
    let mut entries = Walk::new(added);
    while let Some(entry) = entries.next(cx)? {
        let (key, value) = vector::entry::parts(cx, entry)?;
        all = assoc(cx, all, key, value)?;
    }
    Ok(all)
}
