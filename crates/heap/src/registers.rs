//! Puts the callee-saved registers where the collector can see them: on the stack.
//!
//! A value may live in such a register of a caller far up the stack. Caller-saved registers need no
//! care: whoever called us has saved those it still wants. Knows nothing of heaps.

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
compile_error!("a register spill for this architecture is missing");

/// Runs `work` with the address from which on the stack, registers included, is to be scanned.
#[inline(never)]
pub(crate) fn with_registers_on_stack<R>(work: impl FnOnce(usize) -> R) -> R {
    let mut registers = [0usize; 20];
    let stack_pointer: usize;
    // SAFETY: writes callee-saved registers into a local array, and reads the stack pointer.
    #[cfg(target_arch = "x86_64")]
    unsafe {
        core::arch::asm!(
            "mov [{array}], rbx",
            "mov [{array} + 8], rbp",
            "mov [{array} + 16], r12",
            "mov [{array} + 24], r13",
            "mov [{array} + 32], r14",
            "mov [{array} + 40], r15",
            "mov [{array} + 48], rdi",
            "mov [{array} + 56], rsi",
            "mov {sp}, rsp",
            array = in(reg) registers.as_mut_ptr(),
            sp = out(reg) stack_pointer,
            options(nostack, preserves_flags),
        );
    }
    // SAFETY: as above.
    #[cfg(target_arch = "aarch64")]
    unsafe {
        core::arch::asm!(
            "stp x19, x20, [{array}]",
            "stp x21, x22, [{array}, #16]",
            "stp x23, x24, [{array}, #32]",
            "stp x25, x26, [{array}, #48]",
            "stp x27, x28, [{array}, #64]",
            "str x29, [{array}, #80]",
            "stp d8, d9, [{array}, #96]",
            "stp d10, d11, [{array}, #112]",
            "stp d12, d13, [{array}, #128]",
            "stp d14, d15, [{array}, #144]",
            "mov {sp}, sp",
            array = in(reg) registers.as_mut_ptr(),
            sp = out(reg) stack_pointer,
            options(nostack, preserves_flags),
        );
    }
    let result = work(stack_pointer);
    core::hint::black_box(&registers);
    result
}

/// The stack pointer, roughly: for comparing with a limit.
#[inline(always)]
pub(crate) fn stack_pointer() -> usize {
    let pointer: usize;
    // SAFETY: only reads the register.
    #[cfg(target_arch = "x86_64")]
    unsafe {
        core::arch::asm!("mov {}, rsp", out(reg) pointer,
            options(nomem, nostack, preserves_flags));
    }
    // SAFETY: as above.
    #[cfg(target_arch = "aarch64")]
    unsafe {
        core::arch::asm!("mov {}, sp", out(reg) pointer,
            options(nomem, nostack, preserves_flags));
    }
    pointer
}

/// Keeps `value` alive up to here, although only something derived from it is used.
///
/// A slice or `&str` into an object keeps the object by itself. Needed where the compiler may have
/// replaced the reference by something the collector can't recognise: an index, an address outside
/// the object, a 32-bit offset.
#[inline(always)]
pub fn keep(value: crate::value::Value) {
    // SAFETY: no instruction at all; the word must be somewhere when control comes here.
    unsafe {
        core::arch::asm!("/* {} */", in(reg) value.bits(), options(nostack, preserves_flags));
    }
}

/// From here on the value stands in `place` alone: the compiler reads it there again and keeps no
/// copy in a register or a slot of its own, which would be scanned as long as its function runs.
///
/// To be called first thing by a function that goes on to walk what may be a long lazy seq, and uses
/// the value for something else too.
#[inline(always)]
pub fn only_here<T>(place: &mut T) {
    // SAFETY: no instruction at all; memory is taken as read and written.
    unsafe {
        core::arch::asm!("/* {} */", in(reg) place, options(nostack, preserves_flags));
    }
}

/// What stands in `place`, for a function that looks at it, is never inlined, and soon returns. The
/// caller keeps nothing: this stops the compiler from loading the value there and handing that on.
#[inline(always)]
pub fn look(place: &crate::value::Value) -> crate::value::Value {
    // SAFETY: no instruction at all; the address must be there.
    unsafe {
        core::arch::asm!("/* {} */", in(reg) place, options(nostack, preserves_flags));
    }
    *place
}

/// Moves a value from one place to another, so that the caller never has it.
#[inline(never)]
pub fn hand_over(from: &mut crate::value::Value, to: &mut crate::value::Value) {
    *to = core::mem::replace(from, crate::value::Value::NIL);
}

/// Makes the compiler write `place` back before this point and read it again after it: another
/// thread may look at it, and change it, while this one is stopped.
#[inline(always)]
pub(crate) fn expose<T>(place: *mut T) {
    // SAFETY: no instruction at all; memory is taken as read and written.
    unsafe {
        core::arch::asm!("/* {} */", in(reg) place, options(nostack, preserves_flags));
    }
}

#[cfg(all(test, target_arch = "x86_64"))]
mod tests {
    use super::*;
    use crate::os::StackBounds;

    static FOUND: core::sync::atomic::AtomicUsize = core::sync::atomic::AtomicUsize::new(0);

    const MARK: usize = 0x5a5a_1234_8765_0000;

    /// Notes which of the marks that differ in the last digit stand on the stack.
    extern "C" fn look() {
        with_registers_on_stack(|from| {
            let mut found = 0;
            for at in (from..StackBounds::current().base).step_by(8) {
                // SAFETY: the stack is readable from its pointer to its base.
                let word = unsafe { core::ptr::read_volatile(at as *const usize) };
                if word & !0xf == MARK {
                    found |= 1 << (word & 0xf);
                }
            }
            FOUND.store(found, core::sync::atomic::Ordering::SeqCst);
        });
    }

    #[test]
    fn every_callee_saved_register_is_on_the_stack() {
        // SAFETY: a call as the platform's convention has it; registers that the compiler keeps for
        // itself are saved around it, and the stack stays aligned.
        unsafe {
            core::arch::asm!(
                "push rbx",
                "push rbp",
                "mov rbx, r12",
                "not rbx",
                "lea rbp, [rbx + 1]",
                "lea r12, [rbx + 2]",
                "lea r13, [rbx + 3]",
                "lea r14, [rbx + 4]",
                "lea r15, [rbx + 5]",
                "call {look}",
                "pop rbp",
                "pop rbx",
                look = sym look,
                inout("r12") !MARK => _,
                out("r13") _,
                out("r14") _,
                out("r15") _,
                clobber_abi("C"),
            );
        }
        assert_eq!(FOUND.load(core::sync::atomic::Ordering::SeqCst), 0b11_1111);
    }
}
