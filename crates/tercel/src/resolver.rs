//! The reader's view of a running program.

use data::class;
use data::{lookup, symbol, throw};
use heap::{Mutator, Result, Value};
use reader::{ReadEval, Resolver};
use runtime::namespace::{self, Resolved};
use runtime::{interop, known, state, var};

use crate::evaluator;

/// Answers from the namespaces and vars of the mutator's heap.
pub(crate) struct Running;

fn ns_name(cx: &mut Mutator, ns: Value) -> Result {
    Ok(namespace::expect(cx, ns)?.name())
}

fn known_var(cx: &mut Mutator, slot: heap::Known) -> Result {
    let var = cx.known(slot);
    var::deref(cx, var)
}

impl Resolver for Running {
    fn current_ns(&self, cx: &mut Mutator) -> Result {
        let ns = namespace::current(cx)?;
        ns_name(cx, ns)
    }

    fn resolve_alias(&self, cx: &mut Mutator, alias: Value) -> Result<Option<Value>> {
        let ns = namespace::current(cx)?;
        let found = namespace::lookup_alias(cx, ns, alias)?;
        found.map(|found| ns_name(cx, found)).transpose()
    }

    fn resolve_symbol(&self, cx: &mut Mutator, value: Value) -> Result {
        let Some(name) = symbol::of(value) else { return Ok(value) };
        let ns = namespace::current(cx)?;
        if let Some(qualifier) = name.namespace_str() {
            let text = name.name_str().to_str().into_owned();
            if let Some(home) = namespace::namespace_for(cx, ns, value)? {
                let home = ns_name(cx, home)?;
                let home = symbol::of(home).map(|home| home.text()).unwrap_or_default();
                return symbol::intern(cx, Some(&home), &text);
            }
            let class = symbol::intern(cx, None, &qualifier.to_str())?;
            return match namespace::resolve(cx, ns, class)? {
                Resolved::Class(found) => {
                    let home = class_name(found);
                    symbol::intern(cx, Some(&home), &text)
                }
                Resolved::Var(_) | Resolved::Missing => Ok(value),
            };
        }
        let text = name.text();
        if text.get(1..).is_some_and(|rest| rest.contains('.')) {
            return Ok(value);
        }
        match namespace::resolve(cx, ns, value)? {
            Resolved::Class(found) => {
                let name = class_name(found);
                symbol::intern(cx, None, &name)
            }
            Resolved::Var(found) => {
                let this = var::expect(cx, found)?;
                let (home, name) = (this.ns(), this.name());
                let home = ns_name(cx, home)?;
                qualified(cx, home, name)
            }
            Resolved::Missing => {
                let home = ns_name(cx, ns)?;
                qualified(cx, home, value)
            }
        }
    }

    fn read_eval(&self, cx: &mut Mutator) -> Result<ReadEval> {
        let value = known_var(cx, known::VAR_READ_EVAL)?;
        let unknown = data::keyword::intern(cx, None, "unknown")?;
        Ok(match value {
            value if value == unknown => ReadEval::Unknown,
            value if value.is_truthy() => ReadEval::Allowed,
            _ => ReadEval::Refused,
        })
    }

    fn eval(&self, cx: &mut Mutator, form: Value) -> Result {
        evaluator::eval(cx, form)
    }

    fn construct(&self, cx: &mut Mutator, name: Value, form: Value) -> Result {
        let text = symbol::of(name).map(|name| name.text()).unwrap_or_default();
        let class = runtime::class::for_name(cx, &text)?;
        if data::seq::interfaces(form).has(heap::Interfaces::MAP) {
            let create = symbol::intern(cx, None, "create")?;
            return interop::invoke_static(cx, class, create, &[form]);
        }
        let args = data::seq::to_rootvec(cx, form)?;
        interop::new_instance(cx, class, &args)
    }

    fn data_reader(&self, cx: &mut Mutator, tag: Value) -> Result<Option<Value>> {
        let readers = known_var(cx, known::VAR_DATA_READERS)?;
        let own = lookup::get(cx, readers, tag, Value::NIL)?;
        if !own.is_nil() {
            return Ok(Some(own));
        }
        self.default_data_reader(cx, tag)
    }

    fn default_data_reader(&self, cx: &mut Mutator, tag: Value) -> Result<Option<Value>> {
        let name = symbol::intern(cx, Some("clojure.core"), "default-data-readers")?;
        let core = cx.known(known::CORE_NS);
        let readers = match namespace::resolve(cx, core, name)? {
            Resolved::Var(found) => var::deref(cx, found)?,
            Resolved::Class(_) | Resolved::Missing => return Ok(None),
        };
        let found = lookup::get(cx, readers, tag, Value::NIL)?;
        Ok(if found.is_nil() { None } else { Some(found) })
    }

    fn fallback_data_reader(&self, cx: &mut Mutator) -> Result<Option<Value>> {
        let found = known_var(cx, known::VAR_DEFAULT_DATA_READER_FN)?;
        Ok(if found.is_nil() { None } else { Some(found) })
    }

    fn regex(&self, cx: &mut Mutator, pattern: Value) -> Result {
        data::pattern::compile(cx, pattern, 0)
    }

    fn next_id(&self, cx: &mut Mutator) -> Result<u64> {
        Ok(state::of(cx).next_id())
    }
}

fn class_name(class: Value) -> String {
    class::of(class).map(|class| class.name_str().to_str().into_owned()).unwrap_or_default()
}

fn qualified(cx: &mut Mutator, ns: Value, name: Value) -> Result {
    let (Some(ns), Some(name)) = (symbol::of(ns), symbol::of(name)) else {
        return Err(throw::illegal_state(cx, "a namespace has no name"));
    };
    let (ns, name) = (ns.text(), name.name_str().to_str().into_owned());
    symbol::intern(cx, Some(&ns), &name)
}
