//! Clojure values in Rust hands: for a moment (`Local`), or for as long as wanted (`Handle`).

use std::fmt;
use std::sync::Arc;

use heap::{GlobalRoot, Mutator, Value};

use crate::error::{Error, ErrorKind};
use crate::guard::Guard;

/// A Clojure value that a conversion is looking at.
///
/// It can be neither made nor copied, and is only seen by reference: it stands in a frame of the
/// stack, where the collector sees it. To keep the value, convert it to a [`Handle`].
pub struct Local(Value);

impl Local {
    pub(crate) fn new(value: Value) -> Local {
        Local(value)
    }

    pub(crate) fn value(&self) -> Value {
        self.0
    }
}

/// A Clojure value that is kept alive, whatever it is: a function, a lazy seq, an atom, an exception.
///
/// Clones are handles of the same value. A handle may go to any thread and may outlive its runtime,
/// but only a guard of its own runtime can use it; any other answers
/// [`ErrorKind::ForeignHandle`](crate::ErrorKind::ForeignHandle).
///
/// # Examples
/// ```
/// use tercel::Handle;
/// # let runtime = tercel::Runtime::new(&tercel::Options::default()).unwrap();
/// let mut guard = runtime.attach();
/// let twice: Handle = guard.eval_str("(fn [x] (* 2 x))")?;
/// let doubled: i64 = guard.call_handle(&twice, (21,))?;
/// assert_eq!(doubled, 42);
/// # Ok::<(), tercel::Error>(())
/// ```
#[derive(Clone)]
pub struct Handle {
    root: Arc<GlobalRoot>,
}

impl Handle {
    pub(crate) fn new(cx: &mut Mutator, value: Value) -> Handle {
        Handle { root: Arc::new(GlobalRoot::new(cx, value)) }
    }

    pub(crate) fn value(&self, guard: &mut Guard<'_>) -> Result<Value, Error> {
        let cx = guard.mutator();
        self.value_in(cx).ok_or_else(|| {
            let message = "a handle was used with another runtime than its own";
            Error::new(ErrorKind::ForeignHandle, message)
        })
    }

    /// The value, if the handle is of the mutator's runtime.
    pub(crate) fn value_in(&self, cx: &Mutator) -> Option<Value> {
        if self.root.is_of(cx) { Some(self.root.get(cx)) } else { None }
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What the value is cannot be told without a guard.
        f.write_str("Handle")
    }
}
