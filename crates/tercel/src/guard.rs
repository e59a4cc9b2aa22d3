//! The thread that evaluates: what `Runtime::attach` answers, and what natives are given.

use data::{string, symbol};
use heap::{Attached, Mutator, Thrown, Value};
use runtime::{loader, namespace, out, var};

use crate::convert::{FromClojure, IntoArgs, IntoClojure, Slot};
use crate::error::{Error, ErrorKind};
use crate::evaluator;
use crate::function::{self, RustFn};
use crate::interrupt::Evaluation;
use crate::local::{Handle, Local};
use crate::program;

/// The current thread as one that evaluates in a runtime.
///
/// A guard stays on its thread (it is neither `Send` nor `Sync`), and the thread leaves the runtime
/// when it is dropped. While it is held, the collector waits for the thread at its next call or
/// allocation: hold it while there is work for it, and do what may block inside [`Guard::blocking`].
///
/// The vars that a program may `set!` (`*ns*`, `*warn-on-reflection*`, …) are bound for the guard, as
/// they are for the thread of a REPL: `(ns app)` changes the namespace of this guard alone. It begins
/// in `user`.
///
/// ```compile_fail
/// let runtime = tercel::Runtime::new(&tercel::Options::default()).unwrap();
/// let mut guard = runtime.attach();
/// std::thread::spawn(move || guard.eval_str::<i64>("1")); // a guard does not leave its thread
/// ```
pub struct Guard<'a> {
    seat: Seat<'a>,
}

/// Whose mutator it is.
enum Seat<'a> {
    Own {
        attached: Attached,
        evaluation: Evaluation,
    },
    /// A native's caller has it.
    Lent(&'a mut Mutator),
}

impl<'a> Guard<'a> {
    pub(crate) fn new(attached: Attached, evaluation: Evaluation) -> Guard<'a> {
        Guard { seat: Seat::Own { attached, evaluation } }
    }

    pub(crate) fn lent(cx: &'a mut Mutator) -> Guard<'a> {
        Guard { seat: Seat::Lent(cx) }
    }

    /// The context that the lower floors take. Values that come from there obey the collector's rules,
    /// which this crate's own types keep for you: a tool of the house may need it, an embedder not.
    #[doc(hidden)]
    pub fn mutator(&mut self) -> &mut Mutator {
        match &mut self.seat {
            Seat::Own { attached, .. } => attached,
            Seat::Lent(cx) => cx,
        }
    }

    /// Runs work that may be interrupted and throw; the outermost work of a guard is an evaluation
    /// that `Interrupter` sees.
    pub(crate) fn run<R>(
        &mut self,
        work: impl FnOnce(&mut Guard<'a>) -> Result<R, Error>,
    ) -> Result<R, Error> {
        if let Seat::Own { attached, evaluation } = &mut self.seat {
            evaluation.begin();
            if runtime::binding::frame(attached).is_nil()
                && let Err(Thrown) = program::bind_settable(attached)
            {
                let error = Error::pending(attached);
                evaluation.end(attached);
                return Err(error);
            }
        }
        let result = work(self);
        if let Seat::Own { attached, evaluation } = &mut self.seat {
            evaluation.end(attached);
        }
        result
    }

    /// As `run`, for work of the lower floors.
    pub(crate) fn work<R>(
        &mut self,
        work: impl FnOnce(&mut Mutator) -> heap::Result<R>,
    ) -> Result<R, Error> {
        self.run(|guard| {
            let cx = guard.mutator();
            work(cx).map_err(|Thrown| Error::pending(cx))
        })
    }

    fn answer<T: FromClojure>(
        &mut self,
        work: impl FnOnce(&mut Mutator) -> heap::Result,
    ) -> Result<T, Error> {
        self.run(|guard| {
            let value = Local::new(guard.work(work)?);
            T::from_clojure(guard, &value)
        })
    }

    // ---- evaluating -----------------------------------------------------------------------------

    /// Reads and evaluates every form of a text; answers the last form's value.
    ///
    /// # Errors
    /// What is wrong with the text, what it throws, or [`ErrorKind::Conversion`] when the value is no
    /// `T`.
    ///
    /// # Examples
    /// ```
    /// # let runtime = tercel::Runtime::new(&tercel::Options::default()).unwrap();
    /// let mut guard = runtime.attach();
    /// let sum: i64 = guard.eval_str("(reduce + (range 10))")?;
    /// assert_eq!(sum, 45);
    /// # Ok::<(), tercel::Error>(())
    /// ```
    pub fn eval_str<T: FromClojure>(&mut self, text: &str) -> Result<T, Error> {
        self.eval_named(text, "NO_SOURCE_PATH", 1, 1)
    }

    /// As [`eval_str`](Guard::eval_str), for a text that stands in `source` at a line and column,
    /// which messages and stack traces then tell. A name that ends in `.cljc` allows reader
    /// conditionals.
    ///
    /// # Errors
    /// As for `eval_str`.
    pub fn eval_named<T: FromClojure>(
        &mut self,
        text: &str,
        source: &str,
        line: u32,
        column: u32,
    ) -> Result<T, Error> {
        self.answer(|cx| evaluator::eval_text(cx, text, source, line, column))
            .map_err(|error| error.with_text(text))
    }

    /// Evaluates a text form by form and writes each value but nil to `*out*`, as `tercel -e` does.
    ///
    /// # Errors
    /// What is wrong with the text, or what it throws.
    pub fn eval_and_print(&mut self, text: &str) -> Result<(), Error> {
        self.work(|cx| evaluator::eval_and_print(cx, text)).map_err(|error| error.with_text(text))
    }

    /// Evaluates a text form by form and writes every value to `*out*`, as a REPL does.
    ///
    /// # Errors
    /// As for [`eval_and_print`](Guard::eval_and_print).
    pub fn converse(&mut self, text: &str) -> Result<(), Error> {
        self.work(|cx| program::converse(cx, text)).map_err(|error| error.with_text(text))
    }

    /// False when the text ends inside of a form, so that a REPL waits for more lines.
    ///
    /// # Errors
    /// Only [`ErrorKind::Interrupted`] and the like: a fault in the text is none.
    pub fn is_complete(&mut self, text: &str) -> Result<bool, Error> {
        self.work(|cx| Ok(!program::is_unfinished(cx, text)))
    }

    /// Evaluates a source file; answers the last form's value.
    ///
    /// # Errors
    /// When the file cannot be read; what is wrong with it, or what it throws; `Conversion`.
    pub fn load_file<T: FromClojure>(&mut self, path: impl AsRef<str>) -> Result<T, Error> {
        self.answer(|cx| loader::load_file(cx, path.as_ref()))
    }

    /// Loads a namespace from the class path, unless it is loaded: `(require 'name)`.
    ///
    /// # Errors
    /// When it is not found; what is wrong with its source, or what that throws.
    pub fn require(&mut self, name: &str) -> Result<(), Error> {
        self.work(|cx| {
            let lib = symbol::parse(cx, name)?;
            loader::require(cx, &[lib])
        })
    }

    // ---- calling --------------------------------------------------------------------------------

    /// Calls the function in a var, named as `namespace/name`.
    ///
    /// # Errors
    /// [`ErrorKind::NoSuchVar`]; what the function throws; `Conversion`.
    ///
    /// # Examples
    /// ```
    /// # let runtime = tercel::Runtime::new(&tercel::Options::default()).unwrap();
    /// let mut guard = runtime.attach();
    /// let text: String = guard.call("clojure.core/str", ("a", 1, true))?;
    /// assert_eq!(text, "a1true");
    /// # Ok::<(), tercel::Error>(())
    /// ```
    pub fn call<T: FromClojure>(&mut self, var: &str, args: impl IntoArgs) -> Result<T, Error> {
        self.run(|guard| {
            let function = Local::new(guard.var_value(var)?);
            guard.call_local(&function, args)
        })
    }

    /// Calls a function, or anything that can be called, by its handle.
    ///
    /// # Errors
    /// [`ErrorKind::ForeignHandle`]; what the function throws; `Conversion`.
    pub fn call_handle<T: FromClojure>(
        &mut self,
        function: &Handle,
        args: impl IntoArgs,
    ) -> Result<T, Error> {
        self.run(|guard| {
            let function = Local::new(function.value(guard)?);
            guard.call_local(&function, args)
        })
    }

    fn call_local<T: FromClojure>(
        &mut self,
        function: &Local,
        args: impl IntoArgs,
    ) -> Result<T, Error> {
        let args = args.into_args(self)?;
        self.answer(|cx| cx.invoke(function.value(), &args))
    }

    /// Loads a namespace and calls its `-main` with strings, as `tercel -m` does.
    ///
    /// # Errors
    /// When there is no such namespace or function; what loading or calling throws.
    pub fn call_main(&mut self, namespace: &str, args: &[String]) -> Result<(), Error> {
        self.work(|cx| program::call_main(cx, namespace, args))
    }

    // ---- vars and values ------------------------------------------------------------------------

    fn var_value(&mut self, name: &str) -> Result<Value, Error> {
        let found = self.work(|cx| {
            let (Some(ns), name) = symbol::split(name) else { return Ok(None) };
            let ns = symbol::intern(cx, None, ns)?;
            let Some(ns) = namespace::find(cx, ns)? else { return Ok(None) };
            let name = symbol::intern(cx, None, name)?;
            let Some(found) = namespace::mapping(cx, ns, name)? else { return Ok(None) };
            if var::of(found).is_none() {
                return Ok(None);
            }
            var::deref(cx, found).map(Some)
        })?;
        let missing = || Error::new(ErrorKind::NoSuchVar, format!("there is no var {name}"));
        found.ok_or_else(missing)
    }

    /// The value of a var, named as `namespace/name`.
    ///
    /// # Errors
    /// [`ErrorKind::NoSuchVar`]; `Conversion`.
    pub fn var<T: FromClojure>(&mut self, name: &str) -> Result<T, Error> {
        self.run(|guard| {
            let value = Local::new(guard.var_value(name)?);
            T::from_clojure(guard, &value)
        })
    }

    /// Gives a var a new root, as `def` does; makes var and namespace when they are missing.
    ///
    /// # Errors
    /// `Conversion` when the value has no equal in Clojure; what a validator of the var throws.
    pub fn define(
        &mut self,
        namespace: &str,
        name: &str,
        value: impl IntoClojure,
    ) -> Result<(), Error> {
        self.run(|guard| {
            let value = guard.value_of(value)?;
            guard.work(|cx| {
                let ns = symbol::parse(cx, namespace)?;
                let ns = namespace::find_or_create(cx, ns)?;
                let name = symbol::parse(cx, name)?;
                var::intern_value(cx, ns, name, value).map(|_| ())
            })
        })
    }

    /// Makes a Rust function the root of a var; see
    /// [`Runtime::register_fn`](crate::Runtime::register_fn).
    ///
    /// # Errors
    /// [`ErrorKind::OutOfMemory`].
    pub fn register_fn<Shape>(
        &mut self,
        namespace: &str,
        name: &str,
        function: impl RustFn<Shape>,
    ) -> Result<(), Error> {
        self.work(|cx| function::register(cx, namespace, name, function))
    }

    /// A Rust value as a Clojure value that is kept alive.
    ///
    /// # Errors
    /// `Conversion` when it has no equal in Clojure.
    pub fn handle(&mut self, value: impl IntoClojure) -> Result<Handle, Error> {
        self.run(|guard| {
            let value = guard.value_of(value)?;
            Ok(Handle::new(guard.mutator(), value))
        })
    }

    /// A kept value as a Rust value.
    ///
    /// # Errors
    /// [`ErrorKind::ForeignHandle`]; `Conversion`.
    pub fn get<T: FromClojure>(&mut self, handle: &Handle) -> Result<T, Error> {
        self.run(|guard| {
            let value = Local::new(handle.value(guard)?);
            T::from_clojure(guard, &value)
        })
    }

    /// A kept value as `pr-str` shows it.
    ///
    /// # Errors
    /// [`ErrorKind::ForeignHandle`]; what printing throws.
    pub fn show(&mut self, handle: &Handle) -> Result<String, Error> {
        self.run(|guard| {
            let value = handle.value(guard)?;
            guard.work(|cx| data::print::pr_str(cx, value))
        })
    }

    /// The Clojure value of a Rust value.
    pub(crate) fn value_of(&mut self, value: impl IntoClojure) -> Result<Value, Error> {
        let mut slot = Slot::new(self);
        value.into_clojure(&mut slot)?;
        Ok(slot.value())
    }

    // ---- the thread -----------------------------------------------------------------------------

    /// The name of the current namespace.
    pub fn namespace(&mut self) -> String {
        self.work(|cx| Ok(program::namespace_name(cx))).unwrap_or_default()
    }

    /// Makes a namespace the current one, and makes it when it is missing; the names of
    /// `clojure.core` are known there.
    ///
    /// # Errors
    /// When the heap is full.
    pub fn enter_namespace(&mut self, name: &str) -> Result<(), Error> {
        self.work(|cx| {
            let name = symbol::parse(cx, name)?;
            let ns = match namespace::find(cx, name)? {
                Some(ns) => ns,
                None => {
                    let ns = namespace::find_or_create(cx, name)?;
                    namespace::refer_core(cx, ns)?;
                    ns
                }
            };
            namespace::set_current(cx, ns)
        })
    }

    /// Writes out what `*out*` holds back.
    ///
    /// # Errors
    /// Whatever writing throws.
    pub fn flush(&mut self) -> Result<(), Error> {
        self.work(|cx| {
            let target = out::current(cx)?;
            out::flush(cx, target)
        })
    }

    /// Waits for the threads that keep a program alive, as the JVM does at the end of `main`.
    ///
    /// # Errors
    /// [`ErrorKind::Interrupted`].
    pub fn await_threads(&mut self) -> Result<(), Error> {
        self.work(program::await_threads)
    }

    /// The next line of the program's standard input, with its line feed; none at the end. It is the
    /// stream that programs read too.
    ///
    /// # Errors
    /// When reading fails, or is interrupted.
    pub fn read_line(&mut self) -> Result<Option<String>, Error> {
        self.work(runtime::streams::read_line)
    }

    /// The rest of the program's standard input.
    ///
    /// # Errors
    /// As for [`read_line`](Guard::read_line).
    pub fn read_to_end(&mut self) -> Result<String, Error> {
        self.work(runtime::streams::read_to_end)
    }

    /// Runs something that may block or takes long and needs no guard; meanwhile the collector does
    /// not wait for this thread.
    pub fn blocking<R>(&mut self, work: impl FnOnce() -> R) -> R {
        self.mutator().blocking(work)
    }
}

/// The text of a string value, if it is one.
pub(crate) fn text_of(value: Value) -> Option<String> {
    string::of(value).map(|text| text.to_str().into_owned())
}
