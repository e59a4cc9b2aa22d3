//! What is part of a word, for `\b`; the sets are made at the first question about a wide character.

use std::sync::LazyLock;

use crate::charset::CharSet;
use crate::property;

static LETTERS: LazyLock<CharSet> =
    LazyLock::new(|| CharSet::from(&property::letters_and_digits()));
static MARKS: LazyLock<CharSet> = LazyLock::new(|| CharSet::from(&property::nonspacing_marks()));
static WORD: LazyLock<CharSet> = LazyLock::new(|| CharSet::from(&property::unicode_word()));

fn is_ascii_word(c: u32) -> bool {
    u8::try_from(c).is_ok_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

pub fn is_letter_or_digit(c: u32) -> bool {
    if c < 128 { is_ascii_word(c) } else { LETTERS.contains(c) }
}

pub fn is_mark(c: u32) -> bool {
    c >= 128 && MARKS.contains(c)
}

pub fn is_unicode_word(c: u32) -> bool {
    if c < 128 { is_ascii_word(c) } else { WORD.contains(c) }
}
