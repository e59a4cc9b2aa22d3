//! Byte streams in memory: `ByteArrayOutputStream`, `ByteArrayInputStream`; readers and writers on
//! streams.

use data::array::element;
use data::{host_object, kind};

use crate::java::lang::string::{Charset, charset, decode};
use crate::prelude::*;

/// What was written so far: an array of bytes with room behind.
const BYTES: usize = 0;
/// How many bytes of it count; of an input stream, where the next one stands.
const COUNT: usize = 1;

fn expect<'a>(cx: &mut Mutator, stream: Value) -> Result<&'a host_object::HostObject> {
    match host_object::of(stream) {
        Some(found) => Ok(found),
        None => Err(data::throw::class_cast(cx, stream, "java.io.OutputStream")),
    }
}

/// The bytes of an array.
pub fn bytes_of(cx: &mut Mutator, array: Value) -> Result<Vec<u8>> {
    match element::to_bytes(array) {
        Some(bytes) => Ok(bytes),
        None if array.is_nil() => Err(data::throw::null_pointer_plain(cx)),
        None => Err(data::throw::class_cast(cx, array, "[B")),
    }
}

fn written(cx: &mut Mutator, stream: Value) -> Result<Vec<u8>> {
    let own = expect(cx, stream)?;
    let mut bytes = bytes_of(cx, own.get(BYTES))?;
    bytes.truncate(own.number(COUNT) as usize);
    Ok(bytes)
}

/// What was written to a stream, as text.
pub fn written_text(cx: &mut Mutator, stream: Value, out: &mut Text) -> Result<()> {
    let bytes = written(cx, stream)?;
    let text = decode(cx, &bytes, Charset::Utf8)?;
    push_value(cx, text, out)
}

fn write(cx: &mut Mutator, stream: Value, bytes: &[u8]) -> Result<()> {
    let own = expect(cx, stream)?;
    let count = own.number(COUNT) as usize;
    let room = data::array::len(own.get(BYTES)).unwrap_or(0);
    if count + bytes.len() > room {
        let mut all = written(cx, stream)?;
        all.extend_from_slice(bytes);
        let length = all.len();
        all.resize((length * 2).max(32), 0);
        let array = element::from_bytes(cx, &all)?;
        host_object::set(cx, stream, BYTES, array);
    } else if let Some(places) = element::Primitives::of(own.get(BYTES)) {
        for (step, byte) in bytes.iter().enumerate() {
            places.set_bits(count + step, (*byte).into());
        }
    }
    let count = Value::fixnum((count + bytes.len()) as i64).unwrap_or(Value::NIL);
    host_object::set(cx, stream, COUNT, count);
    Ok(())
}

#[host_class("java.io.ByteArrayOutputStream")]
pub mod output_stream {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, _size: Option<i64>) -> Result {
        let class = runtime::class::for_name(cx, "java.io.ByteArrayOutputStream")?;
        let empty = element::from_bytes(cx, &[])?;
        host_object::new(cx, kind::HOST_OBJECT, class, &[empty, Value::small(0)])
    }

    #[instance_method("write")]
    fn write_bytes(
        cx: &mut Mutator,
        this: Value,
        source: Value,
        from: Option<i64>,
        count: Option<i64>,
    ) -> Result<()> {
        if data::num::is_number(source) {
            let byte = data::num::to_int(cx, source)? as u8;
            return write(cx, this, &[byte]);
        }
        let bytes = bytes_of(cx, source)?;
        let from = from.unwrap_or(0);
        let count = count.unwrap_or(bytes.len() as i64);
        if from < 0 || count < 0 || from + count > bytes.len() as i64 {
            return Err(data::throw::index_out_of_bounds(cx));
        }
        write(cx, this, &bytes[from as usize..(from + count) as usize])
    }

    #[instance_method("writeBytes")]
    fn write_all(cx: &mut Mutator, this: Value, source: Value) -> Result<()> {
        write_bytes(cx, this, source, None, None)
    }

    #[instance_method("toByteArray")]
    fn to_byte_array(cx: &mut Mutator, this: Value) -> Result {
        let bytes = written(cx, this)?;
        element::from_bytes(cx, &bytes)
    }

    #[instance_method("toString")]
    fn to_text(cx: &mut Mutator, this: Value, name: Option<Value>) -> Result {
        let bytes = written(cx, this)?;
        let charset = match name {
            Some(name) => charset(cx, name)?,
            None => Charset::Utf8,
        };
        decode(cx, &bytes, charset)
    }

    #[instance_method("size")]
    fn size(cx: &mut Mutator, this: Value) -> Result<Int> {
        Ok(Int(expect(cx, this)?.number(COUNT) as i32))
    }

    #[instance_method("reset")]
    fn reset(cx: &mut Mutator, this: Value) -> Result<()> {
        host_object::set(cx, this, COUNT, Value::small(0));
        Ok(())
    }

    #[instance_method("flush")]
    fn flush(_cx: &mut Mutator, _this: Value) -> Result<()> {
        Ok(())
    }

    #[instance_method("close")]
    fn close(_cx: &mut Mutator, _this: Value) -> Result<()> {
        Ok(())
    }

    #[instance_method("writeTo")]
    fn write_to(cx: &mut Mutator, this: Value, target: Value) -> Result<()> {
        let bytes = written(cx, this)?;
        let array = element::from_bytes(cx, &bytes)?;
        call(cx, target, "write", &[array])?;
        Ok(())
    }
}

#[host_class("java.io.ByteArrayInputStream")]
pub mod input_stream {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, source: Value, from: Option<i64>, count: Option<i64>) -> Result {
        let bytes = bytes_of(cx, source)?;
        let length = bytes.len() as i64;
        let from = from.unwrap_or(0).clamp(0, length);
        let end = count.map_or(length, |count| from.saturating_add(count.max(0))).min(length);
        let class = runtime::class::for_name(cx, "java.io.ByteArrayInputStream")?;
        let own = element::from_bytes(cx, &bytes[from as usize..end as usize])?;
        host_object::new(cx, kind::HOST_OBJECT, class, &[own, Value::small(0)])
    }

    fn available_bytes(cx: &mut Mutator, this: Value) -> Result<usize> {
        let own = expect(cx, this)?;
        let length = data::array::len(own.get(BYTES)).unwrap_or(0);
        Ok(length.saturating_sub(own.number(COUNT) as usize))
    }

    fn next(cx: &mut Mutator, this: Value) -> Result<Option<u8>> {
        let own = expect(cx, this)?;
        let at = own.number(COUNT);
        let bytes = element::Primitives::of(own.get(BYTES));
        let Some(bytes) = bytes.filter(|bytes| (at as usize) < bytes.len()) else {
            return Ok(None);
        };
        host_object::set(cx, this, COUNT, Value::fixnum(at + 1).unwrap_or(Value::NIL));
        Ok(Some(bytes.bits(at as usize) as u8))
    }

    #[instance_method("read")]
    fn read(
        cx: &mut Mutator,
        this: Value,
        buffer: Option<Value>,
        from: Option<i64>,
        count: Option<i64>,
    ) -> Result<Int> {
        let Some(buffer) = buffer else {
            return Ok(Int(next(cx, this)?.map_or(-1, i32::from)));
        };
        let length = data::array::len(buffer).unwrap_or(0) as i64;
        let from = from.unwrap_or(0);
        let count = count.unwrap_or(length - from);
        let mut taken = 0;
        while taken < count {
            let Some(byte) = next(cx, this)? else { break };
            data::array::aset(cx, buffer, from + taken, Value::small((byte as i8).into()))?;
            taken += 1;
        }
        Ok(Int(if taken == 0 && count > 0 { -1 } else { taken as i32 }))
    }

    #[instance_method("readAllBytes")]
    fn read_all_bytes(cx: &mut Mutator, this: Value) -> Result {
        let mut all = Vec::new();
        while let Some(byte) = next(cx, this)? {
            all.push(byte);
        }
        element::from_bytes(cx, &all)
    }

    #[instance_method("available")]
    fn available(cx: &mut Mutator, this: Value) -> Result<Int> {
        available_bytes(cx, this).map(int)
    }

    #[instance_method("skip")]
    fn skip(cx: &mut Mutator, this: Value, count: i64) -> Result<i64> {
        let mut skipped = 0;
        while skipped < count && next(cx, this)?.is_some() {
            skipped += 1;
        }
        Ok(skipped)
    }

    #[instance_method("close")]
    fn close(_cx: &mut Mutator, _this: Value) -> Result<()> {
        Ok(())
    }
}

#[host_class("java.io.InputStreamReader")]
pub mod input_stream_reader {
    use super::*;

    /// Reads the stream to its end at once: what reads from it sees a string.
    #[constructor]
    fn new(cx: &mut Mutator, stream: Value, name: Option<Value>) -> Result {
        let charset = match name {
            Some(name) => charset(cx, name)?,
            None => Charset::Utf8,
        };
        let mut all = Vec::new();
        loop {
            let byte = call(cx, stream, "read", &[])?;
            match u8::try_from(data::num::to_int(cx, byte)?) {
                Ok(byte) => all.push(byte),
                Err(_) => break,
            }
        }
        let text = decode(cx, &all, charset)?;
        let class = data::symbol::intern(cx, None, "java.io.StringReader")?;
        let class = runtime::class::for_name(cx, &runtime::text::of_symbol(class))?;
        runtime::interop::new_instance(cx, class, &[text])
    }
}
