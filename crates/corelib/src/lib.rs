//! The core library: natives and the .clj sources.

#![forbid(unsafe_code)]
