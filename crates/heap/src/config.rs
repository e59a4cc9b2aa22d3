//! How a heap is set up.

use crate::header::HEAP_ALIGN;
use crate::mutator::Mutator;
use crate::type_info::{Thrown, TypeTable};
use crate::value::Value;

/// What this floor asks of the floors above.
#[derive(Clone, Copy)]
pub struct Hooks {
    /// Makes the pending exception for an allocation that cannot be had.
    pub out_of_memory: fn(&mut Mutator) -> Thrown,
    pub stack_overflow: fn(&mut Mutator) -> Thrown,
    /// Makes the exception for an interrupt that a poll found.
    pub interrupted: fn(&mut Mutator) -> Thrown,
    /// Something that is no function is called.
    pub not_callable: fn(&mut Mutator, Value, usize) -> Thrown,
}

/// How a heap is set up. Sizes are bytes.
#[derive(Clone, Copy)]
pub struct HeapConfig {
    pub types: TypeTable,
    pub hooks: Hooks,
    /// No full collection below this much in use.
    pub min: usize,
    /// Objects, and bytes outside the heap charged to it, never exceed this.
    pub max: Option<usize>,
    /// How much is allocated between young collections.
    pub young: usize,
    /// A full collection comes when the live bytes of the last one have grown by this factor.
    pub growth: f32,
    /// Address space asked for; less is taken where it is scarce.
    pub reserve: usize,
    /// Address space of each thread's VM stack, committed as it is used.
    pub vm_stack: usize,
    /// Collect at every Nth allocation.
    pub stress_every: Option<u64>,
    /// Fill what is freed with a pattern.
    pub poison: bool,
    /// After each young collection, trace everything and compare.
    pub verify: bool,
    /// Count what is allocated by type; see `Stats::allocations`.
    pub count_allocations: bool,
}

impl HeapConfig {
    /// The usual sizes. So that whole test suites can run under stress, `TERCEL_HEAP_STRESS=N`,
    /// `TERCEL_HEAP_POISON=1` and `TERCEL_HEAP_VERIFY=1` in the environment set the fields of these
    /// names.
    pub fn new(types: TypeTable, hooks: Hooks) -> HeapConfig {
        let number = |name| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
        let is_set = |name| number(name).is_some_and(|n| n != 0);
        HeapConfig {
            types,
            hooks,
            min: 16 << 20,
            max: None,
            young: 8 << 20,
            growth: 2.0,
            reserve: HEAP_ALIGN,
            vm_stack: 64 << 20,
            stress_every: number("TERCEL_HEAP_STRESS").filter(|&n| n != 0),
            poison: is_set("TERCEL_HEAP_POISON"),
            verify: is_set("TERCEL_HEAP_VERIFY"),
            count_allocations: false,
        }
    }
}
