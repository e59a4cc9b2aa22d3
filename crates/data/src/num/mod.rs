//! Numbers: long, double, BigInt, Ratio, BigDecimal, and the small boxed types of the JVM.
//!
//! `tower` brings two numbers of different types together; `arithmetic` has one table for each
//! operation, with what it does in each category.

mod arithmetic;
pub mod big;
mod bits;
mod cast;
mod decimal;
mod format;
mod fraction;
mod ints;
mod java_text;
mod object;
mod order;
mod parse;
#[cfg(test)]
mod tests;
mod tower;

pub use arithmetic::*;
pub use bits::*;
pub use cast::*;
pub use decimal::{Decimal, Fault, MathContext, Rounding};
pub use format::{double_to_string, float_to_string, to_string};
pub use fraction::{denominator, from_fraction, numerator, rationalize};
pub use ints::*;
pub use java_text::{parse_double, parse_long};
pub use object::{
    as_big, as_decimal, from_big, from_biginteger, from_decimal, from_f32, from_f64, from_i8,
    from_i16, from_i32, from_i64,
};
pub use order::*;
pub use parse::{ParseError, parse};
pub use tower::{Category, Number, as_f64, as_i64, as_integer, category, is_number, view};

pub(crate) use format::write_plain;
pub(crate) use object::{TYPES, init};
