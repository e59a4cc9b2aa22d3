//! From forms to the AST.

#![forbid(unsafe_code)]
