//! Tagged literals, reader conditionals, uuids, instants, the version.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod literals {
    use super::*;

    /// Returns a tagged literal as data.
    #[native(since = "1.7")]
    fn tagged_literal(cx: &mut Mutator, tag: Value, form: Value) -> Result {
        if data::symbol::of(tag).is_none() {
            return Err(data::throw::class_cast(cx, tag, "clojure.lang.Symbol"));
        }
        data::tagged::literal(cx, tag, form)
    }

    /// Returns a reader conditional as data.
    #[native(since = "1.7")]
    fn reader_conditional(cx: &mut Mutator, form: Value, splicing: Value) -> Result {
        match splicing {
            Value::TRUE | Value::FALSE => {
                data::tagged::conditional(cx, form, splicing == Value::TRUE)
            }
            Value::NIL => {
                let (method, name) = ("java.lang.Boolean.booleanValue()", "splicing_QMARK_");
                Err(data::throw::null_receiver(cx, method, name))
            }
            _ => Err(data::throw::class_cast(cx, splicing, "java.lang.Boolean")),
        }
    }

    /// Returns the uuid that s spells, nil when it spells none.
    #[native(since = "1.11")]
    fn parse_uuid(cx: &mut Mutator, s: &Str) -> Result {
        match data::uuid::parse(cx, &s.to_str()) {
            Ok(uuid) => Ok(uuid),
            Err(heap::Thrown) => {
                cx.take_pending();
                Ok(Value::NIL)
            }
        }
    }

    /// Returns a new uuid, made of random bits.
    #[native(since = "1.11")]
    fn random_uuid(cx: &mut Mutator) -> Result {
        let bits = u128::from(super::super::random::bits()) << 64
            | u128::from(super::super::random::bits());
        data::uuid::random(cx, bits)
    }
}

#[natives("clojure.core")]
pub mod data_readers {
    use super::*;
    use data::{string, throw};

    /// Reads the text after #inst.
    #[native(name = "-read-inst", private)]
    fn read_inst(cx: &mut Mutator, form: Value) -> Result {
        match string::of(form) {
            Some(text) => data::inst::read(cx, &text.to_str()),
            None => Err(throw::runtime(cx, "Instants must be read from strings")),
        }
    }

    /// Reads the text after #uuid.
    #[native(name = "-read-uuid", private)]
    fn read_uuid(cx: &mut Mutator, form: Value) -> Result {
        match string::of(form) {
            Some(text) => data::uuid::parse(cx, &text.to_str()),
            None => Err(throw::illegal_argument(cx, "#uuid data reader expected string")),
        }
    }
}
