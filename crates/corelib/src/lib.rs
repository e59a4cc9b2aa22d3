//! The core library: natives and the .clj sources.
