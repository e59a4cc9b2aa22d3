//! Maps whose keys share a namespace: `#:ns{…}`, `#::{…}`, `#::alias{…}`.

use data::{keyword, map, symbol};
use diag::ErrorKind;
use heap::{Mutator, Result, Value};

use crate::bytes::Dialect;
use crate::fault::Fault;
use crate::parser::{Reader, is_space};

impl Reader<'_> {
    /// The map whose `#:`, at `start`, is read.
    pub(crate) fn namespaced_map(&mut self, cx: &mut Mutator, start: usize) -> Result {
        self.within(cx, |reader, cx| {
            let namespace = match reader.lexer.dialect {
                Dialect::Clojure => reader.map_namespace(cx, start)?,
                Dialect::Edn => reader.map_namespace_edn(cx, start)?,
            };
            let open = reader.lexer.at - 1;
            let mut elements = reader.map_elements(cx, open)?;
            if elements.len() % 2 == 1 {
                return Err(reader.fail(cx, ErrorKind::OddNamespacedMap, &[], start));
            }
            for at in (0..elements.len()).step_by(2) {
                elements[at] = qualified(cx, elements[at], &namespace)?;
            }
            let made = map::from_pairs(cx, &elements);
            if made.is_err() {
                reader.note_thrown(cx, ErrorKind::DuplicateKey, start);
            }
            made
        })
    }

    /// The namespace before the map; its `{` is read, too.
    fn map_namespace(&mut self, cx: &mut Mutator, start: usize) -> Result<String> {
        let auto = self.peek(cx)? == Some(':');
        if auto {
            self.lexer.at += 1;
        }
        let name = match self.peek(cx)? {
            Some(c) if is_space(c) => {
                if auto {
                    self.skip_space(cx)?;
                }
                if !auto || self.peek(cx)? != Some('{') {
                    return Err(self.fail(cx, ErrorKind::NamespacedMapNeedsNamespace, &[], start));
                }
                None
            }
            Some('{') => None,
            Some(_) | None => {
                let name = self.top_form(cx)?;
                self.skip_space(cx)?;
                Some(name)
            }
        };
        self.open_map(cx, start)?;
        if !auto || name.is_some() {
            let name = name.unwrap_or(Value::NIL);
            let Some(text) = simple_name(name) else {
                return self.invalid_namespace(cx, name, start);
            };
            if !auto {
                return Ok(text);
            }
            let namespace = self.resolver.resolve_alias(cx, name)?;
            return match namespace.and_then(symbol::of) {
                Some(namespace) => Ok(namespace.text()),
                None => Err(self.fail(cx, ErrorKind::UnknownAlias, &[&text], start)),
            };
        }
        let namespace = self.resolver.current_ns(cx)?;
        Ok(symbol::of(namespace).map_or_else(String::new, |namespace| namespace.text()))
    }

    fn map_namespace_edn(&mut self, cx: &mut Mutator, start: usize) -> Result<String> {
        let name = self.top_form(cx)?;
        let Some(text) = simple_name(name) else { return self.invalid_namespace(cx, name, start) };
        self.skip_space(cx)?;
        self.open_map(cx, start)?;
        Ok(text)
    }

    fn open_map(&mut self, cx: &mut Mutator, start: usize) -> Result<()> {
        match self.peek(cx)? {
            Some('{') => {
                self.lexer.at += 1;
                Ok(())
            }
            Some(c) => {
                let at = self.lexer.at + c.len_utf8();
                let fault = Fault::new(ErrorKind::NamespacedMapNeedsMap, &[]).standing_at(at);
                Err(self.fault(cx, fault, start))
            }
            None => Err(self.fail(cx, ErrorKind::NamespacedMapNeedsMap, &[], start)),
        }
    }

    #[cold]
    fn invalid_namespace<T>(&mut self, cx: &mut Mutator, name: Value, start: usize) -> Result<T> {
        let text = self.text_of(cx, name)?;
        Err(self.fail(cx, ErrorKind::NamespacedMapInvalid, &[&text], start))
    }
}

/// The name of a symbol without a namespace.
fn simple_name(value: Value) -> Option<String> {
    let symbol = symbol::of(value)?;
    symbol.namespace_str().is_none().then(|| symbol.text())
}

/// A key with the map's namespace, unless it has one; `_` stands for none at all.
fn qualified(cx: &mut Mutator, key: Value, namespace: &str) -> Result {
    let (own, name, is_keyword) = match (keyword::of(key), symbol::of(key)) {
        (Some(keyword), _) => (keyword.namespace_str(), keyword.name_str(), true),
        (None, Some(symbol)) => (symbol.namespace_str(), symbol.name_str(), false),
        (None, None) => return Ok(key),
    };
    let namespace = match own {
        None => Some(namespace),
        Some(own) if own.is_utf8(b"_") => None,
        Some(_) => return Ok(key),
    };
    let name = name.to_str();
    if is_keyword {
        keyword::intern(cx, namespace, &name)
    } else {
        symbol::intern(cx, namespace, &name)
    }
}
