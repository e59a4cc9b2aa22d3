//! Clojure in a Rust program: the embedding API.
