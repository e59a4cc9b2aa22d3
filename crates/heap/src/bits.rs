//! A set of named bits, declared as a list of names.

/// Declares a `Copy` struct over `u64` with one constant for each name and the usual set operations.
macro_rules! bitflags_like {
    ($(#[$doc:meta])* $name:ident { $($flag:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub struct $name(pub u64);

        impl $name {
            pub const NONE: $name = $name(0);
            bitflags_like!(@consts $name, 0u64; $($flag,)*);

            #[inline(always)]
            pub const fn has(self, other: $name) -> bool {
                self.0 & other.0 == other.0
            }

            #[inline(always)]
            pub const fn and(self, other: $name) -> $name {
                $name(self.0 | other.0)
            }
        }
    };
    (@consts $name:ident, $bit:expr; $flag:ident, $($rest:ident,)*) => {
        pub const $flag: $name = $name(1 << ($bit));
        bitflags_like!(@consts $name, $bit + 1; $($rest,)*);
    };
    (@consts $name:ident, $bit:expr;) => {};
}
