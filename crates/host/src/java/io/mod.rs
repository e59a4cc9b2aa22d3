//! `java.io`.

pub mod bytes;
pub mod file;
pub mod reader;
