//! Making objects: the fast paths.
//!
//! An object is made by moving the cursor and writing header and fields; nothing is zeroed, nothing
//! else is written. Where the memory comes from when the run is used up is `runs`' business.

use crate::header::{Header, TypeDesc};
use crate::mutator::Mutator;
use crate::object::{Counted, HeapType};
use crate::registers::keep;
use crate::runs::Request;
use crate::type_info::{Kind, Result};
use crate::value::Value;

impl Mutator {
    /// Moves `object`, whose header says what it is, into the heap.
    ///
    /// # Errors
    /// `OutOfMemoryError` is pending when there is no room.
    #[inline(always)]
    pub fn alloc<T: HeapType>(&mut self, object: T) -> Result {
        const { assert!(size_of::<T>().is_multiple_of(8) && size_of::<T>() <= 1024) };
        let address = match self.bump(size_of::<T>()) {
            Some(address) => address,
            None => {
                // SAFETY: a heap type begins with its header.
                let header = unsafe { &*(&raw const object as *const Header) };
                self.alloc_slow_with_desc(header.desc_offset(), size_of::<T>())?
            }
        };
        // SAFETY: `address` has that many bytes that are ours alone. [BORN]
        unsafe {
            core::ptr::write(address as *mut T, object);
            self.note_if_finalized(address, T::FINALIZED);
            Ok(Value::from_object(address as *const Header))
        }
    }

    /// A descriptor for a type made at run time.
    ///
    /// # Errors
    /// `OutOfMemoryError` is pending when there is no room.
    pub fn alloc_desc(&mut self, desc: TypeDesc) -> Result {
        let request = Request { bytes: size_of::<TypeDesc>(), aligned: true };
        let address = self.alloc_slow(request)? as *mut TypeDesc;
        // SAFETY: as in `alloc`.
        unsafe {
            core::ptr::write(address, desc);
            Ok(Value::from_object(address as *const Header))
        }
    }

    /// An object of `words` words whose descriptor is `desc`; `init` fills the words after the
    /// header, nil at first, and must not allocate.
    ///
    /// # Errors
    /// `OutOfMemoryError` is pending when there is no room.
    #[inline]
    pub fn alloc_instance(
        &mut self,
        desc: &TypeDesc,
        words: u16,
        init: impl FnOnce(&mut [Value]),
    ) -> Result {
        // SAFETY: the words are set to nil before anybody looks.
        unsafe {
            let first = self.alloc_instance_uninit(desc, words)?;
            let fields = core::slice::from_raw_parts_mut(first, words as usize - 1);
            fields.fill(Value::NIL);
            init(fields);
            Ok(Value::from_object((first as *const Header).sub(1)))
        }
    }

    /// An object of `words` words whose descriptor is `desc`: the address of the first word after
    /// the header. The object is `Value::from_object` of the word before.
    ///
    /// # Errors
    /// `OutOfMemoryError` is pending when there is no room.
    ///
    /// # Safety
    /// The caller fills all words before the next safepoint: `[BORN]`.
    #[inline]
    pub unsafe fn alloc_instance_uninit(
        &mut self,
        desc: &TypeDesc,
        words: u16,
    ) -> Result<*mut Value> {
        debug_assert!(words > 0, "an object has a header");
        let address = self.alloc_raw(words as usize * 8)?;
        // SAFETY: as in `alloc`.
        unsafe { core::ptr::write(address as *mut Header, Header::of_desc(desc, words)) };
        // The collector must have seen the descriptor itself, not just its offset.
        keep(desc.value());
        if desc.info().finalize.is_some() {
            self.note_finalizable(address);
        }
        Ok((address + 8) as *mut Value)
    }

    /// An object with `Layout::Counted`: `refs` values (nil at first) and `raw_words` raw words
    /// (zero at first), which `init` may fill; it must not allocate.
    ///
    /// # Errors
    /// `OutOfMemoryError` is pending when there is no room.
    #[inline]
    pub fn alloc_counted(
        &mut self,
        kind: Kind,
        refs: usize,
        raw_words: usize,
        init: impl FnOnce(&mut [Value], &mut [u64]),
    ) -> Result {
        // SAFETY: all words are set before anybody looks.
        unsafe {
            let first = self.alloc_counted_uninit(kind, refs, raw_words)?;
            let values = core::slice::from_raw_parts_mut(first, refs);
            values.fill(Value::NIL);
            let raw = core::slice::from_raw_parts_mut(first.add(refs) as *mut u64, raw_words);
            raw.fill(0);
            init(values, raw);
            Ok(Mutator::counted_value(first))
        }
    }

    /// A counted object that holds a copy of `refs` and nothing else.
    ///
    /// # Errors
    /// `OutOfMemoryError` is pending when there is no room.
    #[inline]
    pub fn alloc_refs(&mut self, kind: Kind, refs: &[Value]) -> Result {
        // SAFETY: all words are set before anybody looks.
        unsafe {
            let first = self.alloc_counted_uninit(kind, refs.len(), 0)?;
            core::ptr::copy_nonoverlapping(refs.as_ptr(), first, refs.len());
            Ok(Mutator::counted_value(first))
        }
    }

    /// A counted object that holds a copy of `raw` and no values.
    ///
    /// # Errors
    /// `OutOfMemoryError` is pending when there is no room.
    #[inline]
    pub fn alloc_raw_words(&mut self, kind: Kind, raw: &[u64]) -> Result {
        // SAFETY: all words are set before anybody looks.
        unsafe {
            let first = self.alloc_counted_uninit(kind, 0, raw.len())?;
            core::ptr::copy_nonoverlapping(raw.as_ptr(), first as *mut u64, raw.len());
            Ok(Mutator::counted_value(first))
        }
    }

    /// A counted object whose words are whatever stood there: the address of the first word after
    /// the count word. `Mutator::counted_value` makes a value of it.
    ///
    /// # Errors
    /// `OutOfMemoryError` is pending when there is no room, or there can be none for so much.
    ///
    /// # Safety
    /// The caller fills all values, and all raw words that anybody reads, before the next safepoint
    /// and before it publishes the object: `[BORN]`.
    #[inline]
    pub unsafe fn alloc_counted_uninit(
        &mut self,
        kind: Kind,
        refs: usize,
        raw_words: usize,
    ) -> Result<*mut Value> {
        let Some(words) = counted_size(refs, raw_words) else {
            return Err(self.out_of_memory());
        };
        let address = self.alloc_raw(words * 8)?;
        let in_header = if words <= u16::MAX as usize { words as u16 } else { 0 };
        let header = Header::new(kind.desc_offset(), in_header);
        // SAFETY: as in `alloc`.
        unsafe { core::ptr::write(address as *mut Counted, Counted::new(header, refs, raw_words)) };
        if self.builtin_desc(kind).info().finalize.is_some() {
            self.note_finalizable(address);
        }
        Ok((address + size_of::<Counted>()) as *mut Value)
    }

    /// The object whose first word after the count word `alloc_counted_uninit` has answered.
    ///
    /// # Safety
    /// `first` comes from there, and all words are filled.
    #[inline(always)]
    pub unsafe fn counted_value(first: *mut Value) -> Value {
        // SAFETY: the caller's promise.
        unsafe { Value::from_object((first as *const Counted).sub(1) as *const Header) }
    }

    /// Memory for an object of `bytes`, a multiple of 8: the slow path of machine code that
    /// allocates by itself. Leaves cursor and limit as the fast path wants them.
    ///
    /// # Errors
    /// `OutOfMemoryError` is pending when there is no room.
    ///
    /// # Safety
    /// The caller writes a header that says this size, and all words, before the next safepoint, and
    /// keeps the object's descriptor alive meanwhile. The type has no finaliser.
    pub unsafe fn alloc_bytes(&mut self, bytes: usize) -> Result<*mut u8> {
        self.alloc_raw(bytes).map(|address| address as *mut u8)
    }

    #[inline(always)]
    fn bump(&mut self, bytes: usize) -> Option<usize> {
        self.assert_may_stop();
        let address = self.alloc_cursor;
        if bytes > self.alloc_limit - address {
            return None;
        }
        self.alloc_cursor = address + bytes;
        Some(address)
    }

    #[inline(always)]
    fn alloc_raw(&mut self, bytes: usize) -> Result<usize> {
        match self.bump(bytes) {
            Some(address) => Ok(address),
            None => self.alloc_slow(Request::of(bytes)),
        }
    }

    #[inline(always)]
    fn note_if_finalized(&mut self, address: usize, is_finalized: bool) {
        debug_assert_eq!(
            // SAFETY: [BORN] the header was just written.
            unsafe { (*(address as *const Header)).desc().info().finalize.is_some() },
            is_finalized,
            "`HeapType::FINALIZED` says what `TypeInfo::finalize` says"
        );
        if is_finalized {
            self.note_finalizable(address);
        }
    }
}

/// Size in words of a counted object, where it can be said in a header or count word.
#[inline(always)]
fn counted_size(refs: usize, raw_words: usize) -> Option<usize> {
    let words = refs.checked_add(raw_words)?.checked_add(2)?;
    if words < u32::MAX as usize { Some(words) } else { None }
}
