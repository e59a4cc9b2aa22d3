//! Readers: over strings, around other readers, and of standard input.

use data::{host_object, kind};

use crate::prelude::*;

/// The string that is read, or nil.
const TEXT: usize = 0;
const POSITION: usize = 1;
/// Units that were pushed back, the last one first: a list, or nil.
const PUSHED: usize = 2;
/// The line that is read, counted from 1; false once the reader is closed.
const LINE: usize = 3;
/// The reader around which this one is, or nil; true for standard input.
const INSIDE: usize = 4;
/// How many units may be pushed back; nil when there is no limit.
const ROOM: usize = 5;
/// Of a reader that counts lines, which has no such limit: the column, counted from 1.
const COLUMN: usize = 5;
const LINE_NUMBERING: &str = "clojure.lang.LineNumberingPushbackReader";

fn make(cx: &mut Mutator, class: &str, text: Value, inside: Value, room: Value) -> Result {
    let class = runtime::class::for_name(cx, class)?;
    let slots = [text, Value::small(0), Value::NIL, Value::small(1), inside, room];
    host_object::new(cx, kind::HOST_OBJECT, class, &slots)
}

fn expect<'a>(cx: &mut Mutator, reader: Value) -> Result<&'a host_object::HostObject> {
    match host_object::of(reader) {
        Some(found) if found.get(LINE) == Value::FALSE => {
            let class = data::class::ClassId::IO_EXCEPTION;
            Err(data::throwable::throw(cx, class, "Stream closed"))
        }
        Some(found) => Ok(found),
        None => Err(data::throw::class_cast(cx, reader, "java.io.Reader")),
    }
}

/// The next unit of any reader; nothing at the end.
pub fn read(cx: &mut Mutator, reader: Value) -> Result<Option<u16>> {
    if host_object::of(reader).is_none() {
        let unit = call(cx, reader, "read", &[])?;
        let unit = data::num::to_int(cx, unit)?;
        return Ok(u16::try_from(unit).ok());
    }
    cx.enter_native()?;
    let own = expect(cx, reader)?;
    let pushed = own.get(PUSHED);
    if !pushed.is_nil() {
        let unit = data::seq::first(cx, pushed)?.as_char();
        let rest = data::seq::next(cx, pushed)?;
        host_object::set(cx, reader, PUSHED, rest);
        count_column(cx, reader, unit, 1);
        return Ok(unit);
    }
    let unit = match own.get(INSIDE) {
        inside if inside.is_nil() => next_of_text(cx, reader, own),
        inside if inside == Value::TRUE => match next_of_text(cx, reader, own) {
            Some(unit) => Some(unit),
            None if next_line(cx, reader)? => next_of_text(cx, reader, own),
            None => None,
        },
        inside => read(cx, inside)?,
    };
    count_line(cx, reader, unit);
    count_column(cx, reader, unit, 1);
    Ok(unit)
}

/// The next unit of a reader's own text.
fn next_of_text(cx: &mut Mutator, reader: Value, own: &host_object::HostObject) -> Option<u16> {
    let at = own.number(POSITION);
    let unit = data::string::of(own.get(TEXT)).and_then(|text| text.char_at(at as usize));
    if unit.is_some() {
        host_object::set(cx, reader, POSITION, Value::fixnum(at + 1).unwrap_or(Value::NIL));
    }
    unit
}

/// Takes a line of standard input as the reader's text; false at the end.
fn next_line(cx: &mut Mutator, reader: Value) -> Result<bool> {
    let line = runtime::streams::read_line(cx)?;
    let text = string(cx, line.as_deref().unwrap_or_default())?;
    host_object::set(cx, reader, TEXT, text);
    host_object::set(cx, reader, POSITION, Value::small(0));
    Ok(line.is_some())
}

/// A reader of standard input that counts lines: what `*in*` holds at first.
pub fn standard_input(cx: &mut Mutator) -> Result {
    make(cx, LINE_NUMBERING, Value::NIL, Value::TRUE, Value::small(1))
}

/// Puts text back in front of what any reader gives next, as much as it is.
pub fn give_back(cx: &mut Mutator, reader: Value, text: &str) -> Result<()> {
    let units: Vec<u16> = text.encode_utf16().collect();
    for &unit in units.iter().rev() {
        match host_object::of(reader) {
            Some(own) => {
                let pushed = data::seq::cons(cx, Value::char(unit), own.get(PUSHED))?;
                host_object::set(cx, reader, PUSHED, pushed);
            }
            None => {
                call(cx, reader, "unread", &[Value::small(unit.into())])?;
            }
        }
    }
    Ok(())
}

/// True for a reader that counts lines.
pub fn counts_lines(cx: &mut Mutator, reader: Value) -> bool {
    host_object::of(reader).is_some() && data::class::class_name_of(cx, reader) == LINE_NUMBERING
}

/// Line and column of the next unit of a reader that counts them. Lines of what was pushed back are
/// counted already.
pub fn place(cx: &mut Mutator, reader: Value) -> Result<(u32, u32)> {
    let Some(own) = host_object::of(reader) else { return Ok((1, 1)) };
    let mut line = own.number(LINE);
    for &unit in data::seq::to_rootvec(cx, own.get(PUSHED))?.iter() {
        line -= i64::from(unit.as_char() == Some(10));
    }
    Ok((line.max(1) as u32, own.number(COLUMN).max(1) as u32))
}

/// Says in which column a reader that counts them stands now.
pub fn set_column(cx: &mut Mutator, reader: Value, column: u32) {
    host_object::set(cx, reader, COLUMN, Value::fixnum(column.into()).unwrap_or(Value::NIL));
}

/// Counts the lines of what is read for the first time. Text that ends without a line's end has one
/// there.
fn count_line(cx: &mut Mutator, reader: Value, unit: Option<u16>) {
    let Some(own) = host_object::of(reader) else { return };
    let ends = match unit {
        Some(unit) => unit == 10,
        None => counts_lines(cx, reader) && own.number(COLUMN) > 1,
    };
    if ends {
        let line = Value::fixnum(own.number(LINE) + 1).unwrap_or(Value::NIL);
        host_object::set(cx, reader, LINE, line);
    }
}

/// Counts a unit that was read (`by` is 1) or pushed back (-1).
fn count_column(cx: &mut Mutator, reader: Value, unit: Option<u16>, by: i64) {
    let Some(own) = host_object::of(reader) else { return };
    if counts_lines(cx, reader) {
        let starts_line = by > 0 && matches!(unit, None | Some(10));
        let column = if starts_line { 1 } else { own.number(COLUMN) + by };
        host_object::set(cx, reader, COLUMN, Value::fixnum(column).unwrap_or(Value::NIL));
    }
}

fn unread(cx: &mut Mutator, reader: Value, unit: u16) -> Result<()> {
    let own = expect(cx, reader)?;
    let pushed = own.get(PUSHED);
    if !counts_lines(cx, reader)
        && let Some(room) = own.get(ROOM).as_fixnum()
        && data::seq::count(cx, pushed)? as i64 >= room
    {
        let class = data::class::ClassId::IO_EXCEPTION;
        return Err(data::throwable::throw(cx, class, "Pushback buffer overflow"));
    }
    let pushed = data::seq::cons(cx, Value::char(unit), pushed)?;
    host_object::set(cx, reader, PUSHED, pushed);
    count_column(cx, reader, Some(unit), -1);
    Ok(())
}

/// A line without its end; nothing at the end of the text.
pub fn read_line(cx: &mut Mutator, reader: Value) -> Result<Option<Text>> {
    let mut text = Text::new();
    let mut any = false;
    loop {
        match read(cx, reader)? {
            None if !any => return Ok(None),
            None | Some(10) => return Ok(Some(text)),
            Some(13) => {
                if let Some(next) = read(cx, reader)?
                    && next != 10
                {
                    let own = expect(cx, reader)?;
                    let pushed = own.get(PUSHED);
                    let pushed = data::seq::cons(cx, Value::char(next), pushed)?;
                    host_object::set(cx, reader, PUSHED, pushed);
                }
                return Ok(Some(text));
            }
            Some(unit) => text.push_unit(unit),
        }
        any = true;
    }
}

#[host_class("java.io.Reader")]
pub mod java_reader {
    use super::*;

    #[instance_method("read")]
    fn read_unit(
        cx: &mut Mutator,
        this: Value,
        buffer: Option<Value>,
        from: Option<i64>,
        count: Option<i64>,
    ) -> Result<Int> {
        let Some(buffer) = buffer else {
            return Ok(Int(read(cx, this)?.map_or(-1, i32::from)));
        };
        let length = data::array::len(buffer).unwrap_or(0) as i64;
        let from = from.unwrap_or(0);
        let count = count.unwrap_or(length - from);
        let mut taken = 0;
        while taken < count {
            let Some(unit) = read(cx, this)? else { break };
            data::array::aset(cx, buffer, from + taken, Value::char(unit))?;
            taken += 1;
        }
        Ok(Int(if taken == 0 && count > 0 { -1 } else { taken as i32 }))
    }

    #[instance_method("skip")]
    fn skip(cx: &mut Mutator, this: Value, count: i64) -> Result<i64> {
        let mut skipped = 0;
        while skipped < count && read(cx, this)?.is_some() {
            skipped += 1;
        }
        Ok(skipped)
    }

    #[instance_method("ready")]
    fn ready(cx: &mut Mutator, this: Value) -> Result<bool> {
        expect(cx, this)?;
        Ok(true)
    }

    #[instance_method("markSupported")]
    fn mark_supported(_cx: &mut Mutator, _this: Value) -> Result<bool> {
        Ok(false)
    }

    #[instance_method("close")]
    fn close(cx: &mut Mutator, this: Value) -> Result<()> {
        if let Some(own) = host_object::of(this) {
            let inside = own.get(INSIDE);
            host_object::set(cx, this, LINE, Value::FALSE);
            if !inside.is_nil() && inside != Value::TRUE {
                call(cx, inside, "close", &[])?;
            }
        }
        Ok(())
    }
}

#[host_class("java.io.StringReader")]
pub mod string_reader {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, text: Value) -> Result {
        if text.is_nil() {
            return Err(data::throw::null_receiver(cx, "String.length()", "s"));
        }
        if data::string::of(text).is_none() {
            return Err(data::throw::class_cast(cx, text, "java.lang.String"));
        }
        make(cx, "java.io.StringReader", text, Value::NIL, Value::NIL)
    }
}

#[host_class("java.io.BufferedReader")]
pub mod buffered_reader {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, reader: Value, _size: Option<i64>) -> Result {
        if reader.is_nil() {
            return Err(data::throw::null_pointer_plain(cx));
        }
        make(cx, "java.io.BufferedReader", Value::NIL, reader, Value::NIL)
    }

    #[instance_method("readLine")]
    fn line(cx: &mut Mutator, this: Value) -> Result {
        match read_line(cx, this)? {
            Some(line) => line.to_value(cx),
            None => Ok(Value::NIL),
        }
    }

    #[instance_method("lines")]
    fn lines(cx: &mut Mutator, this: Value) -> Result {
        let mut all = RootVec::new(cx);
        while let Some(line) = read_line(cx, this)? {
            let line = line.to_value(cx)?;
            all.push(line);
        }
        crate::java::util::stream::of(cx, &all)
    }
}

#[host_class("java.io.PushbackReader")]
pub mod pushback_reader {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, reader: Value, size: Option<i64>) -> Result {
        let room = size.unwrap_or(1);
        if room <= 0 {
            return Err(data::throw::illegal_argument(cx, "size <= 0"));
        }
        if reader.is_nil() {
            return Err(data::throw::null_pointer_plain(cx));
        }
        let room = Value::fixnum(room).unwrap_or(Value::NIL);
        make(cx, "java.io.PushbackReader", Value::NIL, reader, room)
    }

    #[instance_method("unread")]
    fn unread_unit(cx: &mut Mutator, this: Value, unit: Value) -> Result<()> {
        let unit = match unit.as_char() {
            Some(unit) => unit,
            None => data::num::to_int(cx, unit)? as u16,
        };
        unread(cx, this, unit)
    }
}

#[host_class("clojure.lang.LineNumberingPushbackReader")]
pub mod line_numbering_reader {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, reader: Value, _size: Option<i64>) -> Result {
        make(cx, LINE_NUMBERING, Value::NIL, reader, Value::small(1))
    }

    #[instance_method("getLineNumber")]
    fn get_line_number(cx: &mut Mutator, this: Value) -> Result<Int> {
        Ok(Int(expect(cx, this)?.number(LINE) as i32))
    }

    #[instance_method("getColumnNumber")]
    fn get_column_number(cx: &mut Mutator, this: Value) -> Result<Int> {
        Ok(Int(expect(cx, this)?.number(COLUMN) as i32))
    }

    #[instance_method("atLineStart")]
    fn at_line_start(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(expect(cx, this)?.number(COLUMN) <= 1)
    }

    #[instance_method("setLineNumber")]
    fn set_line_number(cx: &mut Mutator, this: Value, line: i64) -> Result<()> {
        host_object::set(cx, this, LINE, Value::fixnum(line).unwrap_or(Value::NIL));
        Ok(())
    }

    #[instance_method("readLine")]
    fn line(cx: &mut Mutator, this: Value) -> Result {
        match read_line(cx, this)? {
            Some(line) => line.to_value(cx),
            None => Ok(Value::NIL),
        }
    }
}
