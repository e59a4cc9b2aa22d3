//! A runtime: a heap with everything wired.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use ::runtime::evaluator::Evaluator;
use ::runtime::streams::{self, Streams};
use ::runtime::{known, loader, var};
use heap::{AttachError, Attached, Heap, HeapConfig, Kind, Mutator, Result as Raised, TypeInfo};

use crate::error::{Error, ErrorKind};
use crate::function::RustFn;
use crate::guard::Guard;
use crate::interrupt::{Evaluators, Interrupter};
use crate::{edn, evaluator, hooks, program, reading};

/// Every type that a heap of ours knows.
static TYPES: LazyLock<Vec<(Kind, &'static TypeInfo)>> = LazyLock::new(|| {
    [data::TYPES, bytecode::TYPES, ::runtime::TYPES, interpreter::TYPES, host::TYPES].concat()
});

/// The limits of a runtime.
#[derive(Clone, Copy, Default, Debug)]
pub struct Options {
    /// What objects may take, with what they own outside of the heap, in bytes. Beyond it, programs
    /// get an `OutOfMemoryError`.
    pub heap_bytes_max: Option<usize>,
}

/// A Clojure of its own: nothing is shared with other runtimes of the process.
///
/// Clones are the same runtime, and may be used from any thread. It goes with the last clone and the
/// last guard.
#[derive(Clone)]
pub struct Runtime {
    shared: Arc<Shared>,
}

/// What the clones of a runtime share.
struct Shared {
    heap: Heap,
    evaluators: Arc<Evaluators>,
}

/// Threads of the runtime that wait for work go; those that work still keep its heap until they end.
impl Drop for Shared {
    fn drop(&mut self) {
        ::runtime::state::close(&self.heap);
    }
}

/// How a runtime is set up: limits, streams, class path, arguments.
///
/// # Examples
/// ```
/// let runtime = tercel::Runtime::builder()
///     .heap_bytes_max(64 << 20)
///     .args(["a", "b"])
///     .build()?;
/// let args: Vec<String> = runtime.attach().eval_str("*command-line-args*")?;
/// assert_eq!(args, ["a", "b"]);
/// # Ok::<(), tercel::Error>(())
/// ```
#[derive(Default)]
pub struct Builder {
    options: Options,
    args: Vec<String>,
    class_path: Option<Vec<PathBuf>>,
    stdin: Option<Box<dyn Read + Send>>,
    stdout: Option<Box<dyn Write + Send>>,
    stderr: Option<Box<dyn Write + Send>>,
}

impl Builder {
    /// Sets [`Options::heap_bytes_max`].
    #[must_use]
    pub fn heap_bytes_max(mut self, bytes: usize) -> Builder {
        self.options.heap_bytes_max = Some(bytes);
        self
    }

    /// What the program sees as `*command-line-args*`.
    #[must_use]
    pub fn args<A: Into<String>>(mut self, args: impl IntoIterator<Item = A>) -> Builder {
        self.args = args.into_iter().map(Into::into).collect();
        self
    }

    /// The folders in which `require` looks for source files, first come first served; without it,
    /// those of the environment variable `TERCEL_CLASSPATH`, or `src` and the working directory.
    #[must_use]
    pub fn class_path<P: Into<PathBuf>>(mut self, roots: impl IntoIterator<Item = P>) -> Builder {
        self.class_path = Some(roots.into_iter().map(Into::into).collect());
        self
    }

    /// Where `*in*` reads from, instead of the process's standard input.
    #[must_use]
    pub fn stdin(mut self, source: impl Read + Send + 'static) -> Builder {
        self.stdin = Some(Box::new(source));
        self
    }

    /// Where `*out*` writes to, instead of the process's standard output.
    #[must_use]
    pub fn stdout(mut self, sink: impl Write + Send + 'static) -> Builder {
        self.stdout = Some(Box::new(sink));
        self
    }

    /// Where `*err*` writes to, instead of the process's standard error.
    #[must_use]
    pub fn stderr(mut self, sink: impl Write + Send + 'static) -> Builder {
        self.stderr = Some(Box::new(sink));
        self
    }

    /// Makes the runtime.
    ///
    /// # Errors
    /// [`ErrorKind::Start`] when there is no address space for a heap, or the limit is too small.
    pub fn build(self) -> Result<Runtime, Error> {
        let no_room = |what: &str| Error::new(ErrorKind::Start, what);
        let mut config = config();
        config.max = self.options.heap_bytes_max;
        let heap = Heap::new(config).map_err(|error| no_room(&error.to_string()))?;
        let mut cx = heap.try_attach().map_err(|error| no_room(&error.to_string()))?;
        init(&mut cx).map_err(|_| no_room("the heap's limit is too small for a runtime"))?;
        streams::install(&cx, Streams::new(self.stdin, self.stdout, self.stderr));
        if let Some(roots) = self.class_path {
            loader::set_class_path(&cx, roots);
        }
        let set_args = |cx: &mut Mutator| {
            let args = program::strings(cx, &self.args)?;
            let holder = cx.known(known::VAR_COMMAND_LINE_ARGS);
            var::set_root(cx, holder, args).map(|_| ())
        };
        set_args(&mut cx).map_err(|_| no_room("there is no room for the arguments"))?;
        drop(cx);
        Ok(Runtime { shared: Arc::new(Shared { heap, evaluators: Arc::default() }) })
    }
}

impl Runtime {
    /// A runtime with the process's streams.
    ///
    /// # Errors
    /// As for [`Builder::build`].
    pub fn new(options: &Options) -> Result<Runtime, Error> {
        Builder { options: *options, ..Builder::default() }.build()
    }

    /// A runtime to be set up further.
    #[must_use]
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Makes the current thread one that may evaluate in this runtime, until the guard is dropped.
    ///
    /// # Panics
    /// When the thread holds a guard of this runtime already (natives are given one), or no address
    /// space is left for the thread's stack.
    pub fn attach(&self) -> Guard<'static> {
        self.try_attach().unwrap_or_else(|error| panic!("{error}"))
    }

    /// As [`attach`](Runtime::attach).
    ///
    /// # Errors
    /// [`ErrorKind::Start`] where `attach` panics.
    pub fn try_attach(&self) -> Result<Guard<'static>, Error> {
        let refused = |error: AttachError| Error::new(ErrorKind::Start, error.to_string());
        let attached = self.shared.heap.try_attach().map_err(refused)?;
        let evaluation = self.shared.evaluators.enter(&attached);
        Ok(Guard::new(attached, evaluation))
    }

    /// A context for the lower floors; for the house's own tools and tests.
    ///
    /// # Panics
    /// As `attach`.
    #[doc(hidden)]
    pub fn mutator(&self) -> Attached {
        self.shared.heap.attach()
    }

    /// What interrupts the evaluations of this runtime.
    #[must_use]
    pub fn interrupter(&self) -> Interrupter {
        self.shared.evaluators.interrupter()
    }

    /// Makes a Rust function the root of the var `namespace/name`, whose namespace is made when it is
    /// missing.
    ///
    /// Parameters are converted as [`FromClojure`](crate::FromClojure) says, the result as
    /// [`IntoClojure`](crate::IntoClojure) says; a first parameter `&mut Guard<'_>` can evaluate and
    /// call, a last parameter [`Rest`](crate::Rest) takes any number of arguments. Calls with a wrong
    /// number of arguments throw an `ArityException`, arguments of a wrong type an
    /// `IllegalArgumentException`. An `Err` becomes a `RuntimeException`, or the exception it came
    /// from; a panic becomes an `InternalError`.
    ///
    /// The runtime keeps the function: one that owns a clone of the runtime keeps it alive for ever.
    ///
    /// # Errors
    /// [`ErrorKind::Start`] when this thread holds a guard: use [`Guard::register_fn`];
    /// [`ErrorKind::OutOfMemory`].
    ///
    /// # Examples
    /// ```
    /// use tercel::{Error, Guard, Handle, Options, Rest, Runtime};
    ///
    /// let runtime = Runtime::new(&Options::default())?;
    /// runtime.register_fn("app", "add", |a: i64, b: i64| a + b)?;
    /// runtime.register_fn("app", "total", |numbers: Rest<f64>| numbers.0.iter().sum::<f64>())?;
    /// runtime.register_fn("app", "parse", |text: String| text.parse::<i64>())?;
    /// runtime.register_fn("app", "twice", |guard: &mut Guard<'_>, f: Handle, x: Handle| {
    ///     let once: Handle = guard.call_handle(&f, (&x,))?;
    ///     guard.call_handle::<Handle>(&f, (once,))
    /// })?;
    ///
    /// let mut guard = runtime.attach();
    /// assert_eq!(guard.eval_str::<i64>("(app/add 1 2)")?, 3);
    /// assert_eq!(guard.eval_str::<f64>("(app/total 1 2.5 1/2)")?, 4.0);
    /// assert_eq!(guard.eval_str::<i64>("(app/twice inc 5)")?, 7);
    /// let error = guard.eval_str::<i64>("(app/parse \"x\")").unwrap_err();
    /// assert_eq!(error.message(), "invalid digit found in string");
    /// # Ok::<(), Error>(())
    /// ```
    pub fn register_fn<Shape>(
        &self,
        namespace: &str,
        name: &str,
        function: impl RustFn<Shape>,
    ) -> Result<(), Error> {
        self.try_attach()?.register_fn(namespace, name, function)
    }
}

/// The heap's set-up.
fn config() -> HeapConfig {
    HeapConfig::new(&TYPES, data::hooks::HEAP)
}

fn init(cx: &mut Mutator) -> Raised<()> {
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
