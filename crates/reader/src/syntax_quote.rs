//! Syntax-quote: from a template to the form that builds it.
//!
//! In: the form behind the backquote, in which `~x` reads `(clojure.core/unquote x)`. Out: calls of
//! `seq`, `concat` and `list` around quoted symbols, as Clojure makes them.

use std::collections::HashMap;

use data::{keyword, list, meta, num, seq, string, symbol};
use diag::ErrorKind;
use heap::{Interfaces, Mutator, Result, RootVec, Value};

use crate::parser::Reader;

/// The numbers of the names that end in `#`, each the same within one template.
type Gensyms = HashMap<String, u64>;

impl Reader<'_> {
    /// What the template `form`, whose backquote is at `start`, is built by.
    pub(crate) fn syntax_quote(&mut self, cx: &mut Mutator, form: Value, start: usize) -> Result {
        let mut gensyms = Gensyms::new();
        self.template(cx, &mut gensyms, form, start)
    }

    fn template(
        &mut self,
        cx: &mut Mutator,
        gensyms: &mut Gensyms,
        form: Value,
        start: usize,
    ) -> Result {
        cx.enter_native()?;
        let interfaces = cx.desc_of(form).info().interfaces;
        let built = if symbol::of(form).is_some() {
            let resolved =
                if is_special(form) { form } else { self.template_symbol(cx, gensyms, form)? };
            quote(cx, resolved)?
        } else if let Some(unquoted) = call_of(cx, form, "unquote")? {
            return Ok(unquoted);
        } else if call_of(cx, form, "unquote-splicing")?.is_some() {
            return Err(self.fail(cx, ErrorKind::SpliceNotInList, &[], start));
        } else if interfaces.has(Interfaces::COLL) {
            self.template_collection(cx, gensyms, form, interfaces, start)?
        } else if is_constant(form) {
            form
        } else {
            quote(cx, form)?
        };
        self.template_metadata(cx, gensyms, form, built, start)
    }

    /// The symbol that a symbol of a template means.
    fn template_symbol(&mut self, cx: &mut Mutator, gensyms: &mut Gensyms, form: Value) -> Result {
        let Some(names) = symbol::of(form) else { return Ok(form) };
        if names.namespace_str().is_some() {
            return self.resolver.resolve_symbol(cx, form);
        }
        let name = names.name_str().to_str();
        if let Some(stem) = name.strip_suffix('#') {
            let id = match gensyms.get(stem) {
                Some(&id) => id,
                None => {
                    let id = self.resolver.next_id(cx)?;
                    gensyms.insert(stem.to_owned(), id);
                    id
                }
            };
            return symbol::intern(cx, None, &format!("{stem}__{id}__auto__"));
        }
        if let Some(class) = name.strip_suffix('.') {
            let class = symbol::intern(cx, None, class)?;
            let resolved = self.resolver.resolve_symbol(cx, class)?;
            let Some(resolved) = symbol::of(resolved) else { return Ok(form) };
            // Only the name counts: a constructor has no namespace.
            let constructor = format!("{}.", resolved.name_str().to_str());
            return symbol::intern(cx, None, &constructor);
        }
        if name.starts_with('.') {
            return Ok(form);
        }
        self.resolver.resolve_symbol(cx, form)
    }

    fn template_collection(
        &mut self,
        cx: &mut Mutator,
        gensyms: &mut Gensyms,
        form: Value,
        interfaces: Interfaces,
        start: usize,
    ) -> Result {
        if interfaces.has(Interfaces::RECORD) {
            return Ok(form);
        }
        let mut elements = RootVec::new(cx);
        let constructor = if interfaces.has(Interfaces::MAP) {
            let mut entries = seq::Walk::new(form);
            while let Some(entry) = entries.next(cx)? {
                let (key, value) = data::vector::entry::parts(cx, entry)?;
                elements.push(key);
                elements.push(value);
            }
            "hash-map"
        } else {
            seq::into_rootvec(cx, form, &mut elements)?;
            if interfaces.has(Interfaces::VECTOR) {
                "vector"
            } else if interfaces.has(Interfaces::SET) {
                "hash-set"
            } else if interfaces.has(Interfaces::SEQ) || interfaces.has(Interfaces::LIST) {
                if elements.is_empty() {
                    return core_call(cx, "list", &[]);
                }
                return self.concatenation(cx, gensyms, &mut elements, start);
            } else {
                return Err(self.fail(cx, ErrorKind::UnknownCollection, &[], start));
            }
        };
        let items = self.concatenation(cx, gensyms, &mut elements, start)?;
        let constructor = core_symbol(cx, constructor)?;
        core_call(cx, "apply", &[constructor, items])
    }

    /// `(seq (concat …))` with a part for each element.
    fn concatenation(
        &mut self,
        cx: &mut Mutator,
        gensyms: &mut Gensyms,
        elements: &mut RootVec,
        start: usize,
    ) -> Result {
        for at in 0..elements.len() {
            let element = elements[at];
            elements[at] = if let Some(unquoted) = call_of(cx, element, "unquote")? {
                core_call(cx, "list", &[unquoted])?
            } else if let Some(spliced) = call_of(cx, element, "unquote-splicing")? {
                spliced
            } else {
                let built = self.template(cx, gensyms, element, start)?;
                core_call(cx, "list", &[built])?
            };
        }
        let concat = core_call(cx, "concat", elements)?;
        core_call(cx, "seq", &[concat])
    }

    /// Adds the metadata that was written; positions alone are not.
    fn template_metadata(
        &mut self,
        cx: &mut Mutator,
        gensyms: &mut Gensyms,
        form: Value,
        built: Value,
        start: usize,
    ) -> Result {
        if list::position(form).is_some() || !has_metadata(cx, form) {
            return Ok(built);
        }
        let metadata = meta::meta(cx, form)?;
        if metadata.is_nil() {
            return Ok(built);
        }
        let mut count = seq::count(cx, metadata)?;
        for name in ["line", "column"] {
            let key = keyword::intern(cx, None, name)?;
            if !data::lookup::get(cx, metadata, key, Value::ABSENT)?.is_absent() {
                count -= 1;
            }
        }
        if count == 0 {
            return Ok(built);
        }
        let metadata = self.template(cx, gensyms, metadata, start)?;
        core_call(cx, "with-meta", &[built, metadata])
    }
}

fn has_metadata(cx: &Mutator, form: Value) -> bool {
    cx.desc_of(form).info().interfaces.has(Interfaces::META)
}

/// What evaluates to itself in any template.
fn is_constant(form: Value) -> bool {
    keyword::of(form).is_some()
        || string::of(form).is_some()
        || form.is_char()
        || num::is_number(form)
}

/// The argument of `(clojure.core/name argument …)`, when the form is such a call.
fn call_of(cx: &mut Mutator, form: Value, name: &str) -> Result<Option<Value>> {
    if !cx.desc_of(form).info().interfaces.has(Interfaces::SEQ) {
        return Ok(None);
    }
    let head = seq::first(cx, form)?;
    let Some(head) = symbol::of(head) else { return Ok(None) };
    let is_core = head.namespace_str().is_some_and(|own| own.is_utf8(b"clojure.core"));
    if !is_core || !head.name_str().is_utf8(name.as_bytes()) {
        return Ok(None);
    }
    seq::second(cx, form).map(Some)
}

fn core_symbol(cx: &mut Mutator, name: &str) -> Result {
    symbol::intern(cx, Some("clojure.core"), name)
}

fn core_call(cx: &mut Mutator, name: &str, arguments: &[Value]) -> Result {
    let head = core_symbol(cx, name)?;
    match *arguments {
        [] => list::from_slice(cx, &[head]),
        [only] => list::from_slice(cx, &[head, only]),
        [first, second] => list::from_slice(cx, &[head, first, second]),
        _ => {
            let mut call = RootVec::from_slice(cx, &[head]);
            call.extend_from_slice(arguments);
            list::from_slice(cx, &call)
        }
    }
}

fn quote(cx: &mut Mutator, form: Value) -> Result {
    let head = symbol::intern(cx, None, "quote")?;
    list::from_slice(cx, &[head, form])
}

/// True for the symbols that name special forms, which no namespace qualifies.
fn is_special(form: Value) -> bool {
    let Some(names) = symbol::of(form) else { return false };
    let name = names.name_str().to_str();
    match names.namespace_str() {
        Some(namespace) => namespace.is_utf8(b"clojure.core") && name == "import*",
        None => matches!(
            &*name,
            "def"
                | "loop*"
                | "recur"
                | "if"
                | "case*"
                | "let*"
                | "letfn*"
                | "do"
                | "fn*"
                | "quote"
                | "var"
                | "."
                | "set!"
                | "deftype*"
                | "reify*"
                | "try"
                | "throw"
                | "monitor-enter"
                | "monitor-exit"
                | "catch"
                | "finally"
                | "new"
                | "&"
        ),
    }
}
