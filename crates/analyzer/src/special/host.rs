//! Host interop: `new`, `.`, `import*`, and symbols that name a class's member.

use data::{class, keyword, list, seq, string, symbol, throw};
use heap::{Mutator, Result, Value};

use crate::analyze::{Analyzer, Args};
use crate::ast::{ConstId, Node, NodeId};
use crate::core_fns::CoreFn;
use crate::env::Ctx;
use crate::{error, resolve};

pub(super) fn analyze_new(this: &mut Analyzer, cx: &mut Mutator, args: Args) -> Result<NodeId> {
    if args.len < 2 {
        let message = "wrong number of arguments, expecting: (new Classname args...)";
        return Err(throw::runtime(cx, message));
    }
    let name = this.arg(args, 1);
    let Some(found) = resolve::maybe_class(this, cx, name)? else {
        let shown = error::show(cx, name)?;
        let message = format!("Unable to resolve classname: {shown}");
        return Err(throw::illegal_argument(cx, message));
    };
    let class = this.ast.constant(found);
    let args = this.nodes(cx, args.from(2))?;
    Ok(this.node(Node::New { class, args }))
}

/// `(. target member args…)`, with the member as a symbol, `-symbol` for a field, or a list.
pub(super) fn analyze_dot(this: &mut Analyzer, cx: &mut Mutator, args: Args) -> Result<NodeId> {
    if args.len < 3 {
        let message = "Malformed member expression, expecting (. target member ...)";
        return Err(throw::illegal_argument(cx, message));
    }
    let target = this.arg(args, 1);
    let member = this.arg(args, 2);
    let class = resolve::maybe_class_of_target(this, cx, target)?;
    if seq::is_seq(member) {
        if args.len > 3 {
            let message = "Malformed member expression, expecting (. target (member ...))";
            return Err(throw::illegal_argument(cx, message));
        }
        let parts = this.spread(cx, member)?;
        let name = this.arg_or_nil(parts, 0);
        let node = method_call(this, cx, target, class, name, parts.from(1))?;
        this.forms.truncate(parts.start);
        return Ok(node);
    }
    if args.len == 3 && (symbol::of(member).is_some() || keyword::of(member).is_some()) {
        return member_access(this, cx, target, class, member);
    }
    method_call(this, cx, target, class, member, args.from(3))
}

/// `(. target name args…)`.
fn method_call(
    this: &mut Analyzer,
    cx: &mut Mutator,
    target: Value,
    class: Option<Value>,
    name: Value,
    args: Args,
) -> Result<NodeId> {
    if symbol::of(name).is_none() {
        return Err(throw::illegal_argument(cx, "Malformed member expression"));
    }
    match class {
        Some(class) => {
            let member = member_constants(this, class, name);
            let args = this.nodes(cx, args)?;
            Ok(this.node(Node::StaticCall { member, args }))
        }
        None => {
            let name = this.ast.constant(symbol::base(name));
            let mark = this.scratch.len();
            let target = this.form(cx, target, Ctx::Value)?;
            this.scratch.push(target.0);
            for i in 0..args.len {
                let form = this.arg(args, i);
                let node = this.form(cx, form, Ctx::Value)?;
                this.scratch.push(node.0);
            }
            let args = this.take_list(mark);
            Ok(this.node(Node::HostCall { name, args }))
        }
    }
}

/// `(. target name)`: a field, or else a method without arguments; `-name` is a field only.
fn member_access(
    this: &mut Analyzer,
    cx: &mut Mutator,
    target: Value,
    class: Option<Value>,
    member: Value,
) -> Result<NodeId> {
    let text = match symbol::of(member) {
        Some(name) => name.name_str().to_str().into_owned(),
        None => keyword::of(member).map(|k| k.name_str().to_str().into_owned()).unwrap_or_default(),
    };
    let field = match text.strip_prefix('-') {
        Some(field) if !field.is_empty() => Some(field),
        _ => None,
    };
    let name = symbol::intern(cx, None, field.unwrap_or(&text))?;
    match (class, field) {
        (Some(class), field) => {
            let is_method = resolve::has_static_method(cx, class, name)?;
            let is_field = field.is_some() || !is_method;
            if is_field && !resolve::has_static_field(cx, class, name)? {
                let missing = class::ClassId::named("java.lang.NoSuchFieldException");
                return Err(data::throwable::throw(cx, missing, field.unwrap_or(&text)));
            }
            let member = member_constants(this, class, name);
            Ok(this.node(match is_field {
                true => Node::StaticField { member },
                false => Node::StaticCall { member, args: crate::ast::List::EMPTY },
            }))
        }
        (None, field) => {
            let target = this.form(cx, target, Ctx::Value)?;
            let name = this.ast.constant(name);
            Ok(this.node(match field {
                Some(_) => Node::HostField { target, name },
                None => Node::HostInterop { target, name },
            }))
        }
    }
}

/// The class and the name of a member, as neighbours.
fn member_constants(this: &mut Analyzer, class: Value, name: Value) -> ConstId {
    let member = this.ast.constant(class);
    this.ast.constant(symbol::base(name));
    member
}

/// A qualified symbol as a value: `Class/FIELD`, or a method as a function (`Class/method`,
/// `Class/.method`, `Class/new`). `None` when no class is named.
pub(crate) fn member_value(
    this: &mut Analyzer,
    cx: &mut Mutator,
    form: Value,
) -> Result<Option<NodeId>> {
    let name = symbol::of(form).expect("the caller looked");
    let Some(class_name) = name.namespace_str().map(|ns| ns.to_str().into_owned()) else {
        return Ok(None);
    };
    let class_symbol = symbol::intern(cx, None, &class_name)?;
    let Some(class) = resolve::maybe_class(this, cx, class_symbol)? else { return Ok(None) };
    let text = name.name_str().to_str().into_owned();
    let member = symbol::intern(cx, None, &text)?;
    if resolve::has_static_field(cx, class, member)? {
        let member = member_constants(this, class, member);
        return Ok(Some(this.node(Node::StaticField { member })));
    }
    if text == "new" || text.starts_with('.') || resolve::has_static_method(cx, class, member)? {
        let function = method_function(cx, class_symbol, form, &text)?;
        return this.form(cx, function, Ctx::Value).map(Some);
    }
    let class_name = class::of(class).map(|c| c.name_str().to_str().into_owned());
    let class_name = class_name.unwrap_or(class_name_fallback(class_symbol));
    let message = format!("Unable to find static field: {text} in class {class_name}");
    Err(throw::runtime(cx, message))
}

fn class_name_fallback(symbol: Value) -> String {
    symbol::of(symbol).map(|s| s.text()).unwrap_or_default()
}

/// `(fn* ([] …) ([a] …) …)` that calls the member with as many arguments as it is given.
fn method_function(cx: &mut Mutator, class: Value, member: Value, text: &str) -> Result {
    const MOST: usize = 8;
    let head = symbol::intern(cx, None, "fn*")?;
    let mut methods = heap::RootVec::from_slice(cx, &[head]);
    let first = usize::from(text.starts_with('.'));
    for argc in first..=MOST {
        let mut params = heap::RootVec::new(cx);
        for i in 0..argc {
            let name = symbol::intern(cx, None, &format!("arg{i}"))?;
            params.push(name);
        }
        let mut call = heap::RootVec::new(cx);
        if text == "new" {
            let new = symbol::intern(cx, None, "new")?;
            call.push(new);
            call.push(class);
        } else if first == 1 {
            let method = symbol::intern(cx, None, text)?;
            call.push(method);
        } else {
            call.push(member);
        }
        call.extend_from_slice(&params);
        let params = data::vector::from_slice(cx, &params)?;
        let call = list::from_slice(cx, &call)?;
        let method = list::from_slice(cx, &[params, call])?;
        methods.push(method);
    }
    list::from_slice(cx, &methods)
}

/// `(clojure.core/import* "class.Name")`.
pub(super) fn analyze_import(this: &mut Analyzer, cx: &mut Mutator, args: Args) -> Result<NodeId> {
    let name = this.arg_or_nil(args, 1);
    if string::of(name).is_none() {
        return Err(throw::class_cast(cx, name, "java.lang.String"));
    }
    let name = this.constant(name);
    this.core_call(cx, CoreFn::Import, &[name])
}
