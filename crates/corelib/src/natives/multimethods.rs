//! The methods of multimethods.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod methods {
    use super::*;
    use runtime::multimethod;

    /// Returns the map from dispatch values to the methods of multifn.
    #[native(name = "methods", since = "1.0")]
    fn all_methods(cx: &mut Mutator, multifn: Value) -> Result {
        Ok(multimethod::expect(cx, multifn)?.methods())
    }

    /// Returns the method that multifn would call for dispatch-val, nil when there is none.
    #[native(since = "1.0")]
    fn get_method(cx: &mut Mutator, multifn: Value, dispatch_val: Value) -> Result {
        multimethod::method_for(cx, multifn, dispatch_val)
    }

    /// Returns the map from dispatch values to the sets of values they are preferred to.
    #[native(since = "1.0")]
    fn prefers(cx: &mut Mutator, multifn: Value) -> Result {
        Ok(multimethod::expect(cx, multifn)?.prefers())
    }

    /// Makes multifn choose the method of dispatch-val-x where that of dispatch-val-y fits as well.
    #[native(since = "1.0")]
    fn prefer_method(
        cx: &mut Mutator,
        multifn: Value,
        dispatch_val_x: Value,
        dispatch_val_y: Value,
    ) -> Result {
        multimethod::prefer_method(cx, multifn, dispatch_val_x, dispatch_val_y)?;
        Ok(multifn)
    }

    /// Removes the method of dispatch-val.
    #[native(since = "1.0")]
    fn remove_method(cx: &mut Mutator, multifn: Value, dispatch_val: Value) -> Result {
        multimethod::remove_method(cx, multifn, dispatch_val)?;
        Ok(multifn)
    }

    /// Removes all methods.
    #[native(since = "1.2")]
    fn remove_all_methods(cx: &mut Mutator, multifn: Value) -> Result {
        multimethod::remove_all_methods(cx, multifn)?;
        Ok(multifn)
    }

    /// Returns true when child is parent, descends from it by derive or as a class, or both are
    /// vectors and each element of one is isa? the other's.
    #[native(name = "isa?", since = "1.0", arglists = "([child parent] [h child parent])")]
    fn isa(cx: &mut Mutator, h: Value, child: Value, parent: Option<Value>) -> Result<bool> {
        match parent {
            Some(parent) => runtime::hierarchy::isa(cx, h, child, parent),
            None => {
                let var = multimethod::global_hierarchy(cx);
                let global = runtime::var::root(cx, var)?;
                runtime::hierarchy::isa(cx, global, h, child)
            }
        }
    }
}
