//! The tagged value, heap objects, the collector, and the per-thread mutator.
