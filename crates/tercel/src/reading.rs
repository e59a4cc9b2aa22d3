//! Reading forms from the readers of a program: `read`, `read+string`, `load-reader`.
//!
//! No more is taken from a reader than its next form and the character that ends it, which is given
//! back.
#![allow(clippy::module_inception, reason = "a file's one module is named as its theme")]

use data::throw;
use diag::LineCol;
use heap::{Mutator, Result, Value};
use macros::natives;
use reader::{CharSource, Options, Reader};
use runtime::{known, var};

use crate::evaluator;
use crate::resolver::Running;

/// A form, and the text that was read for it.
pub(crate) struct Found {
    // hidden-value: answered and taken apart on the stack.
    pub(crate) form: Option<Value>,
    pub(crate) text: String,
}

/// The characters of a reader object, and all that were taken so far.
struct Units {
    // hidden-value: lives on the stack of whoever reads.
    reader: Value,
    taken: String,
}

/// Characters behind which a form may end: what is taken from a reader at once goes no further.
fn may_end_form(c: char) -> bool {
    c.is_whitespace() || "()[]{}\",;@^`~\\'".contains(c)
}

impl CharSource for Units {
    fn more(&mut self, cx: &mut Mutator, into: &mut String) -> Result<bool> {
        let from = self.taken.len();
        let goes_on = self.take(cx)?;
        into.push_str(&self.taken[from..]);
        Ok(goes_on)
    }
}

impl Units {
    fn take(&mut self, cx: &mut Mutator) -> Result<bool> {
        loop {
            let Some(unit) = host::reader::read(cx, self.reader)? else { return Ok(false) };
            let c = match char::from_u32(unit.into()) {
                Some(c) => c,
                None => self.surrogates(cx, unit)?,
            };
            self.taken.push(c);
            if may_end_form(c) {
                return Ok(true);
            }
        }
    }

    /// The character of two surrogates; a lone one cannot stand in a text.
    fn surrogates(&mut self, cx: &mut Mutator, high: u16) -> Result<char> {
        let low = host::reader::read(cx, self.reader)?;
        let units = [high, low.unwrap_or(0)];
        match char::decode_utf16(units).next() {
            Some(Ok(c)) => Ok(c),
            Some(Err(_)) | None => {
                if let Some(low) = low.and_then(|low| char::from_u32(low.into())) {
                    host::reader::give_back(cx, self.reader, low.encode_utf8(&mut [0; 4]))?;
                }
                Ok(char::REPLACEMENT_CHARACTER)
            }
        }
    }
}

/// The next form of a reader object.
///
/// # Errors
/// What is wrong with the text; whatever the reader throws.
pub(crate) fn next(cx: &mut Mutator, stream: Value, options: Options) -> Result<Found> {
    check(cx, stream, "java.io.PushbackReader")?;
    let counts_lines = host::reader::counts_lines(cx, stream);
    let (line, column) = host::reader::place(cx, stream)?;
    let start = LineCol { line, column };
    let options = Options { positions: counts_lines, start, ..options };
    let mut units = Units { reader: stream, taken: String::new() };
    let mut reader = Reader::streaming(String::new(), &mut units, options, &Running);
    let read = reader.read(cx);
    let (offset, place) = (reader.offset(), reader.position());
    drop(reader);
    let Units { taken, .. } = units;
    host::reader::give_back(cx, stream, &taken[offset..])?;
    if counts_lines {
        host::reader::set_column(cx, stream, place.column);
    }
    let form = read?;
    Ok(Found { form, text: taken[..offset].trim().to_owned() })
}

fn check(cx: &mut Mutator, stream: Value, class: &str) -> Result<()> {
    if stream.is_nil() {
        return Err(throw::null_pointer_plain(cx));
    }
    let expected = runtime::class::for_name(cx, class)?;
    match runtime::class::is_instance(cx, expected, stream)? {
        true => Ok(()),
        false => Err(throw::class_cast(cx, stream, class)),
    }
}

/// The value of `*in*`.
pub(crate) fn standard_input(cx: &mut Mutator) -> Result {
    let var = cx.known(known::VAR_IN);
    var::deref(cx, var)
}

/// What the arguments of `read` and `read+string` mean: the stream, the options, and what to answer
/// at the end unless that is an error.
fn arguments(cx: &mut Mutator, args: [Option<Value>; 3]) -> Result<(Value, Value, Option<Value>)> {
    Ok(match args {
        [None, ..] => (standard_input(cx)?, Value::NIL, None),
        [Some(stream), None, _] => (stream, Value::NIL, None),
        [Some(options), Some(stream), None] => (stream, options, None),
        [Some(stream), Some(fails), Some(answer)] => {
            (stream, Value::NIL, (!fails.is_truthy()).then_some(answer))
        }
    })
}

fn read_by(cx: &mut Mutator, args: [Option<Value>; 3]) -> Result<(Value, String)> {
    let (stream, options, answer) = arguments(cx, args)?;
    let how = evaluator::reading_options(cx, Options::source(), options)?;
    let found = next(cx, stream, how)?;
    let form = match (found.form, answer) {
        (Some(form), _) => form,
        (None, Some(answer)) => answer,
        (None, None) => evaluator::at_end(cx, options)?,
    };
    Ok((form, found.text))
}

#[natives("clojure.core")]
pub mod reading {
    use super::{arguments, check, read_by};
    use heap::{Mutator, Result, Value};

    /// Reads the next form from a PushbackReader, *in* by default. At its end it throws, or answers
    /// eof-value when eof-error? is false. Options: :eof, :read-cond, :features.
    #[native(
        since = "1.0",
        arglists = "([] [stream] [stream eof-error? eof-value] [stream eof-error? eof-value recursive?] [opts stream])"
    )]
    fn read(
        cx: &mut Mutator,
        stream: Option<Value>,
        eof_error: Option<Value>,
        eof_value: Option<Value>,
        _recursive: Option<Value>,
    ) -> Result {
        Ok(read_by(cx, [stream, eof_error, eof_value])?.0)
    }

    /// As read, from a LineNumberingPushbackReader, but answers a vector of the form and the text that
    /// was read for it, without whitespace around.
    #[native(
        name = "read+string",
        since = "1.10",
        arglists = "([] [stream] [stream eof-error? eof-value] [stream eof-error? eof-value recursive?] [opts stream])"
    )]
    fn read_with_string(
        cx: &mut Mutator,
        stream: Option<Value>,
        eof_error: Option<Value>,
        eof_value: Option<Value>,
        _recursive: Option<Value>,
    ) -> Result {
        let args = [stream, eof_error, eof_value];
        let (stream, ..) = arguments(cx, args)?;
        check(cx, stream, "clojure.lang.LineNumberingPushbackReader")?;
        let (form, text) = read_by(cx, args)?;
        let text = data::string::new(cx, &text)?;
        data::vector::from_slice(cx, &[form, text])
    }

    /// Reads and evaluates all forms of a reader. Returns the last value.
    #[native(since = "1.0")]
    fn load_reader(cx: &mut Mutator, rdr: Value) -> Result {
        check(cx, rdr, "java.io.Reader")?;
        let mut units = Vec::new();
        while let Some(unit) = host::reader::read(cx, rdr)? {
            units.push(unit);
        }
        crate::evaluator::load_source(cx, &String::from_utf16_lossy(&units), "NO_SOURCE_PATH")
    }
}
