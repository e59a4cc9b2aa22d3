//! What a program needs around evaluation: its bindings, `-main`, the prompt.

use data::text::Text;
use data::{string, symbol};
use heap::{Mutator, Result, RootVec, TextSink, Value};
use runtime::{binding, known, loader, namespace, out, var};

use crate::evaluator;

/// Binds on this thread the vars that a program may `set!`, as a REPL does.
///
/// # Errors
/// `OutOfMemoryError`.
pub fn bind_settable(cx: &mut Mutator) -> Result<()> {
    let mut pairs = RootVec::new(cx);
    for slot in [
        known::VAR_NS,
        known::VAR_WARN_ON_REFLECTION,
        known::VAR_UNCHECKED_MATH,
        known::VAR_PRINT_LENGTH,
        known::VAR_PRINT_LEVEL,
        known::VAR_PRINT_META,
        known::VAR_PRINT_NAMESPACE_MAPS,
        known::VAR_DATA_READERS,
        known::VAR_DEFAULT_DATA_READER_FN,
        known::VAR_MATH_CONTEXT,
        known::VAR_ASSERT,
    ] {
        let this = cx.known(slot);
        let value = var::deref(cx, this)?;
        // A program prints maps whose keys share a namespace in short, whatever the root says.
        let value = if slot == known::VAR_PRINT_NAMESPACE_MAPS { Value::TRUE } else { value };
        pairs.extend_from_slice(&[this, value]);
    }
    binding::push(cx, &pairs)
}

/// Waits until the threads that the program has started have ended, those that are no daemons, and
/// until its futures and its agents' actions are done.
///
/// # Errors
/// When waiting is given up.
pub fn await_threads(cx: &mut Mutator) -> Result<()> {
    runtime::state::await_threads(cx)
}

/// The strings as a seq; nil when there are none.
///
/// # Errors
/// `OutOfMemoryError`.
pub fn strings(cx: &mut Mutator, texts: &[String]) -> Result {
    if texts.is_empty() {
        return Ok(Value::NIL);
    }
    let mut values = RootVec::new(cx);
    for text in texts {
        let value = string::new(cx, text)?;
        values.push(value);
    }
    data::list::from_slice(cx, &values)
}

/// Loads a namespace and calls its `-main` with the arguments.
///
/// # Errors
/// When there is no such namespace or function; whatever loading or calling throws.
pub fn call_main(cx: &mut Mutator, name: &str, args: &[String]) -> Result<()> {
    let lib = symbol::parse(cx, name)?;
    loader::require(cx, &[lib])?;
    let ns = namespace::the_ns(cx, lib)?;
    let main_name = symbol::intern(cx, None, "-main")?;
    let Some(main) = namespace::mapping(cx, ns, main_name)? else {
        let message = format!("the namespace {name} has no function -main");
        return Err(data::throw::illegal_argument(cx, message));
    };
    let function = var::deref(cx, main)?;
    let arguments = strings(cx, args)?;
    bytecode::apply::apply_to(cx, function, &[], &mut { arguments })?;
    Ok(())
}

/// True when the text ends inside of a form, so that more lines must follow.
pub fn is_unfinished(cx: &mut Mutator, text: &str) -> bool {
    match evaluator::read_all(cx, text) {
        Ok(_) => false,
        Err(heap::Thrown) => {
            let mut exception = cx.take_pending();
            while let Some(found) = data::throwable::of(exception) {
                let is_end =
                    |message: &data::string::Str| message.to_str().starts_with("EOF while");
                if found.message_str().is_some_and(is_end) {
                    return true;
                }
                exception = found.cause();
            }
            false
        }
    }
}

/// Evaluates the forms of a text and prints every value.
///
/// # Errors
/// Whatever reading, evaluating or printing throws.
pub fn converse(cx: &mut Mutator, text: &str) -> Result<()> {
    let forms = evaluator::read_all(cx, text)?;
    for i in 0..forms.len() {
        let value = evaluator::eval_form(cx, forms[i], &evaluator::Source::NONE)?;
        let mut shown = Text::new();
        data::print::pr_as_bound(cx, value, &mut shown)?;
        shown.write_str("\n");
        let target = out::current(cx)?;
        out::write(cx, target, &shown)?;
    }
    Ok(())
}

/// The name of the current namespace, for a prompt.
pub fn namespace_name(cx: &mut Mutator) -> String {
    let name = namespace::current(cx)
        .and_then(|ns| namespace::expect(cx, ns).map(|ns| ns.name()))
        .unwrap_or(Value::NIL);
    runtime::text::of_symbol(name)
}
