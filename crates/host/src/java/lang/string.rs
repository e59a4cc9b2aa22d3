//! `java.lang.String` and `java.lang.CharSequence`.

use data::array::element::{self, Element, Primitives};
use data::pattern_ops::{self, Matches};
use data::string_ops;

use super::character::{code_point_at, push_code_point};
use crate::prelude::*;

/// `StringIndexOutOfBoundsException` of `charAt`.
fn bad_index(cx: &mut Mutator, index: i64) -> Thrown {
    data::throw::string_index(cx, format!("String index out of range: {index}"))
}

/// The pattern that a text means.
fn pattern(cx: &mut Mutator, regex: Value) -> Result {
    data::pattern::compile(cx, regex, 0)
}

/// The chars of a string as an array.
pub(crate) fn char_array(cx: &mut Mutator, text: Value) -> Result {
    let length = str_of(text).len_utf16();
    let array = element::new(cx, Element::Char, length as i64)?;
    if let Some(chars) = Primitives::of(array) {
        for (index, unit) in str_of(text).units().enumerate() {
            chars.set_bits(index, unit.into());
        }
    }
    Ok(array)
}

/// The units of an array of chars from `start` on, `count` of them.
fn units_of(
    cx: &mut Mutator,
    array: Value,
    start: i64,
    count: Option<i64>,
) -> Result<Option<Vec<u16>>> {
    if array.kind() != data::kind::CHAR_ARRAY {
        return Ok(None);
    }
    let Some(chars) = Primitives::of(array) else { return Ok(None) };
    let length = chars.len() as i64;
    let count = count.unwrap_or(length - start);
    if start < 0 || count < 0 || start > length - count {
        let message = format!("offset {start}, count {count}, length {length}");
        return Err(data::throw::string_index(cx, message));
    }
    Ok(Some((start..start + count).map(|at| chars.bits(at as usize) as u16).collect()))
}

/// How bytes are read as characters.
#[derive(Clone, Copy)]
pub(crate) enum Charset {
    Utf8,
    Latin1,
    Ascii,
    Utf16 { big: bool, mark: bool },
}

/// The charset in a value: an object of `java.nio.charset`, or a name.
pub(crate) fn charset(cx: &mut Mutator, value: Value) -> Result<Charset> {
    let name = to_string(cx, value)?;
    let name = str_of(name).to_str().to_ascii_uppercase();
    Ok(match name.as_str() {
        "UTF-8" | "UTF8" => Charset::Utf8,
        "ISO-8859-1" | "ISO8859_1" | "LATIN1" | "ISO8859-1" => Charset::Latin1,
        "US-ASCII" | "ASCII" => Charset::Ascii,
        "UTF-16" => Charset::Utf16 { big: true, mark: true },
        "UTF-16BE" => Charset::Utf16 { big: true, mark: false },
        "UTF-16LE" => Charset::Utf16 { big: false, mark: false },
        _ => {
            let class = data::class::ClassId::named("java.io.UnsupportedEncodingException");
            let name = to_string(cx, value)?;
            return Err(data::throwable::throw(cx, class, str_of(name).to_str()));
        }
    })
}

/// The bytes of a text; what the charset lacks becomes a question mark.
pub(crate) fn encode(text: &Str, charset: Charset) -> Vec<u8> {
    let narrow = |limit: u32| -> Vec<u8> {
        let chars = char::decode_utf16(text.units());
        chars.map(|c| c.ok().filter(|c| (*c as u32) < limit).map_or(b'?', |c| c as u8)).collect()
    };
    match charset {
        Charset::Utf8 => match text.as_ascii() {
            Some(ascii) => ascii.as_bytes().to_vec(),
            None => {
                let mut bytes = Vec::new();
                for c in char::decode_utf16(text.units()) {
                    match c {
                        Ok(c) => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
                        Err(_) => bytes.push(b'?'),
                    }
                }
                bytes
            }
        },
        Charset::Latin1 => narrow(256),
        Charset::Ascii => narrow(128),
        Charset::Utf16 { big, mark } => {
            let first = mark.then_some(0xfeff);
            let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
            first.into_iter().chain(text.units()).flat_map(bytes).collect()
        }
    }
}

/// The text of bytes; what is wrong becomes U+FFFD.
pub(crate) fn decode(cx: &mut Mutator, bytes: &[u8], charset: Charset) -> Result {
    match charset {
        Charset::Utf8 => string(cx, &String::from_utf8_lossy(bytes)),
        Charset::Latin1 => {
            let units: Vec<u16> = bytes.iter().map(|&byte| byte.into()).collect();
            data::string::from_utf16(cx, &units)
        }
        Charset::Ascii => {
            let unit = |&byte: &u8| if byte < 128 { byte.into() } else { 0xfffd };
            let units: Vec<u16> = bytes.iter().map(unit).collect();
            data::string::from_utf16(cx, &units)
        }
        Charset::Utf16 { big, mark } => {
            let unit = |pair: &[u8]| match big {
                true => u16::from_be_bytes([pair[0], pair[1]]),
                false => u16::from_le_bytes([pair[0], pair[1]]),
            };
            let mut units: Vec<u16> = bytes.chunks_exact(2).map(unit).collect();
            if mark && units.first() == Some(&0xfeff) {
                units.remove(0);
            } else if mark && units.first() == Some(&0xfffe) {
                units = units[1..].iter().map(|unit| unit.swap_bytes()).collect();
            }
            data::string::from_utf16(cx, &units)
        }
    }
}

/// The text of some bytes of an array.
fn from_bytes(
    cx: &mut Mutator,
    array: Value,
    start: i64,
    count: Option<i64>,
    charset: Charset,
) -> Result {
    let Some(bytes) = element::to_bytes(array) else {
        return Err(data::throw::class_cast(cx, array, "[B"));
    };
    let length = bytes.len() as i64;
    let count = count.unwrap_or(length - start);
    if start < 0 || count < 0 || start > length - count {
        let message = format!("offset {start}, count {count}, length {length}");
        return Err(data::throw::string_index(cx, message));
    }
    decode(cx, &bytes[start as usize..(start + count) as usize], charset)
}

/// What `indexOf` and its kin look for: a text, or a code point as a char or number.
fn needle(cx: &mut Mutator, value: Value) -> Result {
    if data::string::of(value).is_some() {
        return Ok(value);
    }
    if let Some(unit) = value.as_char() {
        return data::string::from_unit(cx, unit);
    }
    if value.is_nil() {
        return Err(data::throw::null_receiver(cx, "String.coder()", "str"));
    }
    let code = data::num::to_int(cx, value)?;
    let mut text = Text::new();
    push_code_point(&mut text, code as u32);
    text.to_value(cx)
}

fn region_matches(fold: bool, a: &Str, at: i64, b: &Str, other: i64, length: i64) -> bool {
    let fits = |text: &Str, at: i64| at >= 0 && at <= text.len_utf16() as i64 - length;
    if !fits(a, at) || !fits(b, other) {
        return false;
    }
    (0..length.max(0)).all(|step| {
        let x = a.char_at((at + step) as usize).unwrap_or(0);
        let y = b.char_at((other + step) as usize).unwrap_or(0);
        x == y || (fold && fold_unit(x) == fold_unit(y))
    })
}

/// A unit as Java compares it when case does not count.
fn fold_unit(unit: u16) -> u16 {
    let single = |mut chars: std::vec::IntoIter<char>, old: char| match (chars.next(), chars.next())
    {
        (Some(c), None) => c,
        _ => old,
    };
    let Some(c) = char::from_u32(unit.into()) else { return unit };
    let upper = single(c.to_uppercase().collect::<Vec<_>>().into_iter(), c);
    let lower = single(upper.to_lowercase().collect::<Vec<_>>().into_iter(), upper);
    u16::try_from(lower as u32).unwrap_or(unit)
}

/// The lines of a text, without their ends.
fn lines(cx: &mut Mutator, text: Value) -> Result<RootVec> {
    let mut all = RootVec::new(cx);
    let source = str_of(text);
    let (mut start, mut at, length) = (0, 0, source.len_utf16());
    while at < length {
        let unit = source.char_at(at);
        if unit == Some(10) || unit == Some(13) {
            let line = data::string::slice(cx, text, start, at)?;
            all.push(line);
            at += usize::from(unit == Some(13) && source.char_at(at + 1) == Some(10));
            start = at + 1;
        }
        at += 1;
    }
    if start < length {
        let line = data::string::slice(cx, text, start, length)?;
        all.push(line);
    }
    Ok(all)
}

/// `String.join`.
fn join(cx: &mut Mutator, delimiter: Value, items: &[Value]) -> Result {
    let mut text = Text::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            push_value(cx, delimiter, &mut text)?;
        }
        push_value(cx, *item, &mut text)?;
        text.settle(cx)?;
    }
    text.to_value(cx)
}

#[host_class("java.lang.String")]
pub mod class {
    use super::*;

    #[field("CASE_INSENSITIVE_ORDER")]
    fn case_insensitive_order(cx: &mut Mutator) -> Result {
        crate::java::util::comparator::case_insensitive(cx)
    }

    // ---- construction -----------------------------------------------------------------------

    #[constructor]
    fn new(
        cx: &mut Mutator,
        source: Option<Value>,
        second: Option<Value>,
        third: Option<Value>,
        fourth: Option<Value>,
    ) -> Result {
        let Some(source) = source else { return string(cx, "") };
        let number = |cx: &mut Mutator, value: Value| data::num::to_int(cx, value).map(i64::from);
        let Some(second) = second else {
            return match units_of(cx, source, 0, None)? {
                Some(units) => data::string::from_utf16(cx, &units),
                None if source.kind() == data::kind::BYTE_ARRAY => {
                    from_bytes(cx, source, 0, None, Charset::Utf8)
                }
                None if source.is_nil() => Err(data::throw::null_pointer_plain(cx)),
                None => to_string(cx, source),
            };
        };
        let Some(third) = third else {
            let charset = charset(cx, second)?;
            return from_bytes(cx, source, 0, None, charset);
        };
        let (start, count) = (number(cx, second)?, number(cx, third)?);
        if let Some(units) = units_of(cx, source, start, Some(count))? {
            return data::string::from_utf16(cx, &units);
        }
        let charset = match fourth {
            Some(name) => charset(cx, name)?,
            None => Charset::Utf8,
        };
        from_bytes(cx, source, start, Some(count), charset)
    }

    #[method("valueOf")]
    fn value_of(cx: &mut Mutator, value: Value, offset: Option<i64>, count: Option<i64>) -> Result {
        if value.is_nil() {
            // Java takes the overload for arrays of chars.
            let message = "Cannot read the array length because \"value\" is null";
            return Err(data::throw::null_pointer(cx, message));
        }
        match units_of(cx, value, offset.unwrap_or(0), count)? {
            Some(units) => data::string::from_utf16(cx, &units),
            None => to_string(cx, value),
        }
    }

    #[method("copyValueOf")]
    fn copy_value_of(cx: &mut Mutator, value: Value) -> Result {
        value_of(cx, value, None, None)
    }

    #[method("format")]
    fn format(cx: &mut Mutator, first: Value, rest: &[Value]) -> Result {
        // A locale may stand first; there is only one here.
        let (format, args) = match (data::string::of(first), rest.split_first()) {
            (Some(format), _) => (format, rest),
            (None, Some((format, rest))) if data::string::of(*format).is_some() => {
                (str_of(*format), rest)
            }
            _ => return Err(data::throw::class_cast(cx, first, "java.lang.String")),
        };
        let args = match *args {
            [only] if data::array::is_array(only) => data::seq::to_rootvec(cx, only)?,
            _ => RootVec::from_slice(cx, args),
        };
        data::formatter::format(cx, format, &args)
    }

    #[method("join")]
    fn join_all(cx: &mut Mutator, delimiter: Value, items: &[Value]) -> Result {
        let items = match *items {
            [only] if data::string::of(only).is_none() => data::seq::to_rootvec(cx, only)?,
            _ => RootVec::from_slice(cx, items),
        };
        join(cx, delimiter, &items)
    }

    // ---- characters -------------------------------------------------------------------------

    #[instance_method("codePointAt")]
    fn code_point(cx: &mut Mutator, this: &Str, index: i64) -> Result<Int> {
        match usize::try_from(index).ok().filter(|index| *index < this.len_utf16()) {
            Some(index) => Ok(Int(code_point_at(this, index) as i32)),
            None => {
                let message =
                    format!("Index {index} out of bounds for length {}", this.len_utf16());
                Err(data::throw::string_index(cx, message))
            }
        }
    }

    #[instance_method("codePointCount")]
    fn code_point_count(cx: &mut Mutator, this: &Str, start: i64, end: i64) -> Result<Int> {
        if start < 0 || start > end || end > this.len_utf16() as i64 {
            return Err(data::throw::index_out_of_bounds(cx));
        }
        let units = this.units().skip(start as usize).take((end - start) as usize);
        Ok(int(char::decode_utf16(units).count()))
    }

    #[instance_method("codePoints")]
    fn code_points(cx: &mut Mutator, this: Value) -> Result {
        let mut codes = RootVec::new(cx);
        let text = str_of(this);
        let mut at = 0;
        while at < text.len_utf16() {
            let code = code_point_at(text, at);
            let value = data::num::from_i32(cx, code as i32)?;
            codes.push(value);
            at += if code >= 0x1_0000 { 2 } else { 1 };
        }
        crate::java::util::stream::of(cx, &codes)
    }

    #[instance_method("chars")]
    fn chars(cx: &mut Mutator, this: Value) -> Result {
        let mut units = RootVec::new(cx);
        for unit in str_of(this).units() {
            let value = data::num::from_i32(cx, unit.into())?;
            units.push(value);
        }
        crate::java::util::stream::of(cx, &units)
    }

    #[instance_method("toCharArray")]
    fn to_char_array(cx: &mut Mutator, this: Value) -> Result {
        char_array(cx, this)
    }

    #[instance_method("getChars")]
    fn get_chars(
        cx: &mut Mutator,
        this: &Str,
        start: i64,
        end: i64,
        target: Value,
        at: i64,
    ) -> Result<()> {
        if start < 0 || start > end || end > this.len_utf16() as i64 {
            let message = format!("begin {start}, end {end}, length {}", this.len_utf16());
            return Err(data::throw::string_index(cx, message));
        }
        for (step, unit) in
            this.units().skip(start as usize).take((end - start) as usize).enumerate()
        {
            data::array::aset(cx, target, at + step as i64, Value::char(unit))?;
        }
        Ok(())
    }

    #[instance_method("getBytes")]
    fn get_bytes(cx: &mut Mutator, this: &Str, charset_name: Option<Value>) -> Result {
        let charset = match charset_name {
            Some(name) => charset(cx, name)?,
            None => Charset::Utf8,
        };
        element::from_bytes(cx, &encode(this, charset))
    }

    #[instance_method("intern")]
    fn intern(_cx: &mut Mutator, this: Value) -> Result {
        Ok(this)
    }

    // ---- parts ------------------------------------------------------------------------------

    #[instance_method("substring")]
    fn substring(cx: &mut Mutator, this: Value, start: i64, end: Option<i64>) -> Result {
        let end = end.unwrap_or(str_of(this).len_utf16() as i64);
        data::string::substring(cx, this, start, end)
    }

    #[instance_method("trim")]
    fn trim(cx: &mut Mutator, this: Value) -> Result {
        string_ops::trim(cx, this, true, true, |unit| unit <= 32)
    }

    #[instance_method("strip")]
    fn strip(cx: &mut Mutator, this: Value) -> Result {
        string_ops::trim(cx, this, true, true, string_ops::is_whitespace)
    }

    #[instance_method("stripLeading")]
    fn strip_leading(cx: &mut Mutator, this: Value) -> Result {
        string_ops::trim(cx, this, true, false, string_ops::is_whitespace)
    }

    #[instance_method("stripTrailing")]
    fn strip_trailing(cx: &mut Mutator, this: Value) -> Result {
        string_ops::trim(cx, this, false, true, string_ops::is_whitespace)
    }

    #[instance_method("split")]
    fn split(cx: &mut Mutator, this: Value, regex: Value, limit: Option<i64>) -> Result {
        let pattern = pattern(cx, regex)?;
        let parts = pattern_ops::split(cx, pattern, this, limit.unwrap_or(0))?;
        array_of(cx, "java.lang.String", &parts)
    }

    #[instance_method("lines")]
    fn lines_of(cx: &mut Mutator, this: Value) -> Result {
        let lines = lines(cx, this)?;
        crate::java::util::stream::of(cx, &lines)
    }

    #[instance_method("indent")]
    fn indent(cx: &mut Mutator, this: Value, n: i64) -> Result {
        let mut text = Text::new();
        for line in lines(cx, this)?.iter() {
            let line = str_of(*line);
            if n >= 0 {
                text.push_str(&" ".repeat((n as usize).min(1 << 20)));
                text.push_string(line);
            } else {
                let blank =
                    line.units().take_while(|unit| string_ops::is_whitespace(*unit)).count();
                let cut = blank.min(n.unsigned_abs() as usize);
                string_ops::push_part(&mut text, line, cut, line.len_utf16());
            }
            text.push_str("\n");
        }
        text.to_value(cx)
    }

    // ---- changes ----------------------------------------------------------------------------

    #[instance_method("toUpperCase")]
    fn to_upper(cx: &mut Mutator, this: Value, _locale: Option<Value>) -> Result {
        string_ops::upper_case(cx, this)
    }

    #[instance_method("toLowerCase")]
    fn to_lower(cx: &mut Mutator, this: Value, _locale: Option<Value>) -> Result {
        string_ops::lower_case(cx, this)
    }

    #[instance_method("concat")]
    fn concat(cx: &mut Mutator, this: &Str, other: &Str) -> Result {
        let mut text = Text::new();
        text.push_string(this);
        text.push_string(other);
        text.to_value(cx)
    }

    #[instance_method("repeat")]
    fn repeat(cx: &mut Mutator, this: &Str, count: i64) -> Result {
        if count < 0 {
            let message = format!("count is negative: {count}");
            return Err(data::throw::illegal_argument(cx, message));
        }
        if (count as usize).saturating_mul(this.len_utf16()) > data::string::MAX_LENGTH {
            return Err(data::throwable::out_of_memory(cx));
        }
        let unit = if this.as_ascii().is_some() { 1 } else { size_of::<u16>() };
        // Once in the making, once as the string.
        cx.admit_external(count as usize * this.len_utf16() * unit * 2)?;
        match this.as_ascii() {
            Some(ascii) => string(cx, &ascii.repeat(count as usize)),
            None => data::string::from_utf16(cx, &this.to_utf16().repeat(count as usize)),
        }
    }

    #[instance_method("replace")]
    fn replace(cx: &mut Mutator, this: Value, target: Value, replacement: Value) -> Result {
        let part = |cx: &mut Mutator, value: Value, name: &str| match value.as_char() {
            Some(unit) => data::string::from_unit(cx, unit),
            None if value.is_nil() => {
                Err(data::throw::null_receiver(cx, "java.lang.CharSequence.toString()", name))
            }
            None => data::matcher::char_sequence(cx, value),
        };
        let target = part(cx, target, "target")?;
        let replacement = part(cx, replacement, "replacement")?;
        string_ops::replace(cx, this, str_of(target), str_of(replacement))
    }

    #[instance_method("replaceAll")]
    fn replace_all(cx: &mut Mutator, this: Value, regex: Value, replacement: &Str) -> Result {
        let pattern = pattern(cx, regex)?;
        pattern_ops::replace(cx, pattern, this, replacement, Matches::All)
    }

    #[instance_method("replaceFirst")]
    fn replace_first(cx: &mut Mutator, this: Value, regex: Value, replacement: &Str) -> Result {
        let pattern = pattern(cx, regex)?;
        pattern_ops::replace(cx, pattern, this, replacement, Matches::First)
    }

    #[instance_method("transform")]
    fn transform(cx: &mut Mutator, this: Value, function: Value) -> Result {
        cx.invoke(function, &[this])
    }

    #[instance_method("formatted")]
    fn formatted(cx: &mut Mutator, this: &Str, args: &[Value]) -> Result {
        let args = match *args {
            [only] if data::array::is_array(only) => data::seq::to_rootvec(cx, only)?,
            _ => RootVec::from_slice(cx, args),
        };
        data::formatter::format(cx, this, &args)
    }

    // ---- questions --------------------------------------------------------------------------

    #[instance_method("isBlank")]
    fn is_blank(_cx: &mut Mutator, this: &Str) -> Result<bool> {
        Ok(this.units().all(string_ops::is_whitespace))
    }

    #[instance_method("startsWith")]
    fn starts_with(cx: &mut Mutator, this: &Str, prefix: Value, from: Option<i64>) -> Result<bool> {
        let Some(prefix) = data::string::of(prefix) else {
            return Err(match prefix.is_nil() {
                true => data::throw::null_receiver(cx, "String.length()", "prefix"),
                false => data::throw::class_cast(cx, prefix, "java.lang.String"),
            });
        };
        let from = from.unwrap_or(0);
        Ok(region_matches(false, this, from, prefix, 0, prefix.len_utf16() as i64))
    }

    #[instance_method("endsWith")]
    fn ends_with(cx: &mut Mutator, this: &Str, suffix: Value) -> Result<bool> {
        match data::string::of(suffix) {
            Some(suffix) => Ok(this.ends_with(suffix)),
            None if suffix.is_nil() => {
                Err(data::throw::null_receiver(cx, "String.length()", "suffix"))
            }
            None => Err(data::throw::class_cast(cx, suffix, "java.lang.String")),
        }
    }

    #[instance_method("contains")]
    fn contains(cx: &mut Mutator, this: &Str, part: Value) -> Result<bool> {
        if part.is_nil() {
            return Err(data::throw::null_receiver(cx, "java.lang.CharSequence.toString()", "s"));
        }
        let part = data::matcher::char_sequence(cx, part)?;
        Ok(this.index_of(str_of(part), 0).is_some())
    }

    #[instance_method("indexOf")]
    fn index_of(cx: &mut Mutator, this: &Str, value: Value, from: Option<i64>) -> Result<Int> {
        let needle = needle(cx, value)?;
        Ok(index(this.index_of(str_of(needle), from.unwrap_or(0).max(0) as usize)))
    }

    #[instance_method("lastIndexOf")]
    fn last_index_of(cx: &mut Mutator, this: &Str, value: Value, from: Option<i64>) -> Result<Int> {
        let needle = needle(cx, value)?;
        let from = from.unwrap_or(i64::MAX);
        let Ok(from) = usize::try_from(from) else { return Ok(Int(-1)) };
        Ok(index(this.last_index_of(str_of(needle), from)))
    }

    #[instance_method("matches")]
    fn matches(cx: &mut Mutator, this: &Str, regex: Value) -> Result<bool> {
        let pattern = pattern(cx, regex)?;
        let engine = data::pattern::expect(cx, pattern)?.engine();
        let text = data::pattern::text(this);
        let mut groups = java_regex::Groups::new();
        data::pattern::run(cx, engine, text, data::pattern::Extent::Whole, &mut groups)
    }

    #[instance_method("equalsIgnoreCase")]
    fn equals_ignore_case(_cx: &mut Mutator, this: &Str, other: Value) -> Result<bool> {
        let Some(other) = data::string::of(other) else { return Ok(false) };
        let length = this.len_utf16();
        let same = length == other.len_utf16();
        Ok(same && region_matches(true, this, 0, other, 0, length as i64))
    }

    #[instance_method("compareToIgnoreCase")]
    fn compare_ignore_case(_cx: &mut Mutator, this: &Str, other: &Str) -> Result<Int> {
        Ok(Int(super::compare_ignore_case(this, other)))
    }

    #[instance_method("contentEquals")]
    fn content_equals(cx: &mut Mutator, this: &Str, other: Value) -> Result<bool> {
        let other = data::matcher::char_sequence(cx, other)?;
        Ok(this == str_of(other))
    }

    #[instance_method("regionMatches")]
    fn region(
        cx: &mut Mutator,
        this: &Str,
        a: Value,
        b: Value,
        c: Value,
        d: Value,
        e: Option<Value>,
    ) -> Result<bool> {
        // With five arguments the first says whether case counts.
        let (fold, at, other, from, length) = match e {
            Some(e) => (a.is_truthy(), b, c, d, e),
            None => (false, a, b, c, d),
        };
        let Some(other) = data::string::of(other) else {
            return Err(data::throw::class_cast(cx, other, "java.lang.String"));
        };
        let at = data::num::to_int(cx, at)?.into();
        let from = data::num::to_int(cx, from)?.into();
        let length = data::num::to_int(cx, length)?.into();
        Ok(region_matches(fold, this, at, other, from, length))
    }
}

/// `compareToIgnoreCase`.
pub(crate) fn compare_ignore_case(a: &Str, b: &Str) -> i32 {
    for (x, y) in a.units().zip(b.units()) {
        let (x, y) = (fold_unit(x), fold_unit(y));
        if x != y {
            return i32::from(x) - i32::from(y);
        }
    }
    a.len_utf16() as i32 - b.len_utf16() as i32
}

#[host_class("java.lang.CharSequence")]
pub mod char_sequence {
    use super::*;

    #[instance_method("length")]
    fn length(cx: &mut Mutator, this: Value) -> Result<Int> {
        data::seq::count(cx, this).map(int)
    }

    #[instance_method("charAt")]
    fn char_at(cx: &mut Mutator, this: Value, index: i64) -> Result<u16> {
        let text = data::matcher::char_sequence(cx, this)?;
        match usize::try_from(index).ok().and_then(|index| str_of(text).char_at(index)) {
            Some(unit) => Ok(unit),
            None if data::string::of(this).is_some() => Err(bad_index(cx, index)),
            None => {
                let length = str_of(text).len_utf16();
                let message = format!("index {index},length {length}");
                Err(data::throw::string_index(cx, message))
            }
        }
    }

    #[instance_method("subSequence")]
    fn sub_sequence(cx: &mut Mutator, this: Value, start: i64, end: i64) -> Result {
        let text = data::matcher::char_sequence(cx, this)?;
        data::string::substring(cx, text, start, end)
    }

    #[instance_method("isEmpty")]
    fn is_empty(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(data::seq::count(cx, this)? == 0)
    }
}
