//! What every module of natives uses.

pub use data::string::Str;
pub use heap::{Interfaces, Kind, Mutator, Result, RootVec, Value};
pub use macros::natives;

use data::seq;

/// What a value promises to be, nil and immediates included.
#[inline]
pub fn interfaces(cx: &Mutator, value: Value) -> Interfaces {
    cx.desc_of(value).info().interfaces
}

/// The elements of anything that has a seq, all at once.
pub fn elements(cx: &mut Mutator, coll: Value) -> Result<RootVec> {
    seq::to_rootvec(cx, coll)
}

/// A keyword without namespace.
pub fn keyword(cx: &mut Mutator, name: &str) -> Result {
    data::keyword::intern(cx, None, name)
}
