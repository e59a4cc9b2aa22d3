//! What a program cannot break.

#![forbid(unsafe_code)]

mod common;
mod faults;
mod memory;
mod nesting;
mod recursion;
