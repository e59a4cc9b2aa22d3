//! Refs, and what transactions do with them.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod refs {
    use super::*;
    use runtime::maps;
    use runtime::stm::{reference, transaction};

    /// Returns a ref that holds x. Options: :meta, :validator, and :min-history and :max-history,
    /// how many older values are kept for transactions that read.
    #[native(since = "1.0", name = "ref")]
    fn make_ref(cx: &mut Mutator, x: Value, options: &[Value]) -> Result {
        let options = data::map::hash_map(cx, options)?;
        let meta = maps::at(cx, options, "meta")?;
        let validator = maps::at(cx, options, "validator")?;
        let (min, max) =
            (maps::at(cx, options, "min-history")?, maps::at(cx, options, "max-history")?);
        let made = reference::new(cx, x, meta, validator)?;
        if min.is_truthy() {
            let n = data::num::to_int(cx, min)?;
            reference::expect(cx, made)?.set_history_min(i64::from(n));
        }
        if max.is_truthy() {
            let n = data::num::to_int(cx, max)?;
            reference::expect(cx, made)?.set_history_max(i64::from(n));
        }
        Ok(made)
    }

    /// Nil is no ref, and Java says so in its own way.
    fn not_nil(cx: &mut Mutator, r: Value, method: &str) -> Result<()> {
        if r.is_nil() {
            let method = format!("clojure.lang.Ref.{method}");
            return Err(data::throw::null_receiver(cx, &method, "ref"));
        }
        reference::expect(cx, r).map(|_| ())
    }

    /// In a transaction: sets the ref to val. Returns val.
    #[native(since = "1.0")]
    fn ref_set(cx: &mut Mutator, r#ref: Value, val: Value) -> Result {
        not_nil(cx, r#ref, "set(Object)")?;
        let running = transaction::expect_current(cx)?;
        transaction::set(cx, running, r#ref, val)?;
        Ok(val)
    }

    /// In a transaction: sets the ref to (f value args...). Returns the new value.
    #[native(since = "1.0")]
    fn alter(cx: &mut Mutator, r#ref: Value, fun: Value, args: &[Value]) -> Result {
        not_nil(cx, r#ref, "alter(clojure.lang.IFn, clojure.lang.ISeq)")?;
        let running = transaction::expect_current(cx)?;
        transaction::alter(cx, running, r#ref, fun, args)
    }

    /// In a transaction: sets the ref to (f value args...), now, and once more when the transaction
    /// commits, on the value that the ref has then. For functions whose order does not matter.
    #[native(since = "1.0")]
    fn commute(cx: &mut Mutator, r#ref: Value, fun: Value, args: &[Value]) -> Result {
        not_nil(cx, r#ref, "commute(clojure.lang.IFn, clojure.lang.ISeq)")?;
        let running = transaction::expect_current(cx)?;
        transaction::commute(cx, running, r#ref, fun, args)
    }

    /// In a transaction: no other transaction changes the ref before this one ends. Returns the value
    /// of the ref.
    #[native(since = "1.0")]
    fn ensure(cx: &mut Mutator, r#ref: Value) -> Result {
        not_nil(cx, r#ref, "touch()")?;
        let running = transaction::expect_current(cx)?;
        transaction::ensure(cx, running, r#ref)?;
        reference::deref(cx, r#ref)
    }

    /// Returns how many older values of the ref are kept now.
    #[native(since = "1.1")]
    fn ref_history_count(cx: &mut Mutator, r#ref: Value) -> Result<Value> {
        let count = reference::expect(cx, r#ref)?.history_count();
        data::num::from_i32(cx, count as i32)
    }

    /// Returns how many older values of the ref are kept at least, or sets it and returns the ref.
    #[native(since = "1.1")]
    fn ref_min_history(cx: &mut Mutator, r#ref: Value, n: Option<Value>) -> Result {
        let this = reference::expect(cx, r#ref)?;
        match n {
            None => data::num::from_i32(cx, this.history_min() as i32),
            Some(n) => {
                let n = data::num::to_int(cx, n)?;
                this.set_history_min(i64::from(n));
                Ok(r#ref)
            }
        }
    }

    /// Returns how many older values of the ref are kept at most, or sets it and returns the ref.
    #[native(since = "1.1")]
    fn ref_max_history(cx: &mut Mutator, r#ref: Value, n: Option<Value>) -> Result {
        let this = reference::expect(cx, r#ref)?;
        match n {
            None => data::num::from_i32(cx, this.history_max() as i32),
            Some(n) => {
                let n = data::num::to_int(cx, n)?;
                this.set_history_max(i64::from(n));
                Ok(r#ref)
            }
        }
    }
}
