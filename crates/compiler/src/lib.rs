//! From the AST to bytecode.
