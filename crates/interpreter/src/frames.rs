//! The frames of a thread, innermost first: for stack traces, and for the collector, which has what
//! no frame reads again cleared before it scans them.

#![allow(unsafe_code, reason = "walks frames by address")]

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::vm::{OP_FRAME, exit_pc, window_before};
use bytecode::{Code, LiveSet, Liveness};
use heap::{FRAME_HEADER, Mutator, Space, Value};

/// One frame of a stopped thread.
#[derive(Clone, Copy)]
pub(crate) struct At {
    /// Register 0.
    pub base: *mut Value,
    pub constants: *const Value,
    /// The word after the first of the instruction that runs.
    pub pc: *const u64,
    /// Where the callee's window begins when that is a call; else where the registers end.
    pub end: usize,
}

/// Shows every frame of the thread to `visit`, innermost first, until it answers false.
pub(crate) fn each(cx: &Mutator, mut visit: impl FnMut(At) -> bool) {
    let mut published = cx.thread_slot(Space::Frame).bits();
    // Each turn is one activation of the interpreter, which Rust code entered.
    while published != Value::NIL.bits() && published != 0 {
        let args = (published & !OP_FRAME) as *mut Value;
        // SAFETY: [FRAME] what is published is the window of the running op or native.
        unsafe {
            let mut pc = (*args.sub(2)).bits() as *const u64;
            let mut constants = (*args.sub(3)).bits() as *const Value;
            if pc == exit_pc() {
                // Rust called something that is no bytecode, and that published itself.
                published = constants as u64;
                continue;
            }
            let window = match published & OP_FRAME {
                0 => window_before(pc),
                _ => None,
            };
            let mut end = window.unwrap_or_else(|| Code::at(constants).registers());
            let mut base = args.sub(end + FRAME_HEADER);
            loop {
                if !visit(At { base, constants, pc, end }) {
                    return;
                }
                pc = (*base.sub(2)).bits() as *const u64;
                constants = (*base.sub(3)).bits() as *const Value;
                if pc == exit_pc() {
                    break;
                }
                end = window_before(pc).expect("a return address follows a call");
                base = base.sub(end + FRAME_HEADER);
            }
            // A frame that Rust entered keeps what was published before in place of constants.
            published = constants as u64;
        }
    }
}

/// Clears the registers that no frame of the thread reads again, and the callees that are needed no
/// more. For `Heap::set_frames_hook`.
///
/// The stack discipline of registers leaves in every frame what earlier calls wrote there; scanned
/// as it is, any of that may be the head of a lazy seq that somebody walks now.
pub(crate) fn clear_dead(cx: &mut Mutator) {
    let mut methods: HashMap<usize, Option<Liveness>> = HashMap::new();
    let mut places: HashMap<usize, Option<LiveSet>> = HashMap::new();
    each(cx, |frame| {
        // SAFETY: [CODE]
        let code = unsafe { Code::at(frame.constants) };
        let live = match places.entry(frame.pc as usize) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let method = methods.entry(frame.constants as usize);
                let method = method.or_insert_with(|| Liveness::of(code));
                let at = code.index_of(frame.pc) - 1;
                place.insert(method.as_ref().map(|method| method.during(code, at)))
            }
        };
        if let Some(live) = live {
            // SAFETY: [FRAME] the thread is stopped, and reads none of these before it writes them.
            unsafe { clear(frame, live) };
        }
        true
    });
}

/// # Safety
/// The frame's thread is stopped in the instruction that `live` is of.
unsafe fn clear(frame: At, live: &LiveSet) {
    let dead = |slot: *mut Value| {
        // SAFETY: the caller's promise. Written only where it changes something: most of a deep
        // stack is clean.
        unsafe {
            if *slot != Value::NIL {
                *slot = Value::NIL;
            }
        }
    };
    // SAFETY: [FRAME]
    unsafe {
        if !live.has_callee() {
            dead(frame.base.sub(1));
        }
        for register in (0..frame.end).filter(|register| !live.has(*register)) {
            dead(frame.base.add(register));
        }
    }
}
