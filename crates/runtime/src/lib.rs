//! Namespaces, vars, calls, exceptions, protocols, classes.
//!
//! What a symbol means (`namespace`), what a var holds (`var`, `binding`), how natives and host
//! members are declared and called (`native`, `class`, `interop`), types made at run time
//! (`deftype`, `protocol`, `multimethod`), references (`atom`, `delay`, `agent`,
//! `stm`), threads and what they do for others (`thread`, `pool`, `future`, `promise`), output (`out`). Knows no
//! syntax: evaluation goes through `evaluator`, which the façade installs.
//!
//! # Safety
//!
//! The invariants that comments in this crate cite, besides those of `heap` and `data`:
//!
//! - `[CALL]` an `Entry` is called with the current thread's mutator and a window of `argc` arguments,
//!   whose callee is an object of the type that has the entry.
//! - `[DEF]` a native's pointer came from a `&'static NativeDef`.
//! - `[FIELDS]` an object of kind `INSTANCE` is a header and values, as many as its header's size says.
//! - `[OWNED]` the state behind a writer belongs to it alone, from its birth to its finalization; so
//!   does the count that a closure's object has of its definition.
//! - `[BUSY]` the buffer of a writer is touched only by whoever set `busy`.

pub mod agent;
pub mod atom;
pub mod binding;
pub mod class;
pub mod deftype;
pub mod delay;
pub mod evaluator;
pub mod exception;
pub mod fault;
pub mod future;
pub mod hierarchy;
pub mod hooks;
pub mod interop;
pub mod intrinsic;
pub mod iref;
pub mod known;
pub mod loader;
pub mod maps;
pub mod monitor;
pub mod multimethod;
pub mod namespace;
pub mod native;
pub mod out;
pub mod parking;
pub mod pool;
pub mod promise;
pub mod protocol;
pub mod signals;
pub mod stack_trace;
pub mod state;
pub mod stm;
pub mod streams;
pub mod testing;
pub mod text;
pub mod thread;
pub mod var;

mod print_ref;

use heap::{Kind, Mutator, Result, TypeInfo};

/// The types of this crate.
pub static TYPES: &[(Kind, &TypeInfo)] = &[
    (data::kind::NATIVE_FN, &native::NATIVE_FN),
    (data::kind::CLOSURE_FN, &native::closure::CLOSURE_FN),
    (data::kind::NAMESPACE, &namespace::NAMESPACE),
    (data::kind::REGISTRY, &namespace::REGISTRY_TYPE),
    (data::kind::RESOLUTION, &namespace::RESOLUTION),
    (data::kind::VAR, &var::VAR),
    (data::kind::UNBOUND, &var::UNBOUND_TYPE),
    (data::kind::BINDING_FRAME, &binding::BINDING_FRAME),
    (data::kind::BINDING_BOX, &binding::BINDING_BOX),
    (data::kind::MULTI_FN, &multimethod::MULTI_FN),
    (data::kind::PROTOCOL_FN, &protocol::PROTOCOL_FN),
    (data::kind::METHOD_TABLE, &deftype::METHOD_TABLE),
    (data::kind::INSTANCE, &deftype::INSTANCE),
    (data::kind::ATOM, &atom::ATOM),
    (data::kind::VOLATILE, &atom::VOLATILE),
    (data::kind::DELAY, &delay::DELAY),
    (data::kind::PROMISE, &promise::PROMISE),
    (data::kind::FUTURE, &future::FUTURE),
    (data::kind::AGENT, &agent::AGENT),
    (data::kind::AGENT_ACTION, &agent::AGENT_ACTION),
    (data::kind::REF, &stm::reference::REF),
    (data::kind::REF_VERSION, &stm::reference::REF_VERSION),
    (data::kind::TRANSACTION, &stm::transaction::TRANSACTION),
    (data::kind::TRANSACTION_INFO, &stm::transaction::TRANSACTION_INFO),
    (data::kind::TRANSACTION_ENTRY, &stm::transaction::TRANSACTION_ENTRY),
    (data::kind::THREAD, &thread::THREAD),
    (data::kind::POOL, &pool::POOL),
    (data::kind::OUT_WRITER, &out::OUT_WRITER),
    (data::kind::PRINT_WRITER, &out::PRINT_WRITER),
    (data::kind::STRING_WRITER, &out::STRING_WRITER),
];

/// Makes the namespaces and the vars that the runtime itself reads. After `data::init`.
///
/// # Errors
/// `OutOfMemoryError` when the heap is too small for it.
pub fn init(cx: &mut Mutator) -> Result<()> {
    state::State::install(&cx.heap().clone());
    namespace::init(cx)?;
    var::init(cx)?;
    pool::init(cx)
}
