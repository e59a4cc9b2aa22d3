//! `vector-of`: vectors whose elements are all of one primitive type.
//!
//! The elements are kept in an ordinary vector; what is added is converted first, and refused when it
//! does not fit.

use heap::{Field, Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use super::behaviour::{self, compare_vectors};
use crate::seq::{self as seqs, sequential};
use crate::{invoke, kind, lookup, num, throw};

/// A vector of one primitive type.
#[repr(C)]
pub struct PrimitiveVector {
    header: Header,
    /// An ordinary vector of converted elements.
    items: Value,
    meta: Value,
    /// The element type's number, a fixnum.
    element: Value,
    /// The hash, once it was asked for; nil before.
    hash: Field,
}

impl HeapType for PrimitiveVector {
    const KIND: Kind = kind::PRIMITIVE_VECTOR;
}

/// What the elements of a vector are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Element {
    Int,
    Long,
    Float,
    Double,
    Byte,
    Short,
    Char,
    Boolean,
}

const ELEMENTS: [(&str, Element); 8] = [
    ("int", Element::Int),
    ("long", Element::Long),
    ("float", Element::Float),
    ("double", Element::Double),
    ("byte", Element::Byte),
    ("short", Element::Short),
    ("char", Element::Char),
    ("boolean", Element::Boolean),
];

impl Element {
    /// The element type of this name.
    pub fn named(name: &str) -> Option<Element> {
        ELEMENTS.iter().find(|(own, _)| *own == name).map(|(_, element)| *element)
    }

    fn convert(self, cx: &mut Mutator, item: Value) -> Result {
        match self {
            Element::Int => num::to_int(cx, item).and_then(|n| num::from_i32(cx, n)),
            Element::Long => num::to_long(cx, item).and_then(|n| num::from_i64(cx, n)),
            Element::Float => num::to_float(cx, item).and_then(|f| num::from_f32(cx, f)),
            Element::Double => num::to_double(cx, item).and_then(|d| num::from_f64(cx, d)),
            Element::Byte => num::to_byte(cx, item).and_then(|n| num::from_i8(cx, n)),
            Element::Short => num::to_short(cx, item).and_then(|n| num::from_i16(cx, n)),
            Element::Char => num::to_char(cx, item).map(Value::char),
            Element::Boolean => Ok(Value::bool(item.is_truthy())),
        }
    }
}

/// An empty vector of elements of one type.
///
/// # Errors
/// `OutOfMemoryError`.
pub fn empty(cx: &mut Mutator, element: Element) -> Result {
    let items = super::empty(cx);
    make(cx, items, Value::NIL, Value::small(element as i32))
}

fn make(cx: &mut Mutator, items: Value, meta: Value, element: Value) -> Result {
    let (header, hash) = (Header::of::<PrimitiveVector>(), Field::new(Value::NIL));
    cx.alloc(PrimitiveVector { header, items, meta, element, hash })
}

fn this<'a>(value: Value) -> &'a PrimitiveVector {
    value.cast().expect("the vector's own behaviours are asked of such vectors")
}

impl PrimitiveVector {
    fn convert(&self, cx: &mut Mutator, item: Value) -> Result {
        let number = self.element.as_fixnum().and_then(|n| usize::try_from(n).ok());
        match number.and_then(|number| ELEMENTS.get(number)) {
            Some((_, element)) => element.convert(cx, item),
            None => Ok(item),
        }
    }

    fn with_items(&self, cx: &mut Mutator, items: Value) -> Result {
        make(cx, items, self.meta, self.element)
    }
}

fn conj(cx: &mut Mutator, vector: Value, item: Value) -> Result {
    let item = this(vector).convert(cx, item)?;
    let items = lookup::conj(cx, this(vector).items, item)?;
    this(vector).with_items(cx, items)
}

fn assoc(cx: &mut Mutator, vector: Value, key: Value, item: Value) -> Result {
    if lookup::index_key(cx, key).is_none() {
        return Err(throw::illegal_argument(cx, "Key must be integer"));
    }
    let item = this(vector).convert(cx, item)?;
    let items = lookup::assoc(cx, this(vector).items, key, item)?;
    this(vector).with_items(cx, items)
}

fn emptied(cx: &mut Mutator, vector: Value) -> Result {
    let items = super::empty(cx);
    this(vector).with_items(cx, items)
}

fn pop(cx: &mut Mutator, vector: Value) -> Result {
    let items = lookup::pop(cx, this(vector).items)?;
    this(vector).with_items(cx, items)
}

fn hasheq(cx: &mut Mutator, vector: Value) -> Result<i32> {
    if let Some(hash) = this(vector).hash.get().as_fixnum() {
        return Ok(hash as i32);
    }
    let hash = sequential::hasheq(cx, vector)?;
    cx.store(vector, &this(vector).hash, Value::small(hash));
    Ok(hash)
}

fn nth(cx: &mut Mutator, vector: Value, index: usize) -> Result {
    let index = i64::try_from(index).unwrap_or(i64::MAX);
    lookup::nth_or(cx, this(vector).items, index, Value::ABSENT)
}

pub static TYPE: TypeInfo = TypeInfo {
    interfaces: behaviour::INTERFACES.and(Interfaces::OBJ).and(Interfaces::META),
    entry: invoke::vector,
    equiv: Some(sequential::equiv),
    equals: Some(sequential::equals),
    hasheq: Some(hasheq),
    hash_code: Some(sequential::hash_code),
    compare: Some(compare_vectors),
    seq: Some(|cx, vector| seqs::seq(cx, this(vector).items)),
    rseq: Some(|cx, vector| lookup::rseq(cx, this(vector).items)),
    count: Some(|cx, vector| seqs::count(cx, this(vector).items)),
    conj: Some(conj),
    empty: Some(emptied),
    peek: Some(|cx, vector| lookup::peek(cx, this(vector).items)),
    pop: Some(pop),
    nth: Some(nth),
    lookup: Some(|cx, vector, key| lookup::get(cx, this(vector).items, key, Value::ABSENT)),
    find: Some(behaviour::find),
    assoc: Some(assoc),
    reduce: Some(|cx, f, init, vector| seqs::reduce(cx, f, init, this(vector).items)),
    meta: Some(|_, vector| Ok(this(vector).meta)),
    with_meta: Some(|cx, vector, meta| make(cx, this(vector).items, meta, this(vector).element)),
    ..TypeInfo::new("clojure.core.Vec", Layout::AllRefs)
};
