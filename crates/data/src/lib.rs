//! Numbers, strings, collections, sequences, and the questions every value answers.
//!
//! Knows what the built-in types are and do; knows nothing of vars, namespaces or bytecode.
//!
//! # Safety
//!
//! The invariants that comments in this crate cite, besides those of `heap`:
//!
//! - `[KIND]` a struct is looked at only through a value whose descriptor has the struct's kind.
//! - `[STATE]` what a floor keeps with a heap is set once and stays as long as the heap.
//! - `[TAIL]` the raw words behind a counted struct hold what its first words say.
//! - `[OWNED]` memory outside the heap belongs to the one object that points to it, from its birth to
//!   its finalization.
//! - `[TRIE]` the inner slots of a trie hold nodes of that trie, and a node has the slots that its
//!   bitmaps (or the count of its vector) say.

pub mod array;
mod build;
pub mod class;
pub mod collections;
pub mod compare;
pub mod cons;
mod edit;
pub mod equiv;
mod foreign;
pub mod formatter;
pub mod hash;
pub mod hooks;
pub mod host_object;
mod immediate;
pub mod inst;
pub mod intern;
mod invoke;
pub mod keyword;
pub mod kind;
pub mod known;
pub mod list;
pub mod lookup;
pub mod map;
pub mod matcher;
pub mod meta;
pub mod num;
pub mod object;
pub mod pattern;
pub mod pattern_ops;
pub mod print;
pub mod queue;
pub mod reduced;
pub mod seq;
pub mod set;
pub mod shared_text;
pub mod stack_trace;
pub mod string;
pub mod string_builder;
pub mod string_ops;
pub mod symbol;
pub mod tagged;
pub mod testing;
pub mod text;
pub mod throw;
pub mod throwable;
pub mod transient;
pub mod uuid;
pub mod vector;

mod state;

pub use class::class_of;
pub use map::sorted;
pub use seq::{chunk, cycle, iterate, lazy, long_range, range, repeat};

use heap::{Kind, Mutator, Result, TypeInfo};

/// The types of this crate.
pub static TYPES: &[(Kind, &TypeInfo)] = &concat(&[num::TYPES, SCALARS, collections::TYPES]);

/// How many types there are.
const COUNT: usize = num::TYPES.len() + SCALARS.len() + collections::TYPES.len();

const fn concat(
    tables: &[&'static [(Kind, &'static TypeInfo)]],
) -> [(Kind, &'static TypeInfo); COUNT] {
    let mut all = [SCALARS[0]; COUNT];
    let (mut count, mut table) = (0, 0);
    while table < tables.len() {
        let mut row = 0;
        while row < tables[table].len() {
            all[count] = tables[table][row];
            count += 1;
            row += 1;
        }
        table += 1;
    }
    all
}

/// Everything that is neither number nor collection.
const SCALARS: &[(Kind, &TypeInfo)] = &[
    (Kind::TYPE_DESC, &immediate::TYPE_DESC),
    (Kind::MARK, &immediate::MARK),
    (Kind::NIL, &immediate::NIL),
    (Kind::BOOLEAN, &immediate::BOOLEAN),
    (Kind::CHAR, &immediate::CHAR),
    (kind::STRING, &string::INFO),
    (kind::SYMBOL, &symbol::INFO),
    (kind::KEYWORD, &keyword::INFO),
    (kind::CLASS, &class::INFO),
    (kind::THROWABLE, &throwable::INFO),
    (kind::UUID, &uuid::INFO),
    (kind::INST, &inst::INFO),
    (kind::STRING_BUILDER, &string_builder::BUILDER),
    (kind::STRING_BUFFER, &string_builder::BUFFER),
    (kind::PATTERN, &pattern::INFO),
    (kind::MATCHER, &matcher::INFO),
    (kind::TAGGED_LITERAL, &tagged::LITERAL),
    (kind::READER_CONDITIONAL, &tagged::CONDITIONAL),
    (kind::STACK_TRACE_ELEMENT, &stack_trace::INFO),
    (kind::OBJECT, &object::INFO),
    (kind::REFS, &immediate::REFS),
    (kind::RAW_WORDS, &immediate::RAW_WORDS),
];

/// Makes what this floor keeps in the heap's well-known slots.
///
/// # Errors
/// `OutOfMemoryError` is pending when the heap has no room for it.
pub fn init(cx: &mut Mutator) -> Result<()> {
    scalars_init(cx)?;
    collections::init(cx)
}

fn scalars_init(cx: &mut Mutator) -> Result<()> {
    use heap::Extension;
    let state = state::State::new(cx);
    cx.heap().set_extension(Extension::Data, Box::new(state));
    let classes = cx.alloc_counted(kind::REFS, class::ClassId::COUNT, 0, |_, _| ())?;
    cx.set_known(known::CLASSES, classes);
    let empty = string::new(cx, "")?;
    cx.set_known(known::EMPTY_STRING, empty);
    num::init(cx)?;
    throwable::init(cx)?;
    Ok(())
}
