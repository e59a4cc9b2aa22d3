//! The core functions that the compiler turns into ops of their own while their var keeps its root.
//!
//! A native names its intrinsic in its declaration; the var carries the number. Which op an
//! intrinsic becomes is the compiler's business.

/// Declares the intrinsics one after the other, from 1; 0 means none.
macro_rules! intrinsics {
    ($($name:ident),* $(,)?) => {
        /// A core function that is also an op.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[repr(u16)]
        pub enum Intrinsic { $($name),* }

        impl Intrinsic {
            /// All of them, in order of their numbers.
            pub const ALL: &[Intrinsic] = &[$(Intrinsic::$name),*];

            /// The number that a var carries; never 0.
            pub const fn number(self) -> u16 {
                self as u16 + 1
            }

            /// The intrinsic of a var's number.
            pub fn of_number(number: u16) -> Option<Intrinsic> {
                Intrinsic::ALL.get(usize::from(number).checked_sub(1)?).copied()
            }
        }
    };
}

intrinsics! {
    // Arithmetic.
    Add, Sub, Mul, Div, Inc, Dec, Quot, Rem, Mod, AddP, SubP, MulP, IncP, DecP, UncheckedAdd, UncheckedSub, UncheckedMul,
    UncheckedInc, UncheckedDec, BitAnd, BitOr, BitXor, BitNot, BitShiftLeft, BitShiftRight,
    UnsignedBitShiftRight, Min, Max,
    // Comparison.
    Lt, Lte, Gt, Gte, NumEq, Equal, Identical, Not, NotEqual, Compare,
    // Predicates.
    IsNil, IsSome, IsTrue, IsFalse, IsZero, IsPos, IsNeg, IsEven, IsOdd, IsKeyword, IsSymbol, IsString, IsNumber,
    IsInt, IsMap, IsVector, IsSet, IsSeq, IsColl, IsFn, IsIfn, IsSequential, IsEmpty, IsInstance, IsContains,
    // Seqs and collections.
    First, Second, Next, Rest, Nnext, Seq, Cons, Conj, Count, Nth, Get, Peek, Pop, Assoc, Dissoc, Keys, Vals, Key, Val,
    List, Vector, HashMap, HashSet, Deref, Reduced, IsReduced, Str, Apply, Aget, Aset, Alength,
}
