//! The installed tables of members, and the search through a class and its ancestors.

use std::collections::HashMap;
use std::sync::OnceLock;

use data::class::ClassId;
use heap::{Mutator, Result, Value};

use super::{HostClassDef, MemberDef, MemberKind};
use crate::state;

/// How many overloads of one name and arity a call looks at.
const MOST: usize = 16;
const CACHE_SLOTS: usize = 512;

/// The members that a call of one name and arity may mean, those of descendants first.
#[derive(Clone, Copy)]
pub struct Candidates {
    found: [Option<&'static MemberDef>; MOST],
    len: usize,
}

impl Candidates {
    const EMPTY: Candidates = Candidates { found: [None; MOST], len: 0 };

    pub fn iter(&self) -> impl Iterator<Item = &'static MemberDef> + '_ {
        self.found[..self.len].iter().flatten().copied()
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The only candidate.
    pub fn unique(&self) -> Option<&'static MemberDef> {
        if self.len == 1 { self.found[0] } else { None }
    }

    /// A member of an ancestor with the same parameters is overridden.
    fn add(&mut self, member: &'static MemberDef) {
        let overridden = self.iter().any(|own| own.params[..] == member.params[..]);
        if !overridden && self.len < MOST {
            self.found[self.len] = Some(member);
            self.len += 1;
        }
    }
}

struct Cached {
    class: ClassId,
    kind: MemberKind,
    argc: usize,
    name: &'static str,
    candidates: Candidates,
}

/// The tables of a heap, and what was found in them.
pub(crate) struct Members {
    by_class: OnceLock<HashMap<&'static str, Vec<&'static HostClassDef>>>,
    /// Each slot is filled once, by whoever comes first.
    cache: Box<[OnceLock<Cached>]>,
}

impl Default for Members {
    fn default() -> Members {
        Members {
            by_class: OnceLock::new(),
            cache: (0..CACHE_SLOTS).map(|_| OnceLock::new()).collect(),
        }
    }
}

/// Installs the members of all host classes; called once, at start.
///
/// # Panics
/// When they were installed before.
pub fn install(cx: &Mutator, classes: &[&'static HostClassDef]) {
    let mut by_class: HashMap<&'static str, Vec<&'static HostClassDef>> = HashMap::new();
    for class in classes {
        by_class.entry(class.name).or_default().push(class);
    }
    let installed = state::of(cx).members.by_class.set(by_class);
    assert!(installed.is_ok(), "host classes are installed once");
}

/// Shows each member that a class itself declares.
fn each_own(cx: &Mutator, class: ClassId, mut show: impl FnMut(&'static MemberDef)) {
    let members = &state::of(cx).members;
    let Some(defs) = members.by_class.get().and_then(|all| all.get(class.name())) else { return };
    for member in defs.iter().flat_map(|def| def.members) {
        show(member);
    }
}

/// The names of the methods without parameters that a class has, its own first.
///
/// # Errors
/// `OutOfMemoryError`.
pub fn plain_methods(cx: &mut Mutator, class: Value) -> Result<Vec<&'static str>> {
    let mut names = Vec::new();
    let ancestors = data::class::ancestors(cx, class)?;
    for class in [class].iter().chain(ancestors.iter()) {
        let Some(id) = data::class::of(*class).and_then(|class| class.id()) else { continue };
        each_own(cx, id, |member| {
            let plain = member.kind == MemberKind::InstanceMethod && member.takes(1);
            if plain && !names.contains(&member.name) {
                names.push(member.name);
            }
        });
    }
    Ok(names)
}

/// A class and its ancestors, the nearest first: superclasses before interfaces.
fn lineage(class: ClassId) -> Vec<ClassId> {
    let mut all = vec![class];
    let mut superclass = class.superclass();
    while let Some(class) = superclass {
        all.push(class);
        superclass = class.superclass();
    }
    let mut at = 0;
    while at < all.len() {
        for interface in all[at].interfaces() {
            if !all.contains(&interface) {
                all.push(interface);
            }
        }
        at += 1;
    }
    // Interfaces have the methods of `Object` too.
    if !all.contains(&ClassId::OBJECT) {
        all.push(ClassId::OBJECT);
    }
    all
}

/// The members of `class` that a call with `argc` arguments, the instance included, may mean.
///
/// # Errors
/// `OutOfMemoryError`.
pub fn candidates(
    cx: &mut Mutator,
    class: Value,
    kind: MemberKind,
    name: &str,
    argc: usize,
) -> Result<Candidates> {
    match data::class::of(class).and_then(|class| class.id()) {
        Some(id) => Ok(of_built_in(cx, id, kind, name, argc)),
        None => {
            let mut found = Candidates::EMPTY;
            for ancestor in data::class::ancestors(cx, class)?.iter() {
                if let Some(id) = data::class::of(*ancestor).and_then(|class| class.id()) {
                    of_built_in(cx, id, kind, name, argc).iter().for_each(|def| found.add(def));
                }
            }
            Ok(found)
        }
    }
}

fn of_built_in(
    cx: &Mutator,
    class: ClassId,
    kind: MemberKind,
    name: &str,
    argc: usize,
) -> Candidates {
    let hash = data::intern::hash_text(name.as_bytes()) as usize;
    let mixed = hash ^ (class.name().as_ptr() as usize >> 3) ^ (argc * 7) ^ (kind as usize * 131);
    let slot = &state::of(cx).members.cache[mixed % CACHE_SLOTS];
    if let Some(cached) = slot.get()
        && cached.class == class
        && cached.kind == kind
        && cached.argc == argc
        && cached.name == name
    {
        return cached.candidates;
    }
    let candidates = search(cx, class, kind, name, argc);
    if let Some(first) = candidates.found[0] {
        // A slot that is taken stays so: the cache never frees what another thread may read.
        let _ = slot.set(Cached { class, kind, argc, name: first.name, candidates });
    }
    candidates
}

fn search(cx: &Mutator, class: ClassId, kind: MemberKind, name: &str, argc: usize) -> Candidates {
    let mut found = Candidates::EMPTY;
    let inherits = match kind {
        MemberKind::Constructor => false,
        MemberKind::StaticMethod
        | MemberKind::InstanceMethod
        | MemberKind::StaticField
        | MemberKind::InstanceField => true,
    };
    let classes = if inherits { lineage(class) } else { vec![class] };
    for class in classes {
        each_own(cx, class, |member| {
            if member.kind == kind && member.name == name && member.takes(argc) {
                found.add(member);
            }
        });
    }
    found
}

/// True when a class, or an ancestor, has a member of that name, whatever its arity.
pub fn has_member(cx: &Mutator, class: ClassId, kind: MemberKind, name: &str) -> bool {
    let mut found = false;
    for class in lineage(class) {
        each_own(cx, class, |member| found |= member.kind == kind && member.name == name);
    }
    found
}
