//! A runtime: a heap with everything wired.

use heap::{Attached, Heap, HeapConfig, Mutator, Result, TypeTable};
use runtime::evaluator::Evaluator;

use crate::{edn, evaluator, hooks, reading};

/// Every type that a heap of ours knows.
static TABLES: &[TypeTable] =
    &[data::TYPES, bytecode::TYPES, ::runtime::TYPES, interpreter::TYPES, host::TYPES];

/// How a runtime is made.
#[derive(Clone, Copy, Default, Debug)]
pub struct Options {
    /// The heap's limit in bytes.
    pub heap_bytes_max: Option<usize>,
}

/// A Clojure of its own: nothing is shared with other runtimes of the process.
pub struct Runtime {
    heap: Heap,
}

/// There was no address space, or the limit is too small for a runtime.
#[derive(Debug)]
pub struct NoRoom;

impl Runtime {
    /// # Errors
    /// When the heap cannot be made.
    pub fn new(options: &Options) -> std::result::Result<Runtime, NoRoom> {
        let mut config = config();
        config.max = options.heap_bytes_max;
        let heap = Heap::new(config).map_err(|_| NoRoom)?;
        let mut cx = heap.attach();
        init(&mut cx).map_err(|_| NoRoom)?;
        drop(cx);
        Ok(Runtime { heap })
    }

    /// Makes the current thread one that may work in this runtime, until the answer is dropped.
    pub fn attach(&self) -> Attached {
        self.heap.attach()
    }
}

/// Threads of the runtime that wait for work go; those that work still keep its heap until they end.
impl Drop for Runtime {
    fn drop(&mut self) {
        ::runtime::state::close(&self.heap);
    }
}

/// The heap's set-up; the environment asks for stress.
fn config() -> HeapConfig {
    let types: TypeTable = Vec::leak(TABLES.concat());
    let mut config = HeapConfig::new(types, data::hooks::HEAP);
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    config.stress_every = number("TERCEL_HEAP_STRESS");
    config.poison = number("TERCEL_HEAP_POISON").is_some_and(|on: u64| on != 0);
    config.verify = number("TERCEL_HEAP_VERIFY").is_some_and(|on: u64| on != 0);
    config
}

fn init(cx: &mut Mutator) -> Result<()> {
    data::init(cx)?;
    data::hooks::install(cx, hooks::hooks());
    ::runtime::init(cx)?;
    interpreter::init(cx)?;
    corelib::install(cx)?;
    ::runtime::class::install(cx, &[host::CLASSES, corelib::classes::CLASSES].concat());
    ::runtime::var::register_natives(
        cx,
        &[analyzer::expand::natives::NATIVES, edn::edn::NATIVES, reading::reading::NATIVES],
    )?;
    let input = host::reader::standard_input(cx)?;
    let input_var = cx.known(::runtime::known::VAR_IN);
    ::runtime::var::set_root(cx, input_var, input)?;
    analyzer::intrinsics::init(cx)?;
    ::runtime::state::of(cx).install_evaluator(Evaluator {
        eval: evaluator::eval,
        macroexpand_1: evaluator::macroexpand_1,
        load_source: evaluator::load_source,
        read_string: evaluator::read_string,
        define: evaluator::define,
        position: evaluator::position,
        embedded: corelib::sources::library,
    });
    let user = cx.known(::runtime::known::USER_NS);
    ::runtime::namespace::refer_core(cx, user)?;
    ::runtime::namespace::set_current(cx, user)
}
