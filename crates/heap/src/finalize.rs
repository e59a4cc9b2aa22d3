//! Finalisers: what is to run for an object that has died.
//!
//! A finaliser gets a copy of its object's words: the object's own memory is free at once, and what
//! it referred to may be gone. It runs on the thread that collected, after the others go on; those
//! of objects still there when the heap goes run then. Knows nothing of why an object died.

use crate::header::Header;
use crate::heap::Shared;
use crate::lock::lock;
use crate::mark::{is_marked, is_survivor};
use crate::mutator::Mutator;

/// The objects of a heap that have finalisers.
#[derive(Default)]
pub(crate) struct Finalizers {
    /// Addresses of young objects.
    young: Vec<usize>,
    old: Vec<usize>,
    dead: Vec<Dead>,
}

struct Dead {
    words: Box<[u64]>,
    finalize: unsafe fn(object: *mut u8),
}

impl Finalizers {
    pub(crate) fn add(&mut self, addresses: &mut Vec<usize>) {
        self.young.append(addresses);
    }

    /// After marking: finds the objects that died.
    pub(crate) fn find_dead(&mut self, is_full: bool) {
        let young = core::mem::take(&mut self.young);
        if is_full {
            let old = core::mem::take(&mut self.old);
            old.into_iter().for_each(|address| self.judge(address));
        }
        young.into_iter().for_each(|address| self.judge(address));
    }

    fn judge(&mut self, address: usize) {
        if !is_marked(address) {
            self.dead.extend(copy(address));
        } else if is_survivor(address) {
            self.young.push(address);
        } else {
            self.old.push(address);
        }
    }
}

/// A dead object with its finaliser, before the sweep takes its memory and its descriptor's.
fn copy(address: usize) -> Option<Dead> {
    // SAFETY: [BORN] [TYPED] unmarked, but still as it was: nothing is swept yet.
    unsafe {
        let header = &*(address as *const Header);
        let finalize = header.desc().info().finalize?;
        let words = core::slice::from_raw_parts(address as *const u64, header.object_words());
        Some(Dead { words: words.into(), finalize })
    }
}

impl Dead {
    fn finalize(mut self) {
        // SAFETY: the type's owner wrote the function for copies of its objects' words, and each
        // object is finalised once.
        unsafe { (self.finalize)(self.words.as_mut_ptr() as *mut u8) };
    }
}

impl Shared {
    /// Runs the finalisers of objects that collections found dead.
    pub(crate) fn finalize_dead(&self) {
        let dead = core::mem::take(&mut lock(&self.finalizers).dead);
        dead.into_iter().for_each(Dead::finalize);
    }

    /// Runs all finalisers there are: the heap goes.
    pub(crate) fn finalize_all(&self) {
        let book = core::mem::take(&mut *lock(&self.finalizers));
        book.dead.into_iter().for_each(Dead::finalize);
        for address in book.young.into_iter().chain(book.old) {
            copy(address).into_iter().for_each(Dead::finalize);
        }
    }
}

impl Mutator {
    /// Notes that a new object has a finaliser.
    pub(crate) fn note_finalizable(&mut self, address: usize) {
        self.finalizable.push(address);
    }
}
