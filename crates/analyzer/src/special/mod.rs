//! The special forms, one file for each or for a few that belong together.
//!
//! Each takes the elements of its form (`args`, the head included) and answers a node.

mod case;
mod control;
pub(crate) mod def;
pub(crate) mod function;
pub(crate) mod host;
pub(crate) mod let_;
mod set;
mod throw;
mod types;

use data::symbol::Symbol;
use heap::{Mutator, Result, Value};

use crate::analyze::{Analyzer, Args};
use crate::ast::NodeId;
use crate::env::Ctx;

/// A special form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Special {
    Def,
    Do,
    If,
    Let,
    Loop,
    Recur,
    Letfn,
    Fn,
    Quote,
    Var,
    Throw,
    Try,
    New,
    Dot,
    Set,
    Case,
    MonitorEnter,
    MonitorExit,
    Import,
    Deftype,
    Reify,
}

impl Special {
    /// The special form that a symbol at the head of a list names.
    #[inline]
    pub fn of(symbol: &Symbol) -> Option<Special> {
        let name = symbol.name_str().as_ascii()?;
        if let Some(namespace) = symbol.namespace_str() {
            let is_import = name == "import*" && namespace.as_ascii() == Some("clojure.core");
            return is_import.then_some(Special::Import);
        }
        Special::of_name(name)
    }

    fn of_name(name: &str) -> Option<Special> {
        Some(match name {
            "def" => Special::Def,
            "do" => Special::Do,
            "if" => Special::If,
            "let*" => Special::Let,
            "loop*" => Special::Loop,
            "recur" => Special::Recur,
            "letfn*" => Special::Letfn,
            "fn*" => Special::Fn,
            "quote" => Special::Quote,
            "var" => Special::Var,
            "throw" => Special::Throw,
            "try" => Special::Try,
            "new" => Special::New,
            "." => Special::Dot,
            "set!" => Special::Set,
            "case*" => Special::Case,
            "monitor-enter" => Special::MonitorEnter,
            "monitor-exit" => Special::MonitorExit,
            "deftype*" => Special::Deftype,
            "reify*" => Special::Reify,
            _ => return None,
        })
    }
}

/// True when a form that begins with this symbol is never macroexpanded.
pub fn is_special(symbol: &Symbol) -> bool {
    Special::of(symbol).is_some()
        || (symbol.namespace().is_nil()
            && matches!(symbol.name_str().as_ascii(), Some("catch" | "finally" | "&")))
}

pub(crate) fn analyze(
    this: &mut Analyzer,
    cx: &mut Mutator,
    special: Special,
    form: Value,
    args: Args,
    ctx: Ctx,
) -> Result<NodeId> {
    match special {
        Special::Def => def::analyze(this, cx, args),
        Special::Do => this.body(cx, args.from(1), ctx),
        Special::If => control::analyze_if(this, cx, args, ctx),
        Special::Let => let_::analyze_let(this, cx, args, ctx),
        Special::Loop => let_::analyze_loop(this, cx, args),
        Special::Recur => let_::analyze_recur(this, cx, args, ctx),
        Special::Letfn => let_::analyze_letfn(this, cx, args, ctx),
        Special::Fn => function::analyze(this, cx, form, args),
        Special::Quote => control::analyze_quote(this, cx, form, args),
        Special::Var => control::analyze_var(this, cx, args),
        Special::Throw => throw::analyze_throw(this, cx, args),
        Special::Try => throw::analyze_try(this, cx, args, ctx),
        Special::New => host::analyze_new(this, cx, args),
        Special::Dot => host::analyze_dot(this, cx, args),
        Special::Set => set::analyze(this, cx, args),
        Special::Case => case::analyze(this, cx, args, ctx),
        Special::MonitorEnter => control::analyze_monitor(this, cx, args, true),
        Special::MonitorExit => control::analyze_monitor(this, cx, args, false),
        Special::Import => host::analyze_import(this, cx, args),
        Special::Deftype => types::analyze_deftype(this, cx, args),
        Special::Reify => types::analyze_reify(this, cx, form, args),
    }
}
