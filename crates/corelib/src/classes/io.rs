//! Writers, as far as printing needs them.

use macros::host_class;

#[host_class("java.io.StringWriter")]
pub mod string_writer {
    use heap::{Mutator, Result};

    #[constructor]
    fn new(cx: &mut Mutator) -> Result {
        runtime::out::string_writer(cx)
    }
}

#[host_class("java.io.Writer")]
pub mod writer {
    use data::text::Text;
    use heap::{Mutator, Result, Value};
    use runtime::out;

    /// The text of a string, or of the char with that number.
    fn text(cx: &mut Mutator, given: Value) -> Result<Text> {
        let mut text = Text::new();
        match (data::string::of(given), given.as_char()) {
            (Some(string), _) => text.push_string(string),
            (None, Some(unit)) => text.push_unit(unit),
            (None, None) => {
                let unit = data::num::to_int(cx, given)?;
                text.push_unit(unit as u16);
            }
        }
        Ok(text)
    }

    #[instance_method("write")]
    fn write(cx: &mut Mutator, this: Value, given: Value) -> Result<()> {
        let text = text(cx, given)?;
        out::write(cx, this, &text)
    }

    #[instance_method("write")]
    fn write_part(
        cx: &mut Mutator,
        this: Value,
        given: Value,
        from: i64,
        count: i64,
    ) -> Result<()> {
        let part = data::string::substring(cx, given, from, from.saturating_add(count))?;
        write(cx, this, part)
    }

    #[instance_method("append")]
    fn append(cx: &mut Mutator, this: Value, given: Value) -> Result {
        if given.is_nil() {
            let null = data::string::new(cx, "null")?;
            write(cx, this, null)?;
        } else if given.is_char() {
            write(cx, this, given)?;
        } else {
            let text = data::print::str_of(cx, given)?;
            let text = data::string::new(cx, &text)?;
            write(cx, this, text)?;
        }
        Ok(this)
    }

    #[instance_method("flush")]
    fn flush(cx: &mut Mutator, this: Value) -> Result<()> {
        out::flush(cx, this)
    }

    #[instance_method("close")]
    fn close(cx: &mut Mutator, this: Value) -> Result<()> {
        out::flush(cx, this)
    }
}
