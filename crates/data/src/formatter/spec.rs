//! Format strings taken apart: text, and specifiers with their flags, width and precision.
//!
//! Everything that can be wrong without looking at an argument is found here.

/// One piece of a format string.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// Units from one place to another.
    Text(usize, usize),
    Spec(Spec),
}

/// Which argument a specifier takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Index {
    Next,
    /// `%<s`.
    Previous,
    /// `%2$s`, from 1.
    Number(usize),
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spec {
    pub index: Index,
    pub flags: Flags,
    pub width: Option<usize>,
    pub precision: Option<usize>,
    /// Lower case; `upper` says that it was not.
    pub conversion: char,
    pub upper: bool,
    /// After a `t`: `conversion` is a part of a date then.
    pub date: bool,
}

/// The flags, in the order in which messages name them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Flags(u8);

const LETTERS: &str = "-#+ 0,(<";

impl Flags {
    pub const LEFT: Flags = Flags(1);
    pub const ALTERNATE: Flags = Flags(2);
    pub const PLUS: Flags = Flags(4);
    pub const SPACE: Flags = Flags(8);
    pub const ZERO: Flags = Flags(16);
    pub const GROUP: Flags = Flags(32);
    pub const PARENTHESES: Flags = Flags(64);
    pub const PREVIOUS: Flags = Flags(128);

    #[inline]
    pub fn has(self, other: Flags) -> bool {
        self.0 & other.0 != 0
    }

    pub const fn and(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }

    pub fn without(self, other: Flags) -> Flags {
        Flags(self.0 & !other.0)
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn of_letter(unit: u16) -> Option<Flags> {
        let letter = char::from_u32(unit as u32)?;
        LETTERS.find(letter).map(|at| Flags(1 << at))
    }

    fn each(self) -> impl Iterator<Item = Flags> {
        (0..8).map(|at| Flags(1 << at)).filter(move |flag| self.has(*flag))
    }
}

impl core::fmt::Display for Flags {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let letters = LETTERS.chars().enumerate().filter(|(at, _)| self.0 & 1 << at != 0);
        f.write_str(&letters.map(|(_, letter)| letter).collect::<String>())
    }
}

impl core::fmt::Display for Spec {
    /// The specifier as messages show it.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "%{}", self.flags)?;
        if let Index::Number(number) = self.index {
            write!(f, "{number}$")?;
        }
        if let Some(width) = self.width {
            write!(f, "{width}")?;
        }
        if let Some(precision) = self.precision {
            write!(f, ".{precision}")?;
        }
        if self.date {
            f.write_str(if self.upper { "T" } else { "t" })?;
            return write!(f, "{}", self.conversion);
        }
        let upper = self.conversion.to_ascii_uppercase();
        write!(f, "{}", if self.upper { upper } else { self.conversion })
    }
}

/// What is wrong, by the simple name of Java's exception, which is in `java.util`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    UnknownConversion(String),
    MissingArgument(String),
    MissingWidth(String),
    DuplicateFlags(String),
    BadFlags(String),
    FlagsMismatch { conversion: char, flags: Flags },
    BadWidth(i64),
    BadPrecision(i64),
    BadIndex(&'static str),
    Conversion { conversion: char, class: String },
    CodePoint(i32),
}

impl Fault {
    pub fn class(&self) -> &'static str {
        match self {
            Fault::UnknownConversion(_) => "java.util.UnknownFormatConversionException",
            Fault::MissingArgument(_) => "java.util.MissingFormatArgumentException",
            Fault::MissingWidth(_) => "java.util.MissingFormatWidthException",
            Fault::DuplicateFlags(_) => "java.util.DuplicateFormatFlagsException",
            Fault::BadFlags(_) => "java.util.IllegalFormatFlagsException",
            Fault::FlagsMismatch { .. } => "java.util.FormatFlagsConversionMismatchException",
            Fault::BadWidth(_) => "java.util.IllegalFormatWidthException",
            Fault::BadPrecision(_) => "java.util.IllegalFormatPrecisionException",
            Fault::BadIndex(_) => "java.util.IllegalFormatArgumentIndexException",
            Fault::Conversion { .. } => "java.util.IllegalFormatConversionException",
            Fault::CodePoint(_) => "java.util.IllegalFormatCodePointException",
        }
    }

    pub fn message(&self) -> String {
        match self {
            Fault::UnknownConversion(conversion) => format!("Conversion = '{conversion}'"),
            Fault::MissingArgument(spec) => format!("Format specifier '{spec}'"),
            Fault::MissingWidth(spec) => spec.clone(),
            Fault::DuplicateFlags(flags) | Fault::BadFlags(flags) => format!("Flags = '{flags}'"),
            Fault::FlagsMismatch { conversion, flags } => {
                format!("Conversion = {conversion}, Flags = {flags}")
            }
            Fault::BadWidth(n) | Fault::BadPrecision(n) => n.to_string(),
            Fault::BadIndex(message) => (*message).to_string(),
            Fault::Conversion { conversion, class } => format!("{conversion} != {class}"),
            Fault::CodePoint(code) => format!("Code point = 0x{code:x}"),
        }
    }
}

/// The pieces of a format string.
pub fn parse(units: &[u16]) -> Result<Vec<Piece>, Fault> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < units.len() {
        let text = at;
        while at < units.len() && units[at] != b'%' as u16 {
            at += 1;
        }
        if at > text {
            pieces.push(Piece::Text(text, at));
        }
        if at < units.len() {
            let mut reader = Reader { units, at: at + 1 };
            pieces.push(Piece::Spec(reader.spec()?));
            at = reader.at;
        }
    }
    Ok(pieces)
}

struct Reader<'a> {
    units: &'a [u16],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u16> {
        self.units.get(self.at).copied()
    }

    fn peek_char(&self) -> Option<char> {
        self.peek().and_then(|unit| char::from_u32(unit as u32))
    }

    /// The digits that come next, as a number; too large ones as `Err`.
    fn number(&mut self) -> Option<Result<usize, ()>> {
        let start = self.at;
        let mut number = 0i64;
        while let Some(digit) = self.peek_char().and_then(|c| c.to_digit(10)) {
            number = (number * 10 + digit as i64).min(1 << 40);
            self.at += 1;
        }
        if self.at == start {
            return None;
        }
        Some(if number <= i32::MAX as i64 { Ok(number as usize) } else { Err(()) })
    }

    fn spec(&mut self) -> Result<Spec, Fault> {
        let start = self.at;
        let unknown = |reader: &Reader<'_>| {
            let found = reader.units.get(start).and_then(|&unit| char::from_u32(unit as u32));
            Fault::UnknownConversion(found.unwrap_or('%').to_string())
        };
        let too_large = Fault::BadWidth(i32::MIN as i64);
        let mut index = Index::Next;
        let mut first_number = None;
        if self.peek() != Some(b'0' as u16) || self.index_follows() {
            first_number = self.number();
        }
        if first_number.is_some() && self.peek() == Some(b'$' as u16) {
            self.at += 1;
            index = match first_number.take() {
                Some(Ok(0)) => {
                    return Err(Fault::BadIndex("Illegal format argument index = 0"));
                }
                Some(Ok(number)) => Index::Number(number),
                Some(Err(())) | None => {
                    let message = "Format argument index: (not representable as int)";
                    return Err(Fault::BadIndex(message));
                }
            };
        }
        let mut flags = Flags::default();
        let mut width = first_number;
        if width.is_none() {
            while let Some(flag) = self.peek().and_then(Flags::of_letter) {
                if flags.has(flag) {
                    return Err(Fault::DuplicateFlags(flag.to_string()));
                }
                flags = flags.and(flag);
                self.at += 1;
            }
            width = self.number();
        }
        let width = width.transpose().map_err(|()| too_large)?;
        let mut precision = None;
        if self.peek() == Some(b'.' as u16) {
            self.at += 1;
            precision = match self.number() {
                Some(Ok(number)) => Some(number),
                Some(Err(())) => return Err(Fault::BadPrecision(i32::MIN as i64)),
                None => return Err(unknown(self)),
            };
        }
        let date = matches!(self.peek_char(), Some('t' | 'T'));
        let date_upper = self.peek_char() == Some('T');
        if date {
            self.at += 1;
        }
        let letter = match self.peek_char() {
            Some(letter) if letter.is_ascii_alphabetic() || (letter == '%' && !date) => letter,
            _ if date => {
                let letter = if date_upper { 'T' } else { 't' };
                return Err(Fault::UnknownConversion(letter.to_string()));
            }
            _ => return Err(unknown(self)),
        };
        self.at += 1;
        if flags.has(Flags::PREVIOUS) {
            index = Index::Previous;
        }
        let upper = if date { date_upper } else { letter.is_ascii_uppercase() };
        let conversion = if date { letter } else { letter.to_ascii_lowercase() };
        let spec = Spec { index, flags, width, precision, conversion, upper, date };
        spec.check(letter)?;
        Ok(spec)
    }

    /// Digits and a `$` come next.
    fn index_follows(&self) -> bool {
        let rest = &self.units[self.at..];
        let digits = rest.iter().take_while(|unit| (48..58).contains(*unit)).count();
        rest.get(digits) == Some(&(b'$' as u16))
    }
}

impl Spec {
    fn check(&self, letter: char) -> Result<(), Fault> {
        if self.date {
            if !"HIklMSLNpzZsQBbhAaCYyjmdeRTrDFc".contains(letter) {
                return Err(Fault::UnknownConversion(format!("t{letter}")));
            }
            self.refuse_precision()?;
            let bad = Flags::ALTERNATE.and(Flags::PLUS).and(Flags::SPACE);
            self.refuse_flags(bad.and(Flags::ZERO).and(Flags::GROUP).and(Flags::PARENTHESES))?;
            return self.left_needs_width();
        }
        match letter {
            'b' | 'B' | 'h' | 'H' | 's' | 'S' => {
                if self.conversion != 's' {
                    self.refuse_flags(Flags::ALTERNATE)?;
                }
                self.left_needs_width()?;
                let bad = Flags::PLUS.and(Flags::SPACE).and(Flags::ZERO);
                self.refuse_flags(bad.and(Flags::GROUP).and(Flags::PARENTHESES))
            }
            'c' | 'C' => {
                self.refuse_precision()?;
                let bad = Flags::ALTERNATE.and(Flags::PLUS).and(Flags::SPACE);
                self.refuse_flags(bad.and(Flags::ZERO).and(Flags::GROUP).and(Flags::PARENTHESES))?;
                self.left_needs_width()
            }
            'd' => {
                self.numeric()?;
                self.refuse_precision()?;
                self.refuse_flags(Flags::ALTERNATE)
            }
            'o' | 'x' | 'X' => {
                self.numeric()?;
                self.refuse_precision()?;
                self.refuse_flags(Flags::GROUP)
            }
            'f' => self.numeric(),
            'e' | 'E' => {
                self.numeric()?;
                self.refuse_flags(Flags::GROUP)
            }
            'g' | 'G' => {
                self.numeric()?;
                self.refuse_flags(Flags::ALTERNATE)
            }
            'a' | 'A' => {
                self.numeric()?;
                self.refuse_flags(Flags::PARENTHESES.and(Flags::GROUP))
            }
            'n' => {
                self.refuse_precision()?;
                if let Some(width) = self.width {
                    return Err(Fault::BadWidth(width as i64));
                }
                match self.flags.is_empty() {
                    true => Ok(()),
                    false => Err(Fault::BadFlags(self.flags.to_string())),
                }
            }
            '%' => {
                self.refuse_precision()?;
                if !self.flags.without(Flags::LEFT).is_empty() {
                    return Err(Fault::BadFlags(self.flags.to_string()));
                }
                self.left_needs_width()
            }
            _ => Err(Fault::UnknownConversion(letter.to_string())),
        }
    }

    fn refuse_precision(&self) -> Result<(), Fault> {
        match self.precision {
            Some(precision) => Err(Fault::BadPrecision(precision as i64)),
            None => Ok(()),
        }
    }

    /// Refuses the first of these flags that is there.
    pub fn refuse_flags(&self, bad: Flags) -> Result<(), Fault> {
        match bad.each().find(|flag| self.flags.has(*flag)) {
            Some(flags) => Err(Fault::FlagsMismatch { conversion: self.conversion, flags }),
            None => Ok(()),
        }
    }

    fn left_needs_width(&self) -> Result<(), Fault> {
        match self.flags.has(Flags::LEFT) && self.width.is_none() {
            true => Err(Fault::MissingWidth(self.to_string())),
            false => Ok(()),
        }
    }

    fn numeric(&self) -> Result<(), Fault> {
        let padded = Flags::LEFT.and(Flags::ZERO);
        if self.flags.has(padded) && self.width.is_none() {
            return Err(Fault::MissingWidth(self.to_string()));
        }
        let both = |a: Flags, b: Flags| self.flags.has(a) && self.flags.has(b);
        if both(Flags::PLUS, Flags::SPACE) || both(Flags::LEFT, Flags::ZERO) {
            return Err(Fault::BadFlags(self.flags.to_string()));
        }
        Ok(())
    }
}
