//! Forms that a function reads: `#tag form`, `#a.Record{…}`, `#=form`, and the values `##Inf`.

use data::{lookup, num, symbol, tagged};
use diag::ErrorKind;
use heap::{Interfaces, Mutator, Result, Value};

use crate::bytes::Dialect;
use crate::parser::Reader;
use crate::resolver::ReadEval;

impl Reader<'_> {
    /// What a tag, its `#` at `start`, makes of the form behind it.
    pub(crate) fn tagged(&mut self, cx: &mut Mutator, start: usize) -> Result {
        self.within(cx, |reader, cx| {
            let tag = reader.top_form(cx)?;
            let Some(names) = symbol::of(tag) else {
                return Err(reader.fail(cx, ErrorKind::TagNotSymbol, &[], start));
            };
            let is_class = names.name_str().to_str().contains('.');
            let form = reader.required(cx)?;
            match reader.lexer.dialect {
                Dialect::Edn => reader.read_edn_tag(cx, tag, form, start),
                Dialect::Clojure if reader.keeps_tags => tagged::literal(cx, tag, form),
                Dialect::Clojure if is_class => reader.construct(cx, tag, form, start),
                Dialect::Clojure => reader.read_tag(cx, tag, form, start),
            }
        })
    }

    fn read_tag(&mut self, cx: &mut Mutator, tag: Value, form: Value, start: usize) -> Result {
        if let Some(read) = self.resolver.data_reader(cx, tag)? {
            return cx.invoke(read, &[form]);
        }
        match self.resolver.fallback_data_reader(cx)? {
            Some(read) => cx.invoke(read, &[tag, form]),
            None => self.no_reader(cx, tag, start),
        }
    }

    fn read_edn_tag(&mut self, cx: &mut Mutator, tag: Value, form: Value, start: usize) -> Result {
        let mut read = Value::NIL;
        if !self.options.readers.is_nil() {
            read = lookup::get(cx, self.options.readers, tag, Value::NIL)?;
        }
        if read.is_nil() {
            read = self.resolver.default_data_reader(cx, tag)?.unwrap_or(Value::NIL);
        }
        if !read.is_nil() {
            return cx.invoke(read, &[form]);
        }
        if self.options.default.is_nil() {
            return self.no_reader(cx, tag, start);
        }
        cx.invoke(self.options.default, &[tag, form])
    }

    #[cold]
    fn no_reader(&mut self, cx: &mut Mutator, tag: Value, start: usize) -> Result {
        let text = self.text_of(cx, tag)?;
        Err(self.fail(cx, ErrorKind::NoReaderFunction, &[&text], start))
    }

    /// `#some.Record{…}`, `#some.Class[…]`.
    fn construct(&mut self, cx: &mut Mutator, name: Value, form: Value, start: usize) -> Result {
        if self.resolver.read_eval(cx)? != ReadEval::Allowed {
            return Err(self.fail(cx, ErrorKind::RecordNeedsReadEval, &[], start));
        }
        let interfaces = cx.desc_of(form).info().interfaces;
        if !interfaces.has(Interfaces::MAP) && !interfaces.has(Interfaces::VECTOR) {
            let text = self.text_of(cx, name)?;
            return Err(self.fail(cx, ErrorKind::UnreadableConstructor, &[&text], start));
        }
        self.resolver.construct(cx, name, form)
    }

    /// `#=form`, its `#=` at `start`.
    pub(crate) fn eval(&mut self, cx: &mut Mutator, start: usize) -> Result {
        if self.resolver.read_eval(cx)? != ReadEval::Allowed {
            return Err(self.fail(cx, ErrorKind::ReadEvalOff, &[], start));
        }
        let form = self.within(cx, |reader, cx| reader.required(cx))?;
        self.resolver.eval(cx, form)
    }

    /// `##Inf`, `##-Inf`, `##NaN`.
    pub(crate) fn symbolic(&mut self, cx: &mut Mutator, start: usize) -> Result {
        let form = self.within(cx, |reader, cx| reader.required(cx))?;
        let text = self.text_of(cx, form)?;
        if symbol::of(form).is_none() {
            return Err(self.fail(cx, ErrorKind::InvalidSymbolicValue, &[&text], start));
        }
        let number = match text.as_str() {
            "Inf" => f64::INFINITY,
            "-Inf" => f64::NEG_INFINITY,
            "NaN" => f64::NAN,
            _ => return Err(self.fail(cx, ErrorKind::UnknownSymbolicValue, &[&text], start)),
        };
        num::from_f64(cx, number)
    }

    /// A form read as if it stood alone: what is wrong with it is wrapped here already.
    pub(crate) fn top_form(&mut self, cx: &mut Mutator) -> Result {
        match self.required(cx) {
            Ok(form) => Ok(form),
            Err(_) => Err(self.wrap(cx)),
        }
    }

    /// A value as messages name it.
    pub(crate) fn text_of(&mut self, cx: &mut Mutator, value: Value) -> Result<String> {
        if value.is_nil() {
            return Ok("null".to_owned());
        }
        data::print::str_of(cx, value)
    }
}
