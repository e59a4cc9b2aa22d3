//! The vars of `clojure.core` that the runtime itself reads.

use heap::{Known, Mutator, Result, Value};

use super::{intern, of, set_dynamic, set_root};
use crate::{atom, known, maps, out};

/// Makes them, with the roots they have in a program's main thread.
pub(crate) fn init(cx: &mut Mutator) -> Result<()> {
    for &(slot, name) in known::VARS {
        let core = cx.known(known::CORE_NS);
        let name = data::symbol::intern(cx, None, name)?;
        let var = intern(cx, core, name)?;
        match slot {
            // Functions of the core library give these their roots.
            known::VAR_PRINT_METHOD | known::VAR_PRINT_DUP_METHOD => {}
            known::VAR_GLOBAL_HIERARCHY => {
                let root = root_of(cx, slot)?;
                set_root(cx, var, root)?;
            }
            _ => {
                set_dynamic(cx, var, true)?;
                let root = root_of(cx, slot)?;
                set_root(cx, var, root)?;
            }
        }
        cx.set_known(slot, var);
    }
    for slot in [known::VAR_LOADED_LIBS, known::VAR_PENDING_PATHS, known::VAR_GLOBAL_HIERARCHY] {
        let var = cx.known(slot);
        if let Some(var) = of(var) {
            var.set(super::PRIVATE, true);
        }
    }
    Ok(())
}

fn root_of(cx: &mut Mutator, slot: Known) -> Result {
    Ok(match slot {
        known::VAR_NS => cx.known(known::USER_NS),
        known::VAR_OUT => out::stdout(cx)?,
        known::VAR_ERR => out::stderr(cx)?,
        known::VAR_FILE | known::VAR_SOURCE_PATH => data::string::new(cx, "NO_SOURCE_PATH")?,
        known::VAR_READ_EVAL
        | known::VAR_ASSERT
        | known::VAR_FLUSH_ON_NEWLINE
        | known::VAR_PRINT_READABLY => Value::TRUE,
        known::VAR_WARN_ON_REFLECTION
        | known::VAR_UNCHECKED_MATH
        | known::VAR_COMPILE_FILES
        | known::VAR_PRINT_META
        | known::VAR_PRINT_DUP
        | known::VAR_PRINT_NAMESPACE_MAPS => Value::FALSE,
        known::VAR_DATA_READERS => data::map::empty(cx),
        known::VAR_LOADED_LIBS => {
            let none = data::set::sorted::empty(cx, Value::NIL)?;
            atom::new(cx, none, Value::NIL, Value::NIL)?
        }
        known::VAR_GLOBAL_HIERARCHY => {
            let empty = data::map::empty(cx);
            let mut hierarchy = empty;
            for key in ["parents", "descendants", "ancestors"] {
                hierarchy = maps::with(cx, hierarchy, key, empty)?;
            }
            hierarchy
        }
        _ => Value::NIL,
    })
}
