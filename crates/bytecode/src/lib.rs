//! The op table and the objects that hold compiled code.
