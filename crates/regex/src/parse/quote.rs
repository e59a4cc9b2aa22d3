//! `\Q…\E`: what stands between is written out with backslashes before parsing begins.

/// The pattern without quotes. Lone surrogates are in their place already (see `charset`).
pub fn expand(pattern: &str) -> Vec<char> {
    let text: Vec<char> = pattern.chars().collect();
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        match (text[at], text.get(at + 1)) {
            ('\\', Some('Q')) => at = quoted(&text, at + 2, &mut out),
            ('\\', Some(&next)) => {
                out.extend(['\\', next]);
                at += 2;
            }
            (c, _) => {
                out.push(c);
                at += 1;
            }
        }
    }
    out
}

/// Writes out a quoted stretch; answers where the pattern goes on.
fn quoted(text: &[char], start: usize, out: &mut Vec<char>) -> usize {
    let mut at = start;
    while at < text.len() {
        let c = text[at];
        if c == '\\' && text.get(at + 1) == Some(&'E') {
            return at + 2;
        }
        if at == start && c.is_ascii_digit() {
            // The digit must not become part of a back-reference before the quote.
            out.extend(['\\', 'x', '3', c]);
        } else {
            if c.is_ascii() && !c.is_ascii_alphanumeric() {
                out.push('\\');
            }
            out.push(c);
        }
        at += 1;
    }
    at
}
