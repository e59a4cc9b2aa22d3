//! Core macros compiled directly, without an expansion in between.
//!
//! Values, order of evaluation and laziness are those of the expansion. A call whose shape is not the
//! usual one is answered with `None`: the macro itself then says what is wrong with it.

mod binding;
mod case;
mod conditional;
mod function;
mod iteration;
mod pattern;
mod threading;

use heap::{Mutator, Result, Value};

use crate::analyze::{Analyzer, Args};
use crate::ast::NodeId;
use crate::core_fns::CoreFn;
use crate::env::Ctx;
use crate::intrinsics::MacroId;

pub(crate) fn analyze(
    this: &mut Analyzer,
    cx: &mut Mutator,
    id: MacroId,
    form: Value,
    args: Args,
    ctx: Ctx,
) -> Result<Option<NodeId>> {
    match id {
        MacroId::Let => binding::analyze_let(this, cx, args, ctx),
        MacroId::Loop => binding::analyze_loop(this, cx, args, ctx),
        MacroId::Letfn => function::analyze_letfn(this, cx, args, ctx),
        MacroId::Fn => function::analyze_fn(this, cx, form, args),
        MacroId::Defn => function::analyze_defn(this, cx, form, args, function::Public::Yes),
        MacroId::DefnPrivate => function::analyze_defn(this, cx, form, args, function::Public::No),
        MacroId::Defmacro => function::analyze_defmacro(this, cx, form, args),
        MacroId::When => conditional::analyze_when(this, cx, args, ctx, true),
        MacroId::WhenNot => conditional::analyze_when(this, cx, args, ctx, false),
        MacroId::IfNot => conditional::analyze_if_not(this, cx, args, ctx),
        MacroId::And => conditional::analyze_and_or(this, cx, args, ctx, true),
        MacroId::Or => conditional::analyze_and_or(this, cx, args, ctx, false),
        MacroId::Cond => conditional::analyze_cond(this, cx, args, ctx),
        MacroId::IfLet => conditional::analyze_if_let(this, cx, args, ctx, false),
        MacroId::WhenLet => conditional::analyze_when_let(this, cx, args, ctx, false),
        MacroId::IfSome => conditional::analyze_if_let(this, cx, args, ctx, true),
        MacroId::WhenSome => conditional::analyze_when_let(this, cx, args, ctx, true),
        MacroId::ThreadFirst => threading::analyze_arrow(this, cx, args, ctx, threading::At::First),
        MacroId::ThreadLast => threading::analyze_arrow(this, cx, args, ctx, threading::At::Last),
        MacroId::As => threading::analyze_as(this, cx, args, ctx),
        MacroId::SomeFirst => threading::analyze_some(this, cx, args, ctx, threading::At::First),
        MacroId::SomeLast => threading::analyze_some(this, cx, args, ctx, threading::At::Last),
        MacroId::CondFirst => threading::analyze_cond(this, cx, args, ctx, threading::At::First),
        MacroId::CondLast => threading::analyze_cond(this, cx, args, ctx, threading::At::Last),
        MacroId::Doto => threading::analyze_doto(this, cx, args),
        MacroId::Dotimes => iteration::analyze_dotimes(this, cx, args),
        MacroId::While => iteration::analyze_while(this, cx, args),
        MacroId::Doseq => iteration::analyze_doseq(this, cx, form, args, ctx),
        MacroId::For => iteration::analyze_for(this, cx, form, args, ctx),
        MacroId::Case => case::analyze(this, cx, args, ctx),
        MacroId::Comment => Ok(Some(this.nil())),
        MacroId::LazySeq => delayed(this, cx, args, CoreFn::LazySeq).map(Some),
        MacroId::Delay => delayed(this, cx, args, CoreFn::Delay).map(Some),
        MacroId::Declare => function::analyze_declare(this, cx, args),
    }
}

/// `(lazy-seq body…)` and `(delay body…)`: a function that runs once, handed to who runs it.
fn delayed(this: &mut Analyzer, cx: &mut Mutator, args: Args, make: CoreFn) -> Result<NodeId> {
    let function = this.thunk(cx, true, |this, cx| this.body(cx, args.from(1), Ctx::Tail))?;
    this.core_call(cx, make, &[function])
}
