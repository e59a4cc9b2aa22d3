//! The texts that are being read: by id to line, column and excerpt.
//!
//! Texts are added while programs run and dropped when nobody asks for them any more. The map has no
//! lock; whoever shares it guards it.

use std::sync::{Arc, OnceLock};

use crate::span::{LineCol, SourceId, Span};

/// One text: a file, a form typed at a REPL, a string that is evaluated.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: Arc<str>,
    /// Where the text's first character stands in the whole it was taken from.
    first: LineCol,
    line_starts: OnceLock<Vec<u32>>,
}

impl Source {
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Source {
        Source::starting_at(name, text, LineCol::START)
    }

    /// A text whose first character stands at `first`, as an editor says of a form it sends.
    pub fn starting_at(
        name: impl Into<String>,
        text: impl Into<Arc<str>>,
        first: LineCol,
    ) -> Source {
        Source { name: name.into(), text: text.into(), first, line_starts: OnceLock::new() }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Offsets at which lines start. A line ends with `\n`, `\r\n` or `\r`.
    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let mut starts = vec![0];
            for (at, &byte) in bytes.iter().enumerate() {
                let ends = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
                if ends && let Ok(next) = u32::try_from(at + 1) {
                    starts.push(next);
                }
            }
            starts
        })
    }

    /// Index of the line that holds `offset`, from 0.
    fn line_index(&self, offset: u32) -> usize {
        self.line_starts().partition_point(|&start| start <= offset) - 1
    }

    /// Line and column of a byte offset; an offset beyond the text is its end.
    pub fn line_col(&self, offset: u32) -> LineCol {
        let offset = (offset as usize).min(self.text.len()) as u32;
        let index = self.line_index(offset);
        let start = self.line_starts()[index] as usize;
        let end = floor_boundary(&self.text, offset as usize);
        let units: usize = self.text[start.min(end)..end].chars().map(char::len_utf16).sum();
        let before = if index == 0 { self.first.column } else { 1 };
        LineCol {
            line: self.first.line.saturating_add(index as u32),
            column: before.saturating_add(units as u32),
        }
    }

    /// The text of the line that holds `offset`, without its end, and the offset of its start.
    pub fn line_at(&self, offset: u32) -> (&str, u32) {
        let index = self.line_index((offset as usize).min(self.text.len()) as u32);
        let start = self.line_starts()[index];
        let end = match self.line_starts().get(index + 1) {
            Some(&next) => next as usize,
            None => self.text.len(),
        };
        (self.text[start as usize..end].trim_end_matches(['\n', '\r']), start)
    }

    /// The text a span covers, as far as it lies within this source.
    pub fn slice(&self, span: Span) -> &str {
        let end = floor_boundary(&self.text, span.end as usize);
        let start = floor_boundary(&self.text, span.start as usize).min(end);
        &self.text[start..end]
    }
}

/// The nearest offset at or before `offset` at which `text` can be cut.
fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Sources by id. Ids are never used twice.
#[derive(Debug, Default)]
pub struct SourceMap {
    sources: std::collections::BTreeMap<SourceId, Arc<Source>>,
    last: u32,
}

impl SourceMap {
    pub fn new() -> SourceMap {
        SourceMap::default()
    }

    pub fn add(&mut self, source: Source) -> SourceId {
        self.last += 1;
        let id = SourceId(self.last);
        self.sources.insert(id, Arc::new(source));
        id
    }

    /// Forgets a text; spans into it are shown without an excerpt from then on.
    pub fn remove(&mut self, id: SourceId) {
        self.sources.remove(&id);
    }

    pub fn get(&self, id: SourceId) -> Option<&Arc<Source>> {
        self.sources.get(&id)
    }

    /// The source added last under `name`.
    pub fn find(&self, name: &str) -> Option<SourceId> {
        self.sources.iter().rev().find(|(_, source)| source.name() == name).map(|(&id, _)| id)
    }

    pub fn len(&self) -> usize {
        self.sources.len()
    }

    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_become_lines_and_columns() {
        let source = Source::new("a.clj", "ab\ncd\r\ne\rf😀g");
        let at = |offset| {
            let place = source.line_col(offset);
            (place.line, place.column)
        };
        assert_eq!([at(0), at(1), at(2), at(3)], [(1, 1), (1, 2), (1, 3), (2, 1)]);
        assert_eq!([at(7), at(9)], [(3, 1), (4, 1)]);
        assert_eq!(at(14), (4, 4), "a character outside the first plane takes two columns");
        assert_eq!(at(11), (4, 2), "an offset inside a character is its start");
        assert_eq!(at(999), (4, 5));
        assert_eq!(source.line_at(4), ("cd", 3));
        assert_eq!(source.line_at(999), ("f😀g", 9));
        assert_eq!(source.slice(Span::new(SourceId(1), 3, 5)), "cd");
        assert_eq!(source.slice(Span::new(SourceId(1), 900, 905)), "");
    }

    #[test]
    fn a_text_may_start_anywhere() {
        let source = Source::starting_at("b.clj", "(a\nb)", LineCol { line: 10, column: 5 });
        assert_eq!(source.line_col(1), LineCol { line: 10, column: 6 });
        assert_eq!(source.line_col(3), LineCol { line: 11, column: 1 });
    }

    #[test]
    fn sources_come_and_go() {
        let mut map = SourceMap::new();
        let (a, b) = (map.add(Source::new("x", "1")), map.add(Source::new("x", "2")));
        assert_eq!(map.find("x"), Some(b));
        map.remove(b);
        assert_eq!(map.find("x"), Some(a));
        assert!(map.get(b).is_none() && map.get(a).is_some());
        assert!(map.add(Source::new("y", "")) > b);
    }
}
