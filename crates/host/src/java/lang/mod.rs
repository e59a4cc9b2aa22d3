//! `java.lang`.

pub mod character;
pub mod floating;
pub mod integral;
pub mod math;
pub mod object;
pub mod string;
pub mod string_builder;
pub mod system;
pub mod thread;
pub mod throwable;
