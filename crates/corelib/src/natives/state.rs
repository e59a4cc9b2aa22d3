//! Atoms, volatiles, delays: things whose value changes.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod state {
    use super::*;
    use data::vector;
    use runtime::{atom, delay, iref, maps};

    /// Returns an atom that holds x. Options: :meta, :validator.
    #[native(since = "1.0")]
    fn atom(cx: &mut Mutator, x: Value, options: &[Value]) -> Result {
        let options = data::map::hash_map(cx, options)?;
        let meta = maps::at(cx, options, "meta")?;
        let validator = maps::at(cx, options, "validator")?;
        if !validator.is_nil() {
            iref::validate(cx, validator, x)?;
        }
        atom::new(cx, x, meta, validator)
    }

    /// Sets the atom to (f value args...), again when another thread came between. Returns the new
    /// value.
    #[native(name = "swap!", since = "1.0")]
    fn swap(cx: &mut Mutator, atom: Value, f: Value, args: &[Value]) -> Result {
        Ok(atom::swap(cx, atom, f, args)?.1)
    }

    /// As swap!, but returns [old new].
    #[native(name = "swap-vals!", since = "1.9")]
    fn swap_vals(cx: &mut Mutator, atom: Value, f: Value, args: &[Value]) -> Result {
        if atom::of(atom).is_none() {
            return Err(data::throw::class_cast(cx, atom, "clojure.lang.IAtom2"));
        }
        let (old, new) = atom::swap(cx, atom, f, args)?;
        vector::from_slice(cx, &[old, new])
    }

    /// Sets the atom to newval, whatever it held. Returns newval.
    #[native(name = "reset!", since = "1.0")]
    fn reset(cx: &mut Mutator, atom: Value, newval: Value) -> Result {
        atom::reset(cx, atom, newval)?;
        Ok(newval)
    }

    /// As reset!, but returns [old new].
    #[native(name = "reset-vals!", since = "1.9")]
    fn reset_vals(cx: &mut Mutator, atom: Value, newval: Value) -> Result {
        if atom::of(atom).is_none() {
            return Err(data::throw::class_cast(cx, atom, "clojure.lang.IAtom2"));
        }
        loop {
            let old = atom::deref(cx, atom)?;
            if atom::compare_and_set(cx, atom, old, newval)? {
                return vector::from_slice(cx, &[old, newval]);
            }
            cx.safepoint()?;
        }
    }

    /// Sets the atom to newval when it holds exactly oldval. Returns whether it did.
    #[native(name = "compare-and-set!", since = "1.0")]
    fn compare_and_set(
        cx: &mut Mutator,
        atom: Value,
        oldval: Value,
        newval: Value,
    ) -> Result<bool> {
        atom::compare_and_set(cx, atom, oldval, newval)
    }

    /// Returns a volatile that holds val.
    #[native(name = "volatile!", since = "1.7")]
    fn volatile(cx: &mut Mutator, val: Value) -> Result {
        atom::new_volatile(cx, val)
    }

    /// Sets the volatile to newval and returns it.
    #[native(name = "vreset!", since = "1.7")]
    fn volatile_reset(cx: &mut Mutator, vol: Value, newval: Value) -> Result {
        atom::volatile_reset(cx, vol, newval)
    }

    /// Returns the value of a delay, evaluating its body when nobody has yet; other things as they
    /// are.
    #[native(since = "1.0")]
    fn force(cx: &mut Mutator, x: Value) -> Result {
        delay::force(cx, x)
    }

    /// Adds a watch: (f key reference old new) is called after each change.
    #[native(since = "1.0")]
    fn add_watch(cx: &mut Mutator, reference: Value, key: Value, f: Value) -> Result {
        iref::add_watch(cx, reference, key, f)?;
        Ok(reference)
    }

    /// Removes the watch that was added with the key.
    #[native(since = "1.0")]
    fn remove_watch(cx: &mut Mutator, reference: Value, key: Value) -> Result {
        iref::remove_watch(cx, reference, key)?;
        Ok(reference)
    }

    /// Sets the function that each new value must pass.
    #[native(name = "set-validator!", since = "1.0")]
    fn set_validator(cx: &mut Mutator, iref: Value, validator_fn: Value) -> Result<()> {
        iref::set_validator(cx, iref, validator_fn)
    }

    /// Returns the validator function, or nil.
    #[native(since = "1.0")]
    fn get_validator(cx: &mut Mutator, iref: Value) -> Result {
        iref::validator(cx, iref)
    }

    /// Sets the metadata of a reference to (f metadata args...), atomically. Returns it.
    #[native(name = "alter-meta!", since = "1.0")]
    fn alter_meta(cx: &mut Mutator, iref: Value, f: Value, args: &[Value]) -> Result {
        if iref.is_nil() {
            let call = "alterMeta(clojure.lang.IFn, clojure.lang.ISeq)";
            return Err(no_reference(cx, call));
        }
        runtime::monitor::with(cx, iref, |cx| {
            let old = data::meta::meta(cx, iref)?;
            let mut all = RootVec::from_slice(cx, &[old]);
            all.extend_from_slice(args);
            let new = cx.invoke(f, &all)?;
            reset_meta(cx, iref, new)
        })
    }

    /// Sets the metadata of a reference. Returns it.
    #[native(name = "reset-meta!", since = "1.0")]
    fn reset_meta(cx: &mut Mutator, iref: Value, metadata_map: Value) -> Result {
        if iref.is_nil() {
            return Err(no_reference(cx, "resetMeta(clojure.lang.IPersistentMap)"));
        }
        runtime::monitor::with(cx, iref, |cx| iref::reset_meta(cx, iref, metadata_map))
    }

    fn no_reference(cx: &mut Mutator, call: &str) -> heap::Thrown {
        let message =
            format!("Cannot invoke \"clojure.lang.IReference.{call}\" because \"iref\" is null");
        data::throw::null_pointer(cx, message)
    }
}
