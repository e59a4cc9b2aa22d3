//! From forms to the AST.
