//! `java.math`.

pub mod decimal;
pub mod integer;
