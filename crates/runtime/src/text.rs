//! Names as text, for messages.

use heap::Value;

/// `ns/name`, `name`, `:ns/name`; nothing for what has no name.
pub fn of_symbol(value: Value) -> String {
    if let Some(symbol) = data::symbol::of(value) {
        return symbol.text();
    }
    match data::keyword::of(value) {
        Some(keyword) => format!(":{}", keyword.text()),
        None => String::new(),
    }
}

/// The characters of a string value; nothing for what is no string.
pub fn of_string(value: Value) -> String {
    data::string::of(value).map_or_else(String::new, |text| text.to_str().into_owned())
}
