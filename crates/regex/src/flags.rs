//! The flags of a pattern, with Java's numbers.

/// A set of flags.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Flags(pub u32);

impl Flags {
    pub const NONE: Flags = Flags(0);
    /// `(?d)`: only `\n` ends a line.
    pub const UNIX_LINES: Flags = Flags(0x01);
    /// `(?i)`.
    pub const CASE_INSENSITIVE: Flags = Flags(0x02);
    /// `(?x)`: white space and comments in the pattern are skipped.
    pub const COMMENTS: Flags = Flags(0x04);
    /// `(?m)`: `^` and `$` match at lines.
    pub const MULTILINE: Flags = Flags(0x08);
    /// The pattern is a text, not an expression.
    pub const LITERAL: Flags = Flags(0x10);
    /// `(?s)`: `.` matches line terminators.
    pub const DOTALL: Flags = Flags(0x20);
    /// `(?u)`: case is folded beyond ASCII.
    pub const UNICODE_CASE: Flags = Flags(0x40);
    pub const CANON_EQ: Flags = Flags(0x80);
    /// `(?U)`: `\w`, `\d`, `\s`, `\b` and the POSIX classes go beyond ASCII.
    pub const UNICODE_CHARACTER_CLASS: Flags = Flags(0x100);
    /// Every flag there is.
    pub const ALL: Flags = Flags(0x1ff);

    #[inline]
    pub const fn has(self, other: Flags) -> bool {
        self.0 & other.0 != 0
    }

    pub const fn with(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }

    pub const fn without(self, other: Flags) -> Flags {
        Flags(self.0 & !other.0)
    }

    /// What an inline letter, as in `(?i)`, sets or clears.
    pub(crate) fn of_letter(letter: char) -> Option<Flags> {
        Some(match letter {
            'i' => Flags::CASE_INSENSITIVE,
            'm' => Flags::MULTILINE,
            's' => Flags::DOTALL,
            'd' => Flags::UNIX_LINES,
            'u' => Flags::UNICODE_CASE,
            'c' => Flags::CANON_EQ,
            'x' => Flags::COMMENTS,
            'U' => Flags::UNICODE_CHARACTER_CLASS.with(Flags::UNICODE_CASE),
            _ => return None,
        })
    }
}
