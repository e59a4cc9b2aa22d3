//! Printing to `*out*`, and to strings.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod printing {
    use super::*;
    use data::text::Text;
    use runtime::{known, out, var};

    /// How the values of one call are printed.
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum For {
        /// As `*print-readably*` says.
        Reader,
        People,
    }

    fn printed(cx: &mut Mutator, values: &[Value], whom: For) -> Result<Text> {
        let mut text = Text::new();
        for (i, value) in values.iter().enumerate() {
            if i > 0 {
                text.push_str(" ");
            }
            match whom {
                For::Reader => data::print::pr_as_bound(cx, *value, &mut text)?,
                For::People => data::print::pr(cx, *value, &mut text, false)?,
            }
            text.settle(cx)?;
        }
        Ok(text)
    }

    fn print_to_out(cx: &mut Mutator, values: &[Value], whom: For) -> Result<()> {
        let text = printed(cx, values, whom)?;
        let target = out::current(cx)?;
        out::write(cx, target, &text)
    }

    fn end_line(cx: &mut Mutator, mut text: Text) -> Result<()> {
        text.push_str("\n");
        let target = out::current(cx)?;
        out::write(cx, target, &text)?;
        let flushes = cx.known(known::VAR_FLUSH_ON_NEWLINE);
        if var::deref(cx, flushes)?.is_truthy() {
            out::flush(cx, target)?;
        }
        Ok(())
    }

    /// Prints the values to *out* as the reader reads them, with spaces between.
    #[native(since = "1.0")]
    fn pr(cx: &mut Mutator, more: &[Value]) -> Result<()> {
        print_to_out(cx, more, For::Reader)
    }

    /// As pr, followed by a newline.
    #[native(since = "1.0")]
    fn prn(cx: &mut Mutator, more: &[Value]) -> Result<()> {
        let text = printed(cx, more, For::Reader)?;
        end_line(cx, text)
    }

    /// Prints the values to *out* for people, with spaces between.
    #[native(since = "1.0")]
    fn print(cx: &mut Mutator, more: &[Value]) -> Result<()> {
        print_to_out(cx, more, For::People)
    }

    /// As print, followed by a newline.
    #[native(since = "1.0")]
    fn println(cx: &mut Mutator, more: &[Value]) -> Result<()> {
        let text = printed(cx, more, For::People)?;
        end_line(cx, text)
    }

    /// Returns what pr would print.
    #[native(since = "1.0")]
    fn pr_str(cx: &mut Mutator, xs: &[Value]) -> Result {
        printed(cx, xs, For::Reader)?.to_value(cx)
    }

    /// Returns what prn would print.
    #[native(since = "1.0")]
    fn prn_str(cx: &mut Mutator, xs: &[Value]) -> Result {
        let mut text = printed(cx, xs, For::Reader)?;
        text.push_str("\n");
        text.to_value(cx)
    }

    /// Returns what print would print.
    #[native(since = "1.0")]
    fn print_str(cx: &mut Mutator, xs: &[Value]) -> Result {
        printed(cx, xs, For::People)?.to_value(cx)
    }

    /// Returns what println would print.
    #[native(since = "1.0")]
    fn println_str(cx: &mut Mutator, xs: &[Value]) -> Result {
        let mut text = printed(cx, xs, For::People)?;
        text.push_str("\n");
        text.to_value(cx)
    }

    /// Prints a newline to *out*.
    #[native(since = "1.0")]
    fn newline(cx: &mut Mutator) -> Result<()> {
        let mut text = Text::new();
        text.push_str("\n");
        let target = out::current(cx)?;
        out::write(cx, target, &text)
    }

    /// Writes what *out* has buffered.
    #[native(since = "1.0")]
    fn flush(cx: &mut Mutator) -> Result<()> {
        let target = out::current(cx)?;
        out::flush(cx, target)
    }
}
