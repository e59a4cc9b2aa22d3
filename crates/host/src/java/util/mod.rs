//! `java.util`.

pub mod arrays;
pub mod comparator;
pub mod concurrent;
pub mod iterator;
pub mod list;
pub mod lists;
pub mod map;
pub mod maps;
pub mod queues;
pub mod random;
pub mod regex;
pub mod small;
pub mod stream;
pub mod table;

/// The class of lists that may not be changed.
pub const UNMODIFIABLE_LIST: &str = "java.util.ImmutableCollections$ListN";
