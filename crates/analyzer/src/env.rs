//! The scopes around the form under analysis: which names are locals, of which function, and where
//! a `recur` would go.
//!
//! The outermost few names are looked for one by one, which is all that most forms need; those
//! further in stand in a table too, so that deep nesting takes no more time for each name. Knows
//! nothing of vars.

use std::collections::HashMap;

use data::symbol;
use heap::{Mutator, RootVec, Value};

use crate::ast::{FnId, LocalId, LoopId};

/// Whether the value of a form is the value of its method, is used, or is thrown away.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ctx {
    /// The last thing its method or loop does.
    Tail,
    Value,
    Statement,
}

/// Why `recur` is refused here, although there is a target.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoRecur {
    Allowed,
    AcrossTry,
    FromCatch,
}

/// So many outermost names are in no table.
const OUTER: usize = 24;

/// The part of the environment that a form restores when it is done.
#[derive(Clone, Copy)]
pub struct Mark(usize);

pub struct Env {
    /// Symbols without metadata, innermost last.
    names: RootVec,
    locals: Vec<LocalId>,
    /// Where the innermost local of each name stands, beyond the outermost few. Keys are the names'
    /// bits: `names` keeps them alive, and objects never move.
    inner: HashMap<u64, usize>,
    /// For each name in the table, the one of the same name that it shadows there.
    shadowed: Vec<Option<usize>>,
    /// The functions around, innermost last, and where the names of each begin.
    fns: Vec<FnId>,
    /// Names bound before this one are out of sight: a `deftype` closes over nothing.
    hidden: usize,
    pub recur: Option<LoopId>,
    pub no_recur: NoRecur,
}

impl Env {
    pub fn new(cx: &mut Mutator) -> Env {
        Env {
            names: RootVec::new(cx),
            locals: Vec::new(),
            inner: HashMap::new(),
            shadowed: Vec::new(),
            fns: Vec::new(),
            hidden: 0,
            recur: None,
            no_recur: NoRecur::Allowed,
        }
    }

    pub fn clear(&mut self) {
        self.names.clear();
        self.locals.clear();
        self.inner.clear();
        self.shadowed.clear();
        self.fns.clear();
        self.hidden = 0;
        self.recur = None;
        self.no_recur = NoRecur::Allowed;
    }

    #[inline]
    pub fn mark(&self) -> Mark {
        Mark(self.locals.len())
    }

    /// Forgets the names bound since `mark`.
    #[inline]
    pub fn reset(&mut self, mark: Mark) {
        if self.locals.len() > OUTER {
            self.reset_inner(mark);
        }
        self.names.truncate(mark.0);
        self.locals.truncate(mark.0);
    }

    #[cold]
    fn reset_inner(&mut self, mark: Mark) {
        for at in (mark.0.max(OUTER)..self.locals.len()).rev() {
            let name = self.names[at].bits();
            match self.shadowed.pop().flatten() {
                Some(outer) => self.inner.insert(name, outer),
                None => self.inner.remove(&name),
            };
        }
    }

    /// Lets `name` mean `local` from here on.
    #[inline]
    pub fn bind(&mut self, name: Value, local: LocalId) {
        let name = symbol::base(name);
        if self.locals.len() >= OUTER {
            self.shadowed.push(self.inner.insert(name.bits(), self.locals.len()));
        }
        self.names.push(name);
        self.locals.push(local);
    }

    /// The local that a symbol without namespace means.
    #[inline]
    pub fn lookup(&self, name: Value) -> Option<LocalId> {
        if self.locals.is_empty() {
            return None;
        }
        let name = symbol::base(name);
        if self.locals.len() > OUTER
            && let Some(&at) = self.inner.get(&name.bits())
        {
            // What a hidden name shadows is hidden too.
            return (at >= self.hidden).then(|| self.locals[at]);
        }
        let outer = OUTER.min(self.names.len());
        let at = self.names[self.hidden.min(outer)..outer].iter().rposition(|&n| n == name)?;
        Some(self.locals[self.hidden.min(outer) + at])
    }

    /// Puts all names out of sight; answers what `unhide` needs.
    pub fn hide(&mut self) -> usize {
        std::mem::replace(&mut self.hidden, self.locals.len())
    }

    pub fn unhide(&mut self, before: usize) {
        self.hidden = before;
    }

    pub fn is_empty(&self) -> bool {
        self.locals.len() == self.hidden
    }

    /// Names and locals, outermost first; a name may come more than once.
    pub fn bindings(&self) -> impl DoubleEndedIterator<Item = (Value, LocalId)> + '_ {
        self.names[self.hidden..].iter().copied().zip(self.locals[self.hidden..].iter().copied())
    }

    pub fn enter_fn(&mut self, id: FnId) {
        self.fns.push(id);
    }

    pub fn leave_fn(&mut self) {
        self.fns.pop();
    }

    /// The function whose body is under analysis.
    #[inline]
    pub fn function(&self) -> FnId {
        *self.fns.last().expect("a unit is a function")
    }

    /// The functions around the form, innermost first.
    pub fn functions(&self) -> impl Iterator<Item = FnId> + '_ {
        self.fns.iter().rev().copied()
    }
}
