//! What the lexer makes of a text: kinds of tokens, and where they stand.

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TokenKind {
    /// The text is at its end.
    End,
    /// The text stops within a token, and there may be more text.
    Incomplete,
    OpenList,
    OpenVector,
    OpenMap,
    OpenSet,
    /// `#(`
    OpenFn,
    CloseList,
    CloseVector,
    CloseMap,
    /// A symbol without `/` and `:`, or nil, true, false.
    PlainName,
    /// A keyword without a namespace and without a second `:`.
    PlainKeyword,
    /// Any other symbol or keyword, or something that looks like one.
    Name,
    /// A decimal integer of at most 18 digits, its value in the token.
    Fixnum,
    /// Any other number, or something that begins like one.
    Number,
    /// A string without escapes; like all strings, with its quotes.
    PlainString,
    /// A string with escapes or carriage returns.
    String,
    /// A string that ends with a wrong escape, or does not end.
    BrokenString,
    Regex,
    BrokenRegex,
    Char,
    /// A backslash, and nothing after it.
    BrokenChar,
    Quote,
    SyntaxQuote,
    Unquote,
    UnquoteSplicing,
    Deref,
    /// `^` or `#^`
    Meta,
    /// `%`, `%1`, `%&`: an argument inside `#()`, else a symbol.
    Arg,
    /// `#'`
    Var,
    /// `#_`
    Discard,
    /// `#=`
    Eval,
    /// `##`
    Symbolic,
    /// `#?`
    Conditional,
    /// `#?@`
    ConditionalSplicing,
    /// `#:`
    NamespacedMap,
    /// `#<`
    Unreadable,
    /// A `#` before anything else: a tag.
    Tag,
    /// A `#` before something that is no tag (EDN).
    NoDispatch,
    /// A `#`, and nothing after it.
    BrokenHash,
    /// A character that begins nothing (EDN).
    RefusedStart,
    /// A token with a character that cannot stand in it (EDN); the token ends after it.
    RefusedWithin,
}

/// One token: `text[start..end]`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    pub kind: TokenKind,
    pub start: usize,
    pub end: usize,
    /// The number of a `Fixnum`, else 0.
    pub value: i64,
}
