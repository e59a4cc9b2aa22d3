//! Struct maps, and vectors of one primitive type.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod structs {
    use super::*;
    use data::map::struct_map;
    use data::vector::primitive::{self, Element};
    use data::{lookup, throw};

    /// Returns the basis of struct maps that always have the keys.
    #[native(since = "1.0")]
    fn create_struct(cx: &mut Mutator, keys: &[Value]) -> Result {
        struct_map::create(cx, keys)
    }

    /// Returns a struct map of basis s from keys and values in turn. Keys of the basis that are not
    /// given are nil; other keys may be given too.
    #[native(since = "1.0")]
    fn struct_map(cx: &mut Mutator, s: Value, inits: &[Value]) -> Result {
        struct_map::from_pairs(cx, s, inits)
    }

    /// Returns a struct map of basis s with the values of its keys in order. Those left out are nil.
    #[native(name = "struct", since = "1.0")]
    fn new_struct(cx: &mut Mutator, s: Value, vals: &[Value]) -> Result {
        struct_map::from_vals(cx, s, vals)
    }

    /// The place of a key in a basis.
    #[native(name = "struct-place*", private)]
    fn struct_place(cx: &mut Mutator, s: Value, key: Value) -> Result<i64> {
        struct_map::place(cx, s, key)
    }

    /// The value at a place of a struct map of basis s.
    #[native(name = "struct-val*", private)]
    fn struct_val(cx: &mut Mutator, s: Value, map: Value, place: i64) -> Result {
        struct_map::val_at_place(cx, s, map, place)
    }

    /// Returns a vector of elements of a primitive type: :int :long :float :double :byte :short :char
    /// or :boolean. What is added to it is coerced.
    #[native(since = "1.2")]
    fn vector_of(cx: &mut Mutator, t: Value, elements: &[Value]) -> Result {
        let name = data::keyword::of(t).map(|t| t.text()).unwrap_or_default();
        let Some(element) = Element::named(&name) else {
            let shown = data::print::str_of(cx, t)?;
            return Err(throw::illegal_argument(cx, format!("Unrecognized type {shown}")));
        };
        let mut vector = primitive::empty(cx, element)?;
        for &item in elements {
            vector = lookup::conj(cx, vector, item)?;
        }
        Ok(vector)
    }
}
