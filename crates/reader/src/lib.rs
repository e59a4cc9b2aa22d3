//! From text to forms.
//!
//! The lexer (`lexer`, alone through `lex`) makes tokens, the parser (`parser`) pulls them one by one
//! and makes forms; each notation that is more than a token has a file of its own. Messages, classes
//! and positions of errors are Clojure's. Knows no namespaces and no evaluation: what it needs from
//! the running program it asks a `Resolver`.
//!
//! Start reading at `parser`.

#![forbid(unsafe_code)]

mod atom;
mod bytes;
mod collection;
mod dump;
mod error;
mod fault;
mod function;
mod input;
mod lexer;
mod literal;
mod metadata;
mod names;
mod namespaced_map;
mod options;
mod parser;
mod place;
mod reader_conditional;
mod resolver;
mod syntax_quote;
mod tagged;
mod token;

pub mod edn;

pub use bytes::Dialect;
pub use dump::{dump_forms, dump_tokens};
pub use error::throw;
pub use input::CharSource;
pub use lexer::lex;
pub use options::{Options, ReadCond};
pub use parser::{Reader, read_str};
pub use resolver::{Alone, ReadEval, Resolver};
pub use token::{Token, TokenKind};
