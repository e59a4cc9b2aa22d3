//! The well-known slots of this floor: what each heap makes once and keeps.

use heap::Known;

const fn data(n: u16) -> Known {
    Known(Known::DATA + n)
}

// Scalars: slots 0 to 39.
pub const ZERO: Known = data(0);
pub const NEGATIVE_ZERO: Known = data(1);
pub const NAN: Known = data(2);
pub const INFINITY: Known = data(3);
pub const NEGATIVE_INFINITY: Known = data(4);
pub const EMPTY_STRING: Known = data(5);
pub const SYMBOLS: Known = data(6);
pub const KEYWORDS: Known = data(7);
/// One field for each row of the class table.
pub const CLASSES: Known = data(8);
pub const OUT_OF_MEMORY: Known = data(9);
pub const STACK_OVERFLOW: Known = data(10);

// Collections: slots 40 to 95.
