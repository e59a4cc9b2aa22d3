//! The well-known slots of this floor: what each heap makes once and keeps.

use heap::Known;

const fn data(n: u16) -> Known {
    Known(Known::DATA + n)
}

// Scalars: slots 0 to 39.
pub const ZERO: Known = data(0);
pub const NEGATIVE_ZERO: Known = data(1);
pub const EMPTY_STRING: Known = data(5);
/// One field for each row of the class table.
pub const CLASSES: Known = data(8);
pub const OUT_OF_MEMORY: Known = data(9);
pub const STACK_OVERFLOW: Known = data(10);

// Collections: slots 40 to 95.
pub const EMPTY_LIST: Known = data(40);
pub const EMPTY_VECTOR: Known = data(41);
pub const EMPTY_VECTOR_NODE: Known = data(42);
pub const EMPTY_MAP: Known = data(43);
pub const EMPTY_HASH_MAP: Known = data(44);
/// The root of an empty hash map.
pub const EMPTY_NODE: Known = data(45);
pub const EMPTY_SET: Known = data(46);
pub const EMPTY_TREE_MAP: Known = data(47);
pub const EMPTY_TREE_SET: Known = data(48);
pub const EMPTY_QUEUE: Known = data(49);
/// The shape of the empty map.
pub const ROOT_SHAPE: Known = data(50);
/// How many shapes this heap has made, about.
pub const SHAPES_MADE: Known = data(53);
/// `:line` and `:column`, for the metadata of lists that were read.
pub const KEY_LINE: Known = data(51);
pub const KEY_COLUMN: Known = data(52);
