//! The types of collections and seqs in one table, and what each heap makes of them at its start.

use heap::{Kind, Mutator, Result, TypeInfo};

use crate::array::{self, element};
use crate::map::{array_map, hash_map, keys, sorted, sorted_seq};
use crate::seq::{chunk, cycle, iterate, lazy, long_range, range, repeat, string};
use crate::set::hash_set;
use crate::{cons, kind, list, map, queue, reduced, set, vector};

/// Every type of a collection, a seq, or a part of one.
pub(crate) const TYPES: &[(Kind, &TypeInfo)] = &[
    (kind::LIST, &list::TYPE),
    (kind::EMPTY_LIST, &list::EMPTY_TYPE),
    (kind::CONS, &cons::TYPE),
    (kind::VECTOR, &vector::behaviour::TYPE),
    (kind::VECTOR_NODE, &vector::NODE_TYPE),
    (kind::SUBVEC, &vector::subvec::TYPE),
    (kind::PRIMITIVE_VECTOR, &vector::primitive::TYPE),
    (kind::VECTOR_SEQ, &vector::seq::TYPE),
    (kind::INDEXED_SEQ, &vector::seq::FORWARD_TYPE),
    (kind::REVERSE_SEQ, &vector::seq::REVERSE_TYPE),
    (kind::MAP_ENTRY, &vector::entry::TYPE),
    (kind::TRANSIENT_VECTOR, &vector::transient::TYPE),
    (kind::ARRAY_MAP, &array_map::PLAIN_TYPE),
    (kind::SHAPED_MAP, &array_map::SHAPED_TYPE),
    (kind::SHAPE, &map::shape::TYPE),
    (kind::SHAPE_TABLE, &map::shape::TABLE_TYPE),
    (kind::HASH_MAP, &hash_map::TYPE),
    (kind::BITMAP_NODE, &map::node::NODE_TYPE),
    (kind::COLLISION_NODE, &map::node::COLLISION_TYPE),
    (kind::ARRAY_MAP_SEQ, &map::seq::ARRAY_TYPE),
    (kind::NODE_SEQ, &map::seq::NODE_TYPE),
    (kind::KEY_SEQ, &keys::KEY_TYPE),
    (kind::VAL_SEQ, &keys::VAL_TYPE),
    (kind::STRUCT_BASIS, &map::struct_map::BASIS_TYPE),
    (kind::STRUCT_MAP, &map::struct_map::TYPE),
    (kind::TREE_MAP, &sorted::TYPE),
    (kind::TREE_NODE, &sorted::NODE_TYPE),
    (kind::TREE_MAP_SEQ, &sorted_seq::TYPE),
    (kind::TRANSIENT_ARRAY_MAP, &map::transient::ARRAY_TYPE),
    (kind::TRANSIENT_HASH_MAP, &map::transient::HASH_TYPE),
    (kind::HASH_SET, &hash_set::TYPE),
    (kind::TREE_SET, &set::sorted::TYPE),
    (kind::TRANSIENT_HASH_SET, &hash_set::TRANSIENT_TYPE),
    (kind::QUEUE, &queue::TYPE),
    (kind::QUEUE_SEQ, &queue::SEQ_TYPE),
    (kind::LAZY_SEQ, &lazy::TYPE),
    (kind::ARRAY_CHUNK, &chunk::CHUNK_TYPE),
    (kind::CHUNK_BUFFER, &chunk::BUFFER_TYPE),
    (kind::CHUNKED_CONS, &chunk::CONS_TYPE),
    (kind::LONG_RANGE, &long_range::TYPE),
    (kind::LONG_CHUNK, &long_range::CHUNK_TYPE),
    (kind::RANGE, &range::TYPE),
    (kind::REPEAT, &repeat::TYPE),
    (kind::CYCLE, &cycle::TYPE),
    (kind::ITERATE, &iterate::TYPE),
    (kind::STRING_SEQ, &string::TYPE),
    (kind::ARRAY_SEQ, &array::seq::TYPE),
    (kind::OBJECT_ARRAY, &array::OBJECTS_TYPE),
    (kind::BOOLEAN_ARRAY, &element::BOOLEANS),
    (kind::BYTE_ARRAY, &element::BYTES),
    (kind::CHAR_ARRAY, &element::CHARS),
    (kind::SHORT_ARRAY, &element::SHORTS),
    (kind::INT_ARRAY, &element::INTS),
    (kind::LONG_ARRAY, &element::LONGS),
    (kind::FLOAT_ARRAY, &element::FLOATS),
    (kind::DOUBLE_ARRAY, &element::DOUBLES),
    (kind::REDUCED, &reduced::TYPE),
];

/// Makes the empty collections.
pub(crate) fn init(cx: &mut Mutator) -> Result<()> {
    list::init(cx)?;
    vector::init(cx)?;
    array_map::init(cx)?;
    hash_map::init(cx)?;
    sorted::init(cx)?;
    hash_set::init(cx)?;
    set::sorted::init(cx)?;
    queue::init(cx)
}
