//! The project's own tool: `cargo xtask check` is the whole gate.
fn main() {}
