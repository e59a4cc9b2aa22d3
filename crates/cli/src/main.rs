//! The tercel command.

#![forbid(unsafe_code)]

fn main() {}
