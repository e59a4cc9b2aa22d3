//! The table of everything that can be wrong with a text.
//!
//! One row is one kind: its slug (stable, for tools and searches), the phase that finds it, the class
//! of the exception it becomes, the message (`{0}`, `{1}` stand for arguments) and what to try.
//! Messages are Clojure's own where Clojure has one; programs and tools compare them.

use crate::diagnostic::Diagnostic;
use crate::phase::Phase;
use crate::span::Span;

/// Declares a fieldless enum with its names.
macro_rules! exception_classes {
    ($($variant:ident = $name:literal,)*) => {
        /// The class of the exception that a kind becomes when a program is to see it.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum ExceptionClass {
            $($variant,)*
        }

        impl ExceptionClass {
            /// The name of the class on the JVM.
            pub const fn name(self) -> &'static str {
                match self {
                    $(ExceptionClass::$variant => $name,)*
                }
            }
        }
    };
}

exception_classes! {
    Runtime = "java.lang.RuntimeException",
    IllegalArgument = "java.lang.IllegalArgumentException",
    IllegalState = "java.lang.IllegalStateException",
    Unsupported = "java.lang.UnsupportedOperationException",
    NumberFormat = "java.lang.NumberFormatException",
    Arithmetic = "java.lang.ArithmeticException",
    ClassNotFound = "java.lang.ClassNotFoundException",
}

macro_rules! error_kinds {
    ($($variant:ident = $slug:literal, $phase:ident, $class:ident, $message:literal, $help:literal;)*) => {
        /// What is wrong with a text.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum ErrorKind {
            $($variant,)*
        }

        impl ErrorKind {
            /// Every kind, in the order of the table.
            pub const ALL: &[ErrorKind] = &[$(ErrorKind::$variant),*];

            /// The kind's name for tools: lower case, stable.
            pub const fn slug(self) -> &'static str {
                match self {
                    $(ErrorKind::$variant => $slug,)*
                }
            }

            pub const fn phase(self) -> Phase {
                match self {
                    $(ErrorKind::$variant => Phase::$phase,)*
                }
            }

            pub const fn class(self) -> ExceptionClass {
                match self {
                    $(ErrorKind::$variant => ExceptionClass::$class,)*
                }
            }

            /// The message, with `{0}`, `{1}` where arguments stand.
            pub const fn template(self) -> &'static str {
                match self {
                    $(ErrorKind::$variant => $message,)*
                }
            }

            /// What to try; empty when there is nothing to say beyond the message.
            pub const fn help(self) -> &'static str {
                match self {
                    $(ErrorKind::$variant => $help,)*
                }
            }
        }
    };
}

error_kinds! {
    // The text ends too early.
    Eof = "eof", Parse, Runtime, "EOF while reading",
        "the text ends in the middle of a form";
    EofStartingAt = "eof-starting-at", Parse, Runtime, "EOF while reading, starting at line {0}",
        "a delimiter opened there is never closed";
    EofCharacter = "eof-character", Lex, Runtime, "EOF while reading character", "";
    EofString = "eof-string", Lex, Runtime, "EOF while reading string",
        "a string is never closed";
    EofRegex = "eof-regex", Lex, Runtime, "EOF while reading regex",
        "a regex is never closed";

    // Delimiters and counts.
    UnmatchedDelimiter = "unmatched-delimiter", Parse, Runtime, "Unmatched delimiter: {0}", "";
    OddMapLiteral = "odd-map-literal", Parse, Runtime,
        "Map literal must contain an even number of forms",
        "one key of this map has no value";
    OddNamespacedMap = "odd-namespaced-map", Parse, Runtime,
        "Namespaced map literal must contain an even number of forms",
        "one key of this map has no value";
    DuplicateKey = "duplicate-key", Parse, IllegalArgument, "Duplicate key: {0}",
        "the keys of a map literal and the elements of a set literal are all different";

    // Tokens.
    InvalidToken = "invalid-token", Lex, Runtime, "Invalid token: {0}", "";
    InvalidNumber = "invalid-number", Lex, NumberFormat, "Invalid number: {0}", "";
    NumberRefused = "number-refused", Lex, NumberFormat, "{0}", "";
    DigitsForInput = "digits-for-input", Lex, NumberFormat, "For input string: \"{0}\"", "";
    InvalidLeadingCharacter = "invalid-leading-character", Lex, Runtime,
        "Invalid leading character: {0}", "";
    InvalidConstituent = "invalid-constituent", Lex, Runtime,
        "Invalid constituent character: {0}", "";

    // Characters and strings.
    UnsupportedCharacter = "unsupported-character", Lex, Runtime, "Unsupported character: \\{0}",
        "a character is one letter, or newline, space, tab, backspace, formfeed, return, uXXXX, oNNN";
    InvalidUnicodeCharacter = "invalid-unicode-character", Lex, IllegalArgument,
        "Invalid unicode character: \\{0}", "after \\u come four hexadecimal digits";
    InvalidCharacterConstant = "invalid-character-constant", Lex, Runtime,
        "Invalid character constant: \\u{0}", "surrogates are no characters of their own";
    InvalidDigit = "invalid-digit", Lex, IllegalArgument, "Invalid digit: {0}", "";
    InvalidCharacterLength = "invalid-character-length", Lex, IllegalArgument,
        "Invalid character length: {0}, should be: {1}", "";
    OctalLength = "octal-length", Lex, Runtime, "Invalid octal escape sequence length: {0}", "";
    OctalRange = "octal-range", Lex, Runtime,
        "Octal escape sequence must be in range [0, 377].", "";
    UnsupportedEscape = "unsupported-escape", Lex, Runtime,
        "Unsupported escape character: \\{0}",
        "known escapes are \\t \\r \\n \\b \\f \\\\ \\\" \\uXXXX and octal \\NNN";
    InvalidUnicodeEscape = "invalid-unicode-escape", Lex, Runtime,
        "Invalid unicode escape: \\u{0}", "after \\u come four hexadecimal digits";

    // Dispatch on `#`.
    NoDispatchMacro = "no-dispatch-macro", Parse, Runtime, "No dispatch macro for: {0}", "";
    Unreadable = "unreadable", Parse, Runtime, "Unreadable form",
        "#<…> is how an object without a readable form is printed";
    UnknownSymbolicValue = "unknown-symbolic-value", Parse, Runtime,
        "Unknown symbolic value: ##{0}", "known are ##Inf, ##-Inf and ##NaN";
    InvalidSymbolicValue = "invalid-symbolic-value", Parse, Runtime, "Invalid token: ##{0}", "";
    TagNotSymbol = "tag-not-symbol", Parse, Runtime, "Reader tag must be a symbol", "";
    NoReaderFunction = "no-reader-function", Parse, Runtime, "No reader function for tag {0}",
        "bind *data-readers* or *default-data-reader-fn*, or pass :readers or :default";
    RecordNeedsReadEval = "record-needs-read-eval", Parse, Runtime,
        "Record construction syntax can only be used when *read-eval* == true", "";
    UnreadableConstructor = "unreadable-constructor", Parse, Runtime,
        "Unreadable constructor form starting with \"#{0}\"", "";
    ReadEvalOff = "read-eval-off", Parse, Runtime,
        "EvalReader not allowed when *read-eval* is false.", "";
    ReadEvalUnknown = "read-eval-unknown", Parse, Runtime,
        "Reading disallowed - *read-eval* bound to :unknown", "";
    UnsupportedReadEval = "unsupported-read-eval", Parse, IllegalArgument,
        "Unsupported #= form", "";
    CannotResolve = "cannot-resolve", Parse, Runtime, "Can't resolve {0}", "";

    // `#()`.
    NestedFn = "nested-fn", Parse, IllegalState, "Nested #()s are not allowed",
        "write the inner one as (fn [x] …)";
    ArgLiteral = "arg-literal", Parse, IllegalState,
        "arg literal must be %, %& or %integer", "";

    TooManyArgs = "too-many-args", Parse, IllegalArgument,
        "Can't specify more than 20 params", "";

    // Metadata.
    MetadataKind = "metadata-kind", Parse, IllegalArgument,
        "Metadata must be Symbol,Keyword,String,Vector or Map", "";
    MetadataKindEdn = "metadata-kind-edn", Parse, IllegalArgument,
        "Metadata must be Symbol,Keyword,String or Map", "";
    MetadataTarget = "metadata-target", Parse, IllegalArgument,
        "Metadata can only be applied to IMetas",
        "symbols, lists, vectors, maps and sets carry metadata; numbers, strings and keywords don't";

    // Namespaced maps.
    NamespacedMapNeedsNamespace = "namespaced-map-needs-namespace", Parse, Runtime,
        "Namespaced map must specify a namespace", "";
    NamespacedMapNeedsMap = "namespaced-map-needs-map", Parse, Runtime,
        "Namespaced map must specify a map", "";
    NamespacedMapInvalid = "namespaced-map-invalid", Parse, Runtime,
        "Namespaced map must specify a valid namespace: {0}", "";
    UnknownAlias = "unknown-alias", Parse, Runtime,
        "Unknown auto-resolved namespace alias: {0}", "";

    // Reader conditionals.
    ReadCondNotAllowed = "read-cond-not-allowed", Parse, Runtime, "Conditional read not allowed",
        "reader conditionals stand in .cljc files, or are read with {:read-cond :allow}";
    ReadCondBody = "read-cond-body", Parse, Runtime, "read-cond body must be a list", "";
    ReadCondOdd = "read-cond-odd", Parse, Runtime,
        "read-cond requires an even number of forms.", "";
    ReadCondOddStartingAt = "read-cond-odd-starting-at", Parse, Runtime,
        "read-cond starting on line {0} requires an even number of forms", "";
    FeatureReserved = "feature-reserved", Parse, Runtime, "Feature name {0} is reserved.",
        "the branch for everybody else is :default";
    FeatureNotKeyword = "feature-not-keyword", Parse, Runtime,
        "Feature should be a keyword: {0}", "";
    SpliceNotList = "splice-not-list", Parse, Runtime,
        "Spliced form list in read-cond-splicing must implement java.util.List", "";
    SpliceAtTop = "splice-at-top", Parse, Runtime,
        "Reader conditional splicing not allowed at the top level.", "";

    // Syntax-quote.
    SpliceNotInList = "splice-not-in-list", Parse, IllegalState, "splice not in list",
        "~@ stands inside a list, vector, set or map";
    GensymOutside = "gensym-outside", Parse, IllegalState,
        "Gensym literal not in syntax-quote", "";
    UnknownCollection = "unknown-collection", Parse, Unsupported, "Unknown Collection type", "";
}

impl ErrorKind {
    /// A diagnostic of this kind at `span`.
    pub fn at(self, span: Span) -> Diagnostic {
        Diagnostic::new(self, span)
    }

    /// The message with its arguments in place.
    pub fn message(self, arguments: &[&str]) -> String {
        let template = self.template();
        let mut message = String::with_capacity(template.len() + 16);
        let mut rest = template;
        while let Some(at) = rest.find('{') {
            let digit = rest.as_bytes().get(at + 1).copied();
            let closed = rest.as_bytes().get(at + 2) == Some(&b'}');
            message.push_str(&rest[..at]);
            match digit {
                Some(digit @ b'0'..=b'9') if closed => {
                    message.push_str(arguments.get(usize::from(digit - b'0')).unwrap_or(&""));
                    rest = &rest[at + 3..];
                }
                _ => {
                    message.push('{');
                    rest = &rest[at + 1..];
                }
            }
        }
        message.push_str(rest);
        message
    }

    /// True when more text could complete what was read: a REPL asks for another line.
    pub const fn is_incomplete(self) -> bool {
        matches!(
            self,
            ErrorKind::Eof
                | ErrorKind::EofStartingAt
                | ErrorKind::EofCharacter
                | ErrorKind::EofString
                | ErrorKind::EofRegex
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_take_their_arguments() {
        assert_eq!(
            ErrorKind::EofStartingAt.message(&["3"]),
            "EOF while reading, starting at line 3"
        );
        assert_eq!(
            ErrorKind::InvalidCharacterLength.message(&["2", "4"]),
            "Invalid character length: 2, should be: 4"
        );
        assert_eq!(ErrorKind::InvalidToken.message(&["{0}"]), "Invalid token: {0}");
        assert_eq!(ErrorKind::InvalidToken.message(&[]), "Invalid token: ");
    }

    #[test]
    fn slugs_are_different_and_plain() {
        let mut slugs: Vec<_> = ErrorKind::ALL.iter().map(|kind| kind.slug()).collect();
        assert!(slugs.iter().all(|s| s.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), ErrorKind::ALL.len());
    }
}
