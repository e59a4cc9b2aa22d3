//! `print-method` and `print-dup`: how users print their own types.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod methods {
    use super::*;
    use runtime::{hooks, known, multimethod, namespace, var};

    /// Returns what print-method chooses by: a keyword in :type of the metadata, else the class.
    #[native(name = "print-dispatch*", private)]
    fn print_dispatch(cx: &mut Mutator, x: Value, _writer: Value) -> Result {
        hooks::print_dispatch(cx, x)
    }

    /// Returns what print-dup chooses by: the class.
    #[native(name = "dup-dispatch*", private)]
    fn dup_dispatch(cx: &mut Mutator, x: Value, _writer: Value) -> Result {
        data::class_of(cx, x)
    }

    /// Prints x to writer as it is printed when nobody says otherwise.
    #[native(name = "print-usual*", private)]
    fn print_usual(cx: &mut Mutator, x: Value, writer: Value) -> Result<()> {
        hooks::print_usual(cx, x, writer)
    }

    /// Prints x to writer without regard to its type's own methods.
    #[native]
    fn print_simple(cx: &mut Mutator, o: Value, w: Value) -> Result<()> {
        hooks::print_usual(cx, o, w)
    }

    /// Prints o to writer w as #=(class-name args...), the args printed by print-args.
    #[native]
    fn print_ctor(cx: &mut Mutator, o: Value, print_args: Value, w: Value) -> Result<()> {
        let class = data::class::class_name_of(cx, o);
        write(cx, w, &format!("#=({class}. "))?;
        cx.invoke(print_args, &[o, w])?;
        write(cx, w, ")")
    }

    fn write(cx: &mut Mutator, w: Value, text: &str) -> Result<()> {
        let mut out = data::text::Text::new();
        out.push_str(text);
        runtime::out::write(cx, w, &out)
    }

    /// Makes the two multimethods, each with its default method.
    pub(crate) fn init(cx: &mut Mutator) -> Result<()> {
        let usual = namespace::core_function(cx, "print-usual*")?;
        let default = keyword(cx, "default")?;
        let hierarchy = multimethod::global_hierarchy(cx);
        for (slot, name, dispatch) in [
            (known::VAR_PRINT_METHOD, "print-method", "print-dispatch*"),
            (known::VAR_PRINT_DUP_METHOD, "print-dup", "dup-dispatch*"),
        ] {
            let name = data::string::new(cx, name)?;
            let dispatch = namespace::core_function(cx, dispatch)?;
            let multi = multimethod::new(cx, name, dispatch, default, hierarchy)?;
            multimethod::add_method(cx, multi, default, usual)?;
            let var = cx.known(slot);
            var::set_root(cx, var, multi)?;
        }
        Ok(())
    }
}
