//! `java.lang`.

pub mod character;
pub mod floating;
pub mod integral;
pub mod math;
pub mod string;
