//! Literals: what numbers, characters, strings and regexes are written like.

pub(crate) mod character;
pub(crate) mod number;
pub(crate) mod regex;
pub(crate) mod string;
