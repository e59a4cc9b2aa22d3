//! Host classes: the everyday classes that Clojure programs name.

#![forbid(unsafe_code)]
