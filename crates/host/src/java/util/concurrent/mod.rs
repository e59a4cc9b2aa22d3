//! `java.util.concurrent`: what changes at once, and waiting for others.

pub mod atomic;
