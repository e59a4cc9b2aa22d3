//! A diagnostic as text: with an excerpt and a caret for people, as EDN or JSON for tools.

use std::fmt::Write;

use crate::diagnostic::Diagnostic;
use crate::source_map::{Source, SourceMap};
use crate::span::{LineCol, Span};

/// Whether text for people carries terminal colours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Colour {
    Never,
    Always,
}

/// The forms in which a diagnostic can be had.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    Text(Colour),
    Edn,
    Json,
}

/// Longer lines are cut around the caret.
const WIDEST: usize = 120;

pub fn render(diagnostic: &Diagnostic, sources: &SourceMap, format: Format) -> String {
    match format {
        Format::Text(colour) => render_text(diagnostic, sources, colour),
        Format::Edn => render_edn(diagnostic, sources),
        Format::Json => render_json(diagnostic, sources),
    }
}

/// The line and column that are reported for a diagnostic.
fn place(diagnostic: &Diagnostic, source: Option<&Source>) -> LineCol {
    let found = || source.map(|source| source.line_col(diagnostic.span.start));
    diagnostic.place.or_else(found).unwrap_or(LineCol::START)
}

/// Message, excerpt with carets, and remarks; ends with a newline.
pub fn render_text(diagnostic: &Diagnostic, sources: &SourceMap, colour: Colour) -> String {
    let paint = Paint(colour);
    let source = sources.get(diagnostic.span.source).map(|source| &**source);
    let mut out = String::new();
    let (red, bold, end) = (paint.red(), paint.bold(), paint.end());
    let _ = writeln!(out, "{red}error{end}{bold}: {}{end}", diagnostic.message);
    if let Some(source) = source {
        let at = source.line_col(diagnostic.span.start);
        let gutter = at.line.to_string().len();
        let blue = paint.blue();
        let name = source.name();
        let _ = writeln!(out, "{:gutter$}{blue}-->{end} {name}:{}:{}", "", at.line, at.column);
        let own = diagnostic.labels.iter().find(|label| label.span == diagnostic.span);
        let text = own.map_or("", |label| label.text.as_str());
        excerpt(&mut out, source, diagnostic.span, text, gutter, paint);
        for label in diagnostic.labels.iter().filter(|label| label.span != diagnostic.span) {
            if label.span.source == diagnostic.span.source {
                excerpt(&mut out, source, label.span, &label.text, gutter, paint);
            }
        }
    }
    for remark in diagnostic.remarks() {
        let _ = writeln!(out, "  = {remark}");
    }
    out
}

/// One line of the source, and carets under the span.
fn excerpt(
    out: &mut String,
    source: &Source,
    span: Span,
    label: &str,
    gutter: usize,
    paint: Paint,
) {
    let at = source.line_col(span.start);
    let (line, line_start) = source.line_at(span.start);
    let from = (span.start.saturating_sub(line_start) as usize).min(line.len());
    let to = (span.end.saturating_sub(line_start) as usize).clamp(from, line.len());
    let before = plain(line.get(..from).unwrap_or(line));
    let under = plain(line.get(from..to).unwrap_or(""));
    let after = plain(line.get(to..).unwrap_or(""));
    let carets = under.chars().count().clamp(1, WIDEST);
    // A line may be as long as the whole text: only what surrounds the caret is shown.
    let skipped = before.chars().count().saturating_sub(WIDEST / 2);
    let before: String = before.chars().skip(skipped).collect();
    let shown: String =
        before.chars().chain(under.chars()).chain(after.chars()).take(WIDEST).collect();
    let (blue, red, end) = (paint.blue(), paint.red(), paint.end());
    let dots = if skipped > 0 { "…" } else { "" };
    let indent = before.chars().count() + dots.chars().count();
    let _ = writeln!(out, "{:gutter$} {blue}|{end}", "");
    let _ = writeln!(out, "{blue}{:>gutter$} |{end} {dots}{shown}", at.line);
    let marks = "^".repeat(carets);
    let space = if label.is_empty() { "" } else { " " };
    let _ =
        writeln!(out, "{:gutter$} {blue}|{end} {:indent$}{red}{marks}{space}{label}{end}", "", "");
}

/// Text that takes one cell for each character: tabs become spaces, control characters dots.
fn plain(text: &str) -> String {
    let cell = |c: char| match c {
        '\t' => ' ',
        c if c.is_control() => '·',
        c => c,
    };
    text.chars().map(cell).collect()
}

#[derive(Clone, Copy)]
struct Paint(Colour);

impl Paint {
    fn code(self, code: &'static str) -> &'static str {
        match self.0 {
            Colour::Always => code,
            Colour::Never => "",
        }
    }

    fn red(self) -> &'static str {
        self.code("\x1b[1;31m")
    }

    fn blue(self) -> &'static str {
        self.code("\x1b[34m")
    }

    fn bold(self) -> &'static str {
        self.code("\x1b[1m")
    }

    fn end(self) -> &'static str {
        self.code("\x1b[0m")
    }
}

/// One EDN map on one line, without a newline.
pub fn render_edn(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let source = sources.get(diagnostic.span.source).map(|source| &**source);
    let at = place(diagnostic, source);
    let mut out = String::from("{");
    let _ = write!(out, ":kind :{}, :phase :{}", diagnostic.kind.slug(), diagnostic.phase().name());
    let _ = write!(out, ", :class {}", diagnostic.kind.class().name());
    let _ = write!(out, ", :message {}", Quoted(&diagnostic.message, Dialect::Edn));
    if let Some(source) = source {
        let _ = write!(out, ", :source {}", Quoted(source.name(), Dialect::Edn));
    }
    let _ = write!(out, ", :line {}, :column {}", at.line, at.column);
    let _ = write!(out, ", :start {}, :end {}", diagnostic.span.start, diagnostic.span.end);
    out.push_str(", :labels [");
    for (n, label) in diagnostic.labels.iter().enumerate() {
        let space = if n > 0 { " " } else { "" };
        let text = Quoted(&label.text, Dialect::Edn);
        let (start, end) = (label.span.start, label.span.end);
        let _ = write!(out, "{space}{{:start {start}, :end {end}, :text {text}}}");
    }
    out.push_str("], :notes [");
    for (n, remark) in diagnostic.remarks().enumerate() {
        let space = if n > 0 { " " } else { "" };
        let _ = write!(out, "{space}{}", Quoted(remark, Dialect::Edn));
    }
    out.push_str("]}");
    out
}

/// One JSON object on one line, without a newline.
pub fn render_json(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let source = sources.get(diagnostic.span.source).map(|source| &**source);
    let at = place(diagnostic, source);
    let mut out = String::from("{");
    let (kind, phase) = (diagnostic.kind.slug(), diagnostic.phase().name());
    let class = diagnostic.kind.class().name();
    let _ = write!(out, "\"kind\":\"{kind}\",\"phase\":\"{phase}\",\"class\":\"{class}\"");
    let _ = write!(out, ",\"message\":{}", Quoted(&diagnostic.message, Dialect::Json));
    if let Some(source) = source {
        let _ = write!(out, ",\"source\":{}", Quoted(source.name(), Dialect::Json));
    }
    let _ = write!(out, ",\"line\":{},\"column\":{}", at.line, at.column);
    let _ = write!(out, ",\"start\":{},\"end\":{}", diagnostic.span.start, diagnostic.span.end);
    out.push_str(",\"labels\":[");
    for (n, label) in diagnostic.labels.iter().enumerate() {
        let comma = if n > 0 { "," } else { "" };
        let text = Quoted(&label.text, Dialect::Json);
        let (start, end) = (label.span.start, label.span.end);
        let _ = write!(out, "{comma}{{\"start\":{start},\"end\":{end},\"text\":{text}}}");
    }
    out.push_str("],\"notes\":[");
    for (n, remark) in diagnostic.remarks().enumerate() {
        let comma = if n > 0 { "," } else { "" };
        let _ = write!(out, "{comma}{}", Quoted(remark, Dialect::Json));
    }
    out.push_str("]}");
    out
}

#[derive(Clone, Copy)]
enum Dialect {
    Edn,
    Json,
}

/// A string literal of EDN or JSON. EDN strings hold control characters as they are.
struct Quoted<'a>(&'a str, Dialect);

impl std::fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_char('"')?;
        for c in self.0.chars() {
            match (c, self.1) {
                ('"', _) => f.write_str("\\\"")?,
                ('\\', _) => f.write_str("\\\\")?,
                ('\n', _) => f.write_str("\\n")?,
                ('\r', _) => f.write_str("\\r")?,
                ('\t', _) => f.write_str("\\t")?,
                (c, Dialect::Json) if (c as u32) < 0x20 => write!(f, "\\u{:04x}", c as u32)?,
                (c, _) => f.write_char(c)?,
            }
        }
        f.write_char('"')
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::ErrorKind;

    fn odd_map() -> (Diagnostic, SourceMap) {
        let mut sources = SourceMap::new();
        let id = sources.add(Source::new("a.clj", "(def x\n\t{:a 1 :b})\n"));
        let diagnostic = ErrorKind::OddMapLiteral
            .at(Span::new(id, 8, 17))
            .label_at(Span::new(id, 14, 16), "no value")
            .note("a \"note\"");
        (diagnostic, sources)
    }

    #[test]
    fn people_see_the_line() {
        let (diagnostic, sources) = odd_map();
        let expected = "\
error: Map literal must contain an even number of forms
 --> a.clj:2:2
  |
2 |  {:a 1 :b})
  |  ^^^^^^^^^
  |
2 |  {:a 1 :b})
  |        ^^ no value
  = one key of this map has no value
  = a \"note\"
";
        assert_eq!(render_text(&diagnostic, &sources, Colour::Never), expected);
        assert!(render_text(&diagnostic, &sources, Colour::Always).contains("\x1b[1;31m^^"));
    }

    #[test]
    fn tools_get_one_line() {
        let (diagnostic, sources) = odd_map();
        assert_eq!(
            render_edn(&diagnostic, &sources),
            "{:kind :odd-map-literal, :phase :parse, :class java.lang.RuntimeException, \
             :message \"Map literal must contain an even number of forms\", :source \"a.clj\", \
             :line 2, :column 2, :start 8, :end 17, \
             :labels [{:start 14, :end 16, :text \"no value\"}], \
             :notes [\"one key of this map has no value\" \"a \\\"note\\\"\"]}"
        );
        let json = render_json(&diagnostic, &sources);
        assert!(json.starts_with("{\"kind\":\"odd-map-literal\",\"phase\":\"parse\""));
        assert!(json.ends_with("\"a \\\"note\\\"\"]}"));
    }

    #[test]
    fn any_span_of_any_text_can_be_shown() {
        let mut sources = SourceMap::new();
        let long = "x".repeat(5000);
        for text in ["", "\n", "é😀\r\nz", "a\tb", long.as_str()] {
            let id = sources.add(Source::new("t", text));
            for start in 0..8 {
                for end in [0, start, start + 3, 4000, u32::MAX] {
                    let diagnostic = ErrorKind::Eof.at(Span::new(id, start, end));
                    for format in [Format::Text(Colour::Never), Format::Edn, Format::Json] {
                        assert!(!render(&diagnostic, &sources, format).is_empty());
                    }
                }
            }
        }
    }

    #[test]
    fn a_dropped_source_leaves_the_message() {
        let (diagnostic, mut sources) = odd_map();
        sources.remove(diagnostic.span.source);
        let text = render_text(&diagnostic, &sources, Colour::Never);
        assert!(text.starts_with("error: Map literal") && !text.contains("-->"));
    }
}
