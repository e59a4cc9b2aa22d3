//! Java arrays: making, reading, changing, converting.

use crate::prelude::*;

/// Declares the constructor, the setter and the cast of each primitive type.
macro_rules! of_primitives {
    ($($element:ident $make:ident $make_name:literal $set:ident $set_name:literal
       $cast:ident $cast_name:literal $class:literal;)*) => {
        #[natives("clojure.core")]
        pub mod primitives {
            use super::*;
            use data::array::{Element, aset};

            $(
                /// Returns an array of a primitive type: of a size, filled with init-val or from a
                /// seq, or of the elements of a seq.
                #[native(
                    name = $make_name,
                    since = "1.1",
                    arglists = "([size-or-seq] [size init-val-or-seq])"
                )]
                fn $make(cx: &mut Mutator, size_or_seq: Value, init: Option<Value>) -> Result {
                    super::make(cx, Element::$element, size_or_seq, init)
                }

                /// Sets the element at idx of an array of this primitive type to val, converted to
                /// it; with more indices that of an array inside. Returns val.
                #[native(
                    name = $set_name,
                    since = "1.0",
                    arglists = "([array idx val] [array idx idx2 & idxv])"
                )]
                fn $set(
                    cx: &mut Mutator,
                    array: Value,
                    idx: Value,
                    val: Value,
                    more: &[Value],
                ) -> Result {
                    let (array, idx, val) = super::innermost(cx, array, idx, val, more)?;
                    let val = super::converted(cx, Element::$element, val)?;
                    aset(cx, array, idx, val)
                }

                /// Returns xs, which must be an array of this primitive type.
                #[native(name = $cast_name, since = "1.1")]
                fn $cast(cx: &mut Mutator, xs: Value) -> Result {
                    super::expect(cx, Element::$element, $class, xs)
                }
            )*
        }
    };
}

of_primitives! {
    Boolean boolean_array "boolean-array" aset_boolean "aset-boolean" booleans "booleans" "[Z";
    Byte byte_array "byte-array" aset_byte "aset-byte" bytes "bytes" "[B";
    Char char_array "char-array" aset_char "aset-char" chars "chars" "[C";
    Short short_array "short-array" aset_short "aset-short" shorts "shorts" "[S";
    Int int_array "int-array" aset_int "aset-int" ints "ints" "[I";
    Long long_array "long-array" aset_long "aset-long" longs "longs" "[J";
    Float float_array "float-array" aset_float "aset-float" floats "floats" "[F";
    Double double_array "double-array" aset_double "aset-double" doubles "doubles" "[D";
}

use data::array::{self, Element, element};
use data::num;

/// The array itself, when it is of the type; nil is let through.
fn expect(cx: &mut Mutator, element: Element, class: &str, xs: Value) -> Result {
    if xs.is_nil() || array::of_kind(xs.kind()) == Some(element) {
        return Ok(xs);
    }
    Err(data::throw::class_cast(cx, xs, class))
}

/// The bits of an element as the constructors take it: numbers are cut to size without a check.
fn bits(cx: &mut Mutator, element: Element, item: Value) -> Result<u64> {
    Ok(match element {
        Element::Byte => num::long_value(cx, item)? as i8 as u64,
        Element::Short => num::long_value(cx, item)? as i16 as u64,
        Element::Int => num::int_value(cx, item)? as u64,
        Element::Long => num::long_value(cx, item)? as u64,
        Element::Boolean | Element::Char | Element::Float | Element::Double => {
            element::coerced(cx, element, item)?
        }
    })
}

/// The value as the boxed type of the element, as `aset-int` and its like convert it.
fn converted(cx: &mut Mutator, element: Element, item: Value) -> Result {
    let bits = match element {
        Element::Boolean => u64::from(item.is_truthy()),
        Element::Char => u64::from(num::to_char(cx, item)?),
        Element::Byte
        | Element::Short
        | Element::Int
        | Element::Long
        | Element::Float
        | Element::Double => element::coerced(cx, element, item)?,
    };
    element::boxed(cx, element, bits)
}

fn make(cx: &mut Mutator, element: Element, size_or_seq: Value, init: Option<Value>) -> Result {
    if num::is_number(size_or_seq) {
        let size = i64::from(num::int_value(cx, size_or_seq)?);
        let array = element::new(cx, element, size)?;
        match init {
            None => {}
            Some(init) if !is_one(element, init) => fill(cx, element, array, init)?,
            Some(init) => {
                let bits = bits(cx, element, init)?;
                if let Some(array) = element::Primitives::of(array) {
                    (0..array.len()).for_each(|index| array.set_bits(index, bits));
                }
            }
        }
        return Ok(array);
    }
    if init.is_some() {
        return Err(data::throw::class_cast(cx, size_or_seq, "java.lang.Number"));
    }
    let items = elements(cx, size_or_seq)?;
    let array = element::new(cx, element, items.len() as i64)?;
    let list = data::list::from_slice(cx, &items)?;
    fill(cx, element, array, list)?;
    Ok(array)
}

/// True for a value that may be an element; others are taken for collections.
fn is_one(element: Element, value: Value) -> bool {
    match element {
        Element::Boolean => value == Value::TRUE || value == Value::FALSE,
        Element::Char => value.is_char(),
        Element::Byte
        | Element::Short
        | Element::Int
        | Element::Long
        | Element::Float
        | Element::Double => num::is_number(value),
    }
}

/// Fills an array from a seq, as far as both go.
fn fill(cx: &mut Mutator, element: Element, array: Value, coll: Value) -> Result<()> {
    let size = array::len(array).unwrap_or(0);
    let mut index = 0;
    data::seq::for_each(cx, coll, |cx, item| {
        if index == size {
            return Ok(data::seq::Flow::Stop);
        }
        if item.is_char() && element != Element::Char && element != Element::Boolean {
            return Err(data::throw::class_cast(cx, item, "java.lang.Number"));
        }
        let bits = bits(cx, element, item)?;
        if let Some(array) = element::Primitives::of(array) {
            array.set_bits(index, bits);
        }
        index += 1;
        Ok(data::seq::Flow::On)
    })
}

/// The array, the index and the value that `(aset array idx idx2 … val)` means.
fn innermost(
    cx: &mut Mutator,
    array: Value,
    idx: Value,
    val: Value,
    more: &[Value],
) -> Result<(Value, i64, Value)> {
    let mut array = array;
    let mut path = RootVec::from_slice(cx, &[idx, val]);
    path.extend_from_slice(more);
    let (indices, val) = path.split_at(path.len() - 1);
    let (inside, last) = indices.split_at(indices.len() - 1);
    for &idx in inside {
        let idx = i64::from(num::to_int(cx, idx)?);
        array = array::aget(cx, array, idx)?;
    }
    let last = i64::from(num::to_int(cx, last[0])?);
    Ok((array, last, val[0]))
}

#[natives("clojure.core")]
pub mod arrays {
    use super::*;

    /// Returns the element at idx of an array; with more indices that of an array inside.
    #[native(since = "1.0", inline = Aget, arglists = "([array idx] [array idx & idxs])")]
    fn aget(cx: &mut Mutator, array: Value, idx: Value, idxs: &[Value]) -> Result {
        if !array.is_nil() && !array::is_array(array) {
            return Err(no_method(cx, "aget", 2));
        }
        let first = i64::from(num::to_int(cx, idx)?);
        let mut found = array::aget(cx, array, first)?;
        for &idx in idxs {
            let idx = i64::from(num::to_int(cx, idx)?);
            found = array::aget(cx, found, idx)?;
        }
        Ok(found)
    }

    /// Sets the element at idx of an array to val; with more indices that of an array inside. Returns
    /// val.
    #[native(
        since = "1.0",
        inline = Aset,
        arglists = "([array idx val] [array idx idx2 & idxv])"
    )]
    fn aset(cx: &mut Mutator, array: Value, idx: Value, val: Value, more: &[Value]) -> Result {
        let (array, idx, val) = innermost(cx, array, idx, val, more)?;
        let val = match array::of_kind(array.kind()) {
            Some(element) if fits(element, val) => converted(cx, element, val)?,
            Some(_) => return Err(no_method(cx, "aset", 3)),
            None if !array.is_nil() && !array::is_array(array) => {
                return Err(no_method(cx, "aset", 3));
            }
            None => val,
        };
        let component = if array::is_array(array) { array::component(array) } else { Value::NIL };
        if !component.is_nil() && !val.is_nil() && !runtime::class::is_instance(cx, component, val)?
        {
            let class = data::class::class_name_of(cx, val);
            let store = data::class::ClassId::ARRAY_STORE;
            return Err(data::throwable::throw(cx, store, class));
        }
        array::aset(cx, array, idx, val)
    }

    /// Whether a value may be stored in an array of primitives, as the JVM's reflection sees it.
    fn fits(element: Element, val: Value) -> bool {
        let kind = val.kind();
        let integers = [Kind::LONG, data::kind::INTEGER, data::kind::SHORT, data::kind::BYTE];
        match element {
            Element::Int | Element::Long => integers.contains(&kind),
            Element::Float | Element::Double => kind == Kind::DOUBLE || kind == data::kind::FLOAT,
            Element::Short => kind == data::kind::SHORT,
            Element::Byte => kind == data::kind::BYTE,
            Element::Char => val.is_char(),
            Element::Boolean => kind == Kind::BOOLEAN,
        }
    }

    fn no_method(cx: &mut Mutator, name: &str, argc: usize) -> heap::Thrown {
        let message = format!("No matching method {name} found taking {argc} args");
        data::throw::illegal_argument(cx, message)
    }

    /// Returns the length of an array.
    #[native(since = "1.0", inline = Alength)]
    fn alength(cx: &mut Mutator, array: Value) -> Result<usize> {
        match array::len(array) {
            Some(length) => Ok(length),
            None if array.is_nil() => Err(data::throw::null_pointer_plain(cx)),
            None => Err(no_method(cx, "alength", 1)),
        }
    }

    /// Returns a copy of an array.
    #[native(since = "1.0")]
    fn aclone(cx: &mut Mutator, array: Value) -> Result {
        if array.is_nil() {
            let message = "More than one matching method found: aclone";
            return Err(data::throw::illegal_argument(cx, message));
        }
        if !array::is_array(array) {
            return Err(no_method(cx, "aclone", 1));
        }
        array::aclone(cx, array)
    }

    /// Returns an array of objects: of a size, or of the elements of a seq.
    #[native(since = "1.2")]
    fn object_array(cx: &mut Mutator, size_or_seq: Value) -> Result {
        if num::is_number(size_or_seq) {
            let size = i64::from(num::int_value(cx, size_or_seq)?);
            return array::objects(cx, Value::NIL, size);
        }
        let items = elements(cx, size_or_seq)?;
        array::objects_from_slice(cx, &items)
    }

    /// The element type that a class object of a primitive names.
    fn primitive(cx: &mut Mutator, class: Value) -> Result<Option<Element>> {
        let name = runtime::class::name(cx, class)?;
        Ok(match name.as_str() {
            "boolean" => Some(Element::Boolean),
            "byte" => Some(Element::Byte),
            "char" => Some(Element::Char),
            "short" => Some(Element::Short),
            "int" => Some(Element::Int),
            "long" => Some(Element::Long),
            "float" => Some(Element::Float),
            "double" => Some(Element::Double),
            _ => None,
        })
    }

    fn empty_array(cx: &mut Mutator, class: Value, length: i64) -> Result {
        match primitive(cx, class)? {
            Some(element) => element::new(cx, element, length),
            None => {
                let object = data::class::object(cx, data::class::ClassId::OBJECT)?;
                let component = if class == object { Value::NIL } else { class };
                array::objects(cx, component, length)
            }
        }
    }

    /// Returns an array whose elements are of class type, with the given length; with more lengths
    /// the elements are arrays.
    #[native(since = "1.0", arglists = "([type len] [type dim & more-dims])")]
    fn make_array(cx: &mut Mutator, type_: Value, dim: Value, more_dims: &[Value]) -> Result {
        cx.enter_native()?;
        let length = i64::from(num::to_int(cx, dim)?);
        let Some((&next, rest)) = more_dims.split_first() else {
            return empty_array(cx, type_, length);
        };
        let mut class = type_;
        for _ in more_dims {
            class = data::class::array_of(cx, class)?;
        }
        let outer = array::objects(cx, class, length)?;
        for index in 0..length {
            let inner = make_array(cx, type_, next, rest)?;
            array::aset(cx, outer, index, inner)?;
        }
        Ok(outer)
    }

    /// Returns an array of the elements of aseq, of class type, else of the class of the first.
    #[native(since = "1.0", arglists = "([aseq] [type aseq])")]
    fn into_array(cx: &mut Mutator, type_: Value, aseq: Option<Value>) -> Result {
        let (class, items) = match aseq {
            Some(aseq) => {
                if data::class::of(type_).is_none() && !type_.is_nil() {
                    return Err(data::throw::class_cast(cx, type_, "java.lang.Class"));
                }
                (type_, elements(cx, aseq)?)
            }
            None => {
                let items = elements(cx, type_)?;
                let first = items.first().copied().unwrap_or(Value::NIL);
                let class = match first.is_nil() {
                    true => data::class::object(cx, data::class::ClassId::OBJECT)?,
                    false => data::class_of(cx, first)?,
                };
                (class, items)
            }
        };
        let made = empty_array(cx, class, items.len() as i64)?;
        let element = array::of_kind(made.kind());
        for (index, &item) in items.iter().enumerate() {
            let item = match element {
                Some(element) => {
                    let bits = element::coerced(cx, element, item)?;
                    element::boxed(cx, element, bits)?
                }
                None => item,
            };
            array::aset(cx, made, index as i64, item)?;
        }
        Ok(made)
    }

    /// Returns an array of objects with the elements of coll, which may be nil, a string or a map too.
    #[native(since = "1.0")]
    fn to_array(cx: &mut Mutator, coll: Value) -> Result {
        if coll.kind() == data::kind::OBJECT_ARRAY {
            return Ok(coll);
        }
        if !data::seq::is_seqable(coll) {
            return Err(data::throw::no_array(cx, coll));
        }
        let items = elements(cx, coll)?;
        array::objects_from_slice(cx, &items)
    }

    /// Returns an array of arrays of objects from a collection of collections.
    #[native(name = "to-array-2d", since = "1.0")]
    fn to_array_2d(cx: &mut Mutator, coll: Value) -> Result {
        let rows = elements(cx, coll)?;
        let object = data::class::object(cx, data::class::ClassId::OBJECT)?;
        let class = data::class::array_of(cx, object)?;
        let made = array::objects(cx, class, rows.len() as i64)?;
        for (index, &row) in rows.iter().enumerate() {
            let row = to_array(cx, row)?;
            array::aset(cx, made, index as i64, row)?;
        }
        Ok(made)
    }
}
