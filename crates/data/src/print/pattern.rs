//! Regex literals: the source between quotes, with quotes escaped as its quoting mode needs it.

use heap::TextSink;

use crate::string::Str;

/// `#"…"` of a pattern's source.
pub(crate) fn write_pattern(source: &Str, out: &mut dyn TextSink) {
    out.write_str("#\"");
    let mut quoted = false;
    let mut units = source.units();
    while let Some(unit) = units.next() {
        match unit {
            0x5c => {
                out.write_utf16(&[unit]);
                if let Some(escaped) = units.next() {
                    out.write_utf16(&[escaped]);
                    // `\Q` begins quoting, `\E` ends it.
                    quoted = if quoted { escaped != b'E' as u16 } else { escaped == b'Q' as u16 };
                }
            }
            0x22 if quoted => out.write_str("\\E\\\"\\Q"),
            0x22 => out.write_str("\\\""),
            _ => out.write_utf16(&[unit]),
        }
    }
    out.write_str("\"");
}
