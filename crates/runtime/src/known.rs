//! The well-known values of the runtime, by slot.

use heap::Known;

/// The table of namespaces: a `Registry`.
pub const REGISTRY: Known = Known(Known::RUNTIME + 32);
pub const CORE_NS: Known = Known(Known::RUNTIME + 33);
pub const USER_NS: Known = Known(Known::RUNTIME + 34);
/// The mappings every namespace begins with: the classes known by their short names.
pub const DEFAULT_IMPORTS: Known = Known(Known::RUNTIME + 35);
/// Those, and all public vars of `clojure.core`; and the mappings of `clojure.core` it was made from.
pub const DEFAULT_MAPPINGS: Known = Known(Known::RUNTIME + 36);
pub const DEFAULT_MAPPINGS_OF: Known = Known(Known::RUNTIME + 37);

/// The pools of `send`, of `send-off` and futures, and the one for everybody.
pub const SEND_POOL: Known = Known(Known::RUNTIME + 80);
pub const SEND_OFF_POOL: Known = Known(Known::RUNTIME + 81);
pub const COMMON_POOL: Known = Known(Known::RUNTIME + 82);

/// Names the slots of the vars that the runtime itself reads, one after the other.
macro_rules! vars {
    ($first:expr; $($slot:ident $name:literal;)*) => {
        vars!(@next $first; $($slot)*);
        /// Slot and name of each.
        pub(crate) const VARS: &[(Known, &str)] = &[$(($slot, $name)),*];
    };
    (@next $n:expr; $slot:ident $($rest:ident)*) => {
        pub const $slot: Known = Known(Known::RUNTIME + $n);
        vars!(@next $n + 1; $($rest)*);
    };
    (@next $n:expr;) => {};
}

vars! {
    40;
    VAR_NS "*ns*";
    VAR_OUT "*out*";
    VAR_ERR "*err*";
    VAR_IN "*in*";
    VAR_FILE "*file*";
    VAR_SOURCE_PATH "*source-path*";
    VAR_WARN_ON_REFLECTION "*warn-on-reflection*";
    VAR_UNCHECKED_MATH "*unchecked-math*";
    VAR_DATA_READERS "*data-readers*";
    VAR_DEFAULT_DATA_READER_FN "*default-data-reader-fn*";
    VAR_READ_EVAL "*read-eval*";
    VAR_ASSERT "*assert*";
    VAR_COMPILE_FILES "*compile-files*";
    VAR_COMMAND_LINE_ARGS "*command-line-args*";
    VAR_FLUSH_ON_NEWLINE "*flush-on-newline*";
    VAR_PRINT_READABLY "*print-readably*";
    VAR_PRINT_META "*print-meta*";
    VAR_PRINT_DUP "*print-dup*";
    VAR_PRINT_LENGTH "*print-length*";
    VAR_PRINT_LEVEL "*print-level*";
    VAR_PRINT_NAMESPACE_MAPS "*print-namespace-maps*";
    VAR_MATH_CONTEXT "*math-context*";
    VAR_LOADED_LIBS "*loaded-libs*";
    VAR_PENDING_PATHS "*pending-paths*";
    VAR_AGENT "*agent*";
    VAR_GLOBAL_HIERARCHY "global-hierarchy";
    VAR_PRINT_METHOD "print-method";
    VAR_PRINT_DUP_METHOD "print-dup";
}
