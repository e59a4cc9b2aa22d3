//! Where in a text something stands.

/// The number of a source text in a `SourceMap`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SourceId(pub u32);

impl SourceId {
    /// Text that no source map knows, such as the argument of `read-string`.
    pub const NONE: SourceId = SourceId(0);
}

/// A stretch of bytes `start..end` of one source.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Span {
    pub source: SourceId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub const fn new(source: SourceId, start: u32, end: u32) -> Span {
        Span { source, start, end }
    }

    /// The bytes `start..end`; offsets beyond 32 bits become the largest one.
    pub fn of_offsets(source: SourceId, start: usize, end: usize) -> Span {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { source, start: clamp(start), end: clamp(end) }
    }

    /// The smallest span that holds both; spans of different sources answer the first.
    pub fn to(self, other: Span) -> Span {
        if self.source != other.source {
            return self;
        }
        let (start, end) = (self.start.min(other.start), self.end.max(other.end));
        Span { source: self.source, start, end }
    }

    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }
}

/// A place as people name it. Both count from 1; columns count UTF-16 units, as on the JVM.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LineCol {
    pub line: u32,
    pub column: u32,
}

impl LineCol {
    pub const START: LineCol = LineCol { line: 1, column: 1 };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_joined_span_holds_both() {
        let (a, b) = (Span::new(SourceId(1), 3, 5), Span::new(SourceId(1), 9, 12));
        assert_eq!(a.to(b), Span::new(SourceId(1), 3, 12));
        assert_eq!(b.to(a), a.to(b));
        assert_eq!(a.to(Span::new(SourceId(2), 0, 1)), a);
        assert_eq!(Span::of_offsets(SourceId::NONE, 1, usize::MAX).end, u32::MAX);
        assert!(Span::new(SourceId::NONE, 4, 4).is_empty());
    }
}
