//! Macroexpansion: calls of macros, and the forms that stand for interop
//! (`(.name target)`, `(Class. args)`, `(Class/name args)`).

use bytecode::template;
use data::class::ClassId;
use data::{list, map, meta, seq, symbol, throw, throwable};
use heap::{Mutator, Result, RootVec, Thrown, Value};
use runtime::namespace::Resolved;
use runtime::var;

use crate::analyze::{Analyzer, Args, Unit};
use crate::error::{self, ErrorPhase};
use crate::{intrinsics, resolve, special};

/// One step: the form itself when it is no macro call.
///
/// # Errors
/// What the macro throws, as the analyzer reports it.
pub fn macroexpand_1(this: &mut Analyzer, cx: &mut Mutator, form: Value, unit: &Unit) -> Result {
    this.begin(unit);
    step(this, cx, form)
}

/// One step for a form in the present scope.
pub(crate) fn step(this: &mut Analyzer, cx: &mut Mutator, form: Value) -> Result {
    if !seq::is_seq(form) || seq::seq(cx, form)?.is_nil() {
        return Ok(form);
    }
    let before = this.position;
    if let Some(position) = this.position_of(cx, form)? {
        this.position = position;
    }
    let args = this.spread(cx, form)?;
    let expanded = expand_step(this, cx, form, args)?;
    this.forms.truncate(args.start);
    this.position = before;
    Ok(expanded)
}

/// What is to be done with a form that is evaluated for itself.
pub enum Top {
    /// A `do`: each of its forms is evaluated for itself.
    Do,
    /// A macro call; what became of it is to be looked at again.
    Expanded(Value),
    /// Anything else: a unit.
    Unit,
}

/// Looks at a form that is evaluated for itself.
///
/// # Errors
/// What a macro throws.
pub fn top(this: &mut Analyzer, cx: &mut Mutator, form: Value, unit: &Unit) -> Result<Top> {
    let is_call = data::list::position(form).is_some() || seq::is_seq(form);
    if !is_call {
        return Ok(Top::Unit);
    }
    let head = seq::first(cx, form)?;
    let Some(name) = symbol::of(head) else { return Ok(Top::Unit) };
    match special::Special::of(name) {
        Some(special::Special::Do) => return Ok(Top::Do),
        Some(_) => return Ok(Top::Unit),
        None => {}
    }
    if let Resolved::Var(found) = runtime::namespace::resolve(cx, unit.ns, head)? {
        let this_var = var::expect(cx, found)?;
        if !this_var.is_macro() || matches!(intrinsics::of(this_var), intrinsics::Known::Macro(_)) {
            return Ok(Top::Unit);
        }
    }
    let expanded = macroexpand_1(this, cx, form, unit)?;
    Ok(if expanded == form { Top::Unit } else { Top::Expanded(expanded) })
}

fn expand_step(this: &mut Analyzer, cx: &mut Mutator, form: Value, args: Args) -> Result {
    let head = this.arg(args, 0);
    let Some(name) = symbol::of(head) else { return Ok(form) };
    if special::is_special(name) {
        return Ok(form);
    }
    if name.namespace().is_nil() && this.env.lookup(head).is_some() {
        return Ok(form);
    }
    if let Resolved::Var(found) = runtime::namespace::resolve(cx, this.ns(), head)?
        && var::expect(cx, found)?.is_macro()
    {
        resolve::check_public(cx, this.ns(), found)?;
        return expand(this, cx, found, form, args);
    }
    if let Some(member) = member_form(this, cx, form, head, args)? {
        return Ok(member);
    }
    Ok(static_form(this, cx, head, args)?.unwrap_or(form))
}

/// What a macro answers for a form.
pub(crate) fn expand(
    this: &mut Analyzer,
    cx: &mut Mutator,
    found: Value,
    form: Value,
    args: Args,
) -> Result {
    let function = var::deref(cx, found)?;
    let env = local_env(this, cx)?;
    let start = this.forms.len();
    this.forms.extend([form, env]);
    for i in 1..args.len {
        let item = this.arg(args, i);
        this.forms.push(item);
    }
    // The position is the form's for what the macro looks at.
    let result = cx.invoke(function, &this.forms[start..]);
    this.forms.truncate(start);
    match result {
        Ok(expansion) => Ok(expansion),
        Err(Thrown) => {
            let head = this.arg(args, 0);
            Err(report(this, cx, found, function, head))
        }
    }
}

/// What becomes of an exception that a macro threw.
#[cold]
pub(crate) fn report(
    this: &mut Analyzer,
    cx: &mut Mutator,
    found: Value,
    function: Value,
    head: Value,
) -> Thrown {
    let exception = cx.pending;
    let class = throwable::of(exception).and_then(|t| t.class_id());
    let phase = match class {
        Some(ClassId::COMPILER_EXCEPTION) => return Thrown,
        Some(ClassId::ARITY) => return arity(cx, found, function),
        Some(
            ClassId::ILLEGAL_ARGUMENT
            | ClassId::ILLEGAL_STATE
            | ClassId::EXCEPTION_INFO
            | ClassId::EXCEPTION,
        ) => ErrorPhase::MacroSyntaxCheck,
        Some(_) | None => ErrorPhase::Macroexpansion,
    };
    // What a spec refuses is told of the var; everything else of the symbol that was written.
    let message = throwable::of(exception).and_then(|t| t.message_str()).map(|m| m.to_str());
    let name = message.as_deref().and_then(|message| {
        message.strip_prefix("Call to ")?.strip_suffix(" did not conform to spec.")
    });
    let symbol = match name {
        Some(name) => symbol::parse(cx, name),
        None => Ok(head),
    };
    match symbol {
        Ok(symbol) => error::wrap(cx, phase, this.place(), symbol),
        Err(thrown) => thrown,
    }
}

/// An arity error of the macro itself does not count the form and the environment.
fn arity(cx: &mut Mutator, found: Value, function: Value) -> Thrown {
    if template::of_closure(function).is_none() {
        return Thrown;
    }
    let message = throwable::of(cx.pending)
        .and_then(|t| t.message_str())
        .map(|message| message.to_str().into_owned())
        .unwrap_or_default();
    let parts = message
        .strip_prefix("Wrong number of args (")
        .and_then(|rest| rest.split_once(") passed to: "));
    let Some((count, name)) = parts else { return Thrown };
    let qualified = match data::print::str_of(cx, found) {
        Ok(text) => text,
        Err(thrown) => return thrown,
    };
    match count.parse::<usize>() {
        Ok(count) if qualified.strip_prefix("#'") == Some(name) && count >= 2 => {
            throw::arity(cx, count - 2, name)
        }
        Ok(_) | Err(_) => Thrown,
    }
}

/// `&env`: a map whose keys are the locals in scope, nil when there are none.
fn local_env(this: &mut Analyzer, cx: &mut Mutator) -> Result {
    if this.env.is_empty() {
        return Ok(Value::NIL);
    }
    let names: RootVec = {
        let mut names = RootVec::new(cx);
        names.extend(this.env.bindings().map(|(name, _)| name));
        names
    };
    let mut env = map::empty(cx);
    for &name in names.iter() {
        env = map::assoc(cx, env, name, name)?;
    }
    Ok(env)
}

/// `(.name target args…)` as `(. target name args…)`, `(Class. args…)` as `(new Class args…)`.
pub(crate) fn member_form(
    this: &mut Analyzer,
    cx: &mut Mutator,
    form: Value,
    head: Value,
    args: Args,
) -> Result<Option<Value>> {
    let name = symbol::of(head).expect("the caller looked");
    let text = name.name_str().to_str();
    let dot_first = text.starts_with('.') && name.namespace().is_nil();
    let dot_last = text.ends_with('.');
    if !(dot_first || dot_last) || text.len() < 2 || text == ".." {
        return Ok(None);
    }
    if dot_first {
        if args.len < 2 {
            let message = "Malformed member expression, expecting (.member target ...)";
            return Err(throw::illegal_argument(cx, message));
        }
        let method = symbol::intern(cx, None, &text[1..])?;
        let mut target = this.arg(args, 1);
        if resolve::maybe_class_of_target(this, cx, target)?.is_some() {
            // A class as a target is the object, not the holder of static members.
            let identity = symbol::intern(cx, Some("clojure.core"), "identity")?;
            target = list::from_slice(cx, &[identity, target])?;
        }
        let dot = symbol::intern(cx, None, ".")?;
        return rebuild(this, cx, form, &[dot, target, method], args.from(2)).map(Some);
    }
    let class_text = &text[..text.len() - 1];
    let ns = name.namespace_str().map(|ns| ns.to_str());
    let class = symbol::intern(cx, ns.as_deref(), class_text)?;
    let new = symbol::intern(cx, None, "new")?;
    rebuild(this, cx, form, &[new, class], args.from(1)).map(Some)
}

/// `(Class/name args…)` as `(. Class name args…)`, `(Class/new …)`, `(Class/.name target …)`.
pub(crate) fn static_form(
    this: &mut Analyzer,
    cx: &mut Mutator,
    head: Value,
    args: Args,
) -> Result<Option<Value>> {
    let name = symbol::of(head).expect("the caller looked");
    let Some(class_name) = name.namespace_str() else { return Ok(None) };
    if runtime::namespace::namespace_for(cx, this.ns(), head)?.is_some() {
        return Ok(None);
    }
    let class = symbol::intern(cx, None, &class_name.to_str())?;
    if resolve::maybe_class(this, cx, class)?.is_none() {
        return Ok(None);
    }
    let text = name.name_str().to_str();
    let form = Value::NIL;
    if text == "new" {
        let new = symbol::intern(cx, None, "new")?;
        return rebuild(this, cx, form, &[new, class], args.from(1)).map(Some);
    }
    let dot = symbol::intern(cx, None, ".")?;
    if let Some(method) = text.strip_prefix('.') {
        if args.len < 2 {
            let message = "Malformed member expression, expecting (.member target ...)";
            return Err(throw::illegal_argument(cx, message));
        }
        let method = symbol::intern(cx, None, method)?;
        let target = this.arg(args, 1);
        return rebuild(this, cx, form, &[dot, target, method], args.from(2)).map(Some);
    }
    let method = symbol::intern(cx, None, &text)?;
    rebuild(this, cx, form, &[dot, class, method], args.from(1)).map(Some)
}

/// A list of `first` and the arguments, at the place of `form`.
fn rebuild(
    this: &mut Analyzer,
    cx: &mut Mutator,
    form: Value,
    first: &[Value],
    args: Args,
) -> Result {
    let start = this.forms.len();
    this.forms.extend_from_slice(first);
    for i in 0..args.len {
        let item = this.arg(args, i);
        this.forms.push(item);
    }
    let made = match list::position(form) {
        Some((line, column)) => list::with_position(cx, &this.forms[start..], line, column)?,
        None => {
            let made = list::from_slice(cx, &this.forms[start..])?;
            let found = meta::meta(cx, form)?;
            if found.is_nil() { made } else { meta::with_meta(cx, made, found)? }
        }
    };
    this.forms.truncate(start);
    Ok(made)
}
