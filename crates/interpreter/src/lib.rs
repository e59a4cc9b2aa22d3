//! Tier T0: executes bytecode.
