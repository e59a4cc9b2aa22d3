//! The `.clj` tests: their grammar, and the one runner that all of them share.
//!
//! A test is a file of forms with the answers below them. This crate reads such files, gives each
//! form to a [`Subject`], and compares; it does not know what evaluates the forms.
//!
//! ```clojure
//! (+ 1 2)
//! ;=> 3                                        its value, as `pr-str` prints it
//!
//! (/ 1 0)
//! ;=! ArithmeticException Divide by zero       it throws: class, and the whole message
//!
//! (def x 1)                                    no answer: it is run, and must not throw
//! ```
//!
//! Directives stand on lines of their own:
//!
//! - `;! golden: PHASE`: from here on, the answer to a form is what `dump` of that phase prints,
//!   line by line, each after `;= `. Every form needs one.
//! - `;! setup`: the next form of a golden file is run instead of dumped.
//! - `;! error: KIND at L:C`: the whole file is refused, with an error of this kind at this line
//!   and column (`at L:C` may be left out).
//! - `;! stat: NAME >= N`: after the file has run, the counter stands at least at N; also `=`,
//!   `<`, `>`, `<=`.
//!
//! A class may be given without its package. Several `;=>` lines, or several `;=!` lines, are one
//! answer of several lines. A form may be broken on purpose: it then ends where a line starts with
//! `;=` in the first column.
//!
//! A file named `fail-…` must expect a failure; one named `pass-…` must not be refused. What lies
//! below `wishlist` is expected to fail, and fails the run once it passes.
//!
//! Start reading at [`run_tree`].

#![forbid(unsafe_code)]

mod bless;
mod file;
pub mod fuzz;
mod run;
mod scan;
mod subject;
mod tree;

pub use bless::bless;
pub use file::{Answer, Case, Mode, Refusal, Stat, TestFile};
pub use run::{Failure, run_file};
pub use subject::{Code, Outcome, Subject};
pub use tree::{FileReport, Options, Summary, Verdict, discover, run_tree};
