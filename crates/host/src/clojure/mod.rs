//! What `clojure.lang` shows of itself to programs that call its methods.

pub mod lang;
