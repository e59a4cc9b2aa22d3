//! Where text comes from: a string that is all there, or a source that is asked for more.

use heap::{Mutator, Result};

/// Something that gives text bit by bit: a file, standard input, a reader that a program made.
pub trait CharSource {
    /// Appends what comes next; a line or a block at a time is best, one character is enough.
    /// Answers false when there is no more.
    ///
    /// # Errors
    /// Whatever reading from the source throws.
    fn more(&mut self, cx: &mut Mutator, into: &mut String) -> Result<bool>;
}

pub(crate) enum Input<'t> {
    Text(&'t str),
    Stream { buffer: String, source: &'t mut dyn CharSource, whole: bool },
}

impl Input<'_> {
    #[inline(always)]
    pub(crate) fn text(&self) -> &str {
        match self {
            Input::Text(text) => text,
            Input::Stream { buffer, .. } => buffer,
        }
    }

    /// True when no more text follows.
    #[inline(always)]
    pub(crate) fn is_whole(&self) -> bool {
        match self {
            Input::Text(_) => true,
            Input::Stream { whole, .. } => *whole,
        }
    }

    /// Asks the source for more text.
    pub(crate) fn more(&mut self, cx: &mut Mutator) -> Result<()> {
        match self {
            Input::Text(_) => Ok(()),
            Input::Stream { buffer, source, whole } => {
                let length = buffer.len();
                while buffer.len() == length && !*whole {
                    *whole = !source.more(cx, buffer)?;
                }
                Ok(())
            }
        }
    }

    /// Drops the first `offset` bytes of a stream's buffer; answers how many went.
    pub(crate) fn cut(&mut self, offset: usize) -> usize {
        match self {
            Input::Text(_) => 0,
            Input::Stream { buffer, .. } => {
                buffer.drain(..offset);
                offset
            }
        }
    }
}
