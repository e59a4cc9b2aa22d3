//! Readers: over strings, and around other readers.

use data::{host_object, kind};

use crate::prelude::*;

/// The string that is read, or nil.
const TEXT: usize = 0;
const POSITION: usize = 1;
/// Units that were pushed back, the last one first: a list, or nil.
const PUSHED: usize = 2;
/// The line that is read, counted from 1; false once the reader is closed.
const LINE: usize = 3;
/// The reader around which this one is, or nil.
const INSIDE: usize = 4;
/// How many units may be pushed back; nil when there is no limit.
const ROOM: usize = 5;

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
        count_line(cx, reader, unit, 1);
        return Ok(unit);
    }
    let unit = match own.get(INSIDE) {
        inside if inside.is_nil() => {
            let at = own.number(POSITION);
            let unit = data::string::of(own.get(TEXT)).and_then(|text| text.char_at(at as usize));
            if unit.is_some() {
                let next = Value::fixnum(at + 1).unwrap_or(Value::NIL);
                host_object::set(cx, reader, POSITION, next);
            }
            unit
        }
        inside => read(cx, inside)?,
    };
    count_line(cx, reader, unit, 1);
    Ok(unit)
}

fn count_line(cx: &mut Mutator, reader: Value, unit: Option<u16>, by: i64) {
    if unit == Some(10)
        && let Some(own) = host_object::of(reader)
    {
        let line = Value::fixnum(own.number(LINE) + by).unwrap_or(Value::NIL);
        host_object::set(cx, reader, LINE, line);
    }
}

fn unread(cx: &mut Mutator, reader: Value, unit: u16) -> Result<()> {
    let own = expect(cx, reader)?;
    let pushed = own.get(PUSHED);
    if let Some(room) = own.get(ROOM).as_fixnum()
        && data::seq::count(cx, pushed)? as i64 >= room
    {
        let class = data::class::ClassId::IO_EXCEPTION;
        return Err(data::throwable::throw(cx, class, "Pushback buffer overflow"));
    }
    let pushed = data::seq::cons(cx, Value::char(unit), pushed)?;
    host_object::set(cx, reader, PUSHED, pushed);
    count_line(cx, reader, Some(unit), -1);
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
            if !inside.is_nil() {
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
        let class = "clojure.lang.LineNumberingPushbackReader";
        make(cx, class, Value::NIL, reader, Value::NIL)
    }

    #[instance_method("getLineNumber")]
    fn get_line_number(cx: &mut Mutator, this: Value) -> Result<Int> {
        Ok(Int(expect(cx, this)?.number(LINE) as i32))
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
