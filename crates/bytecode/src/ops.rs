//! The ops: one row each, and what is derived from the rows.
//!
//! A row is `name, handler = Variant { operand: Role, … }, [effects];` with the documentation above
//! it. `for_each_op!(m)` hands all rows to the macro `m`; this file makes the enum, the table, the
//! builder's methods and the visitor, the interpreter its dispatch table.

use crate::operand::{Operand, Role, RoleKind, place, role, words};

/// What executing an op may do; what the compiler and the tiers must allow for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Effects(u8);

impl Effects {
    pub const NONE: Effects = Effects(0);
    /// May end with a pending exception.
    pub const THROWS: Effects = Effects(1);
    /// May allocate, hence collect.
    pub const ALLOCATES: Effects = Effects(2);
    /// May run any Clojure code.
    pub const CALLS: Effects = Effects(4);
    /// A back-edge: stops when another thread asks for it.
    pub const SAFEPOINT: Effects = Effects(8);
    /// Never goes on with the next instruction.
    pub const ENDS: Effects = Effects(16);
    /// Enters a callee's frame: its `a` is the result's register and its `b` the window.
    pub const ENTERS: Effects = Effects(32);

    pub const fn and(self, other: Effects) -> Effects {
        Effects(self.0 | other.0)
    }

    pub const fn has(self, other: Effects) -> bool {
        self.0 & other.0 == other.0
    }
}

/// Hands every row of the op table to the macro named.
#[macro_export]
macro_rules! for_each_op {
    ($consumer:ident) => {
        $consumer! {
            // ---- moves and constants ----

            /// Copies a register.
            copy, op_copy = Copy { dst: Def, src: Use }, [];
            /// Moves a register's value, which is forgotten where it was.
            take, op_take = Take { dst: Def, src: Use }, [];
            /// Loads a constant.
            load_const, op_load_const = LoadConst { dst: Def, value: Const }, [];
            /// Loads a small whole number.
            load_small, op_load_small = LoadSmall { dst: Def, number: Imm32 }, [];
            load_nil, op_load_nil = LoadNil { dst: Def }, [];
            load_true, op_load_true = LoadTrue { dst: Def }, [];
            load_false, op_load_false = LoadFalse { dst: Def }, [];
            /// Forgets a local that is used no more, so that the frame does not hold it.
            clear, op_clear = Clear { dst: Def }, [];
            /// Loads what the running closure captured.
            load_capture, op_load_capture = LoadCapture { dst: Def, capture: Index }, [];
            /// Moves what the running closure captured out of it: the last use in a function that
            /// runs once.
            take_capture, op_take_capture = TakeCapture { dst: Def, capture: Index }, [];
            /// Loads the running function itself.
            load_callee, op_load_callee = LoadCallee { dst: Def }, [];

            // ---- control ----

            jump, op_jump = Jump { to: Label }, [ENDS];
            /// The jump at the end of a loop: a safepoint, and counted to find hot loops.
            loop_back, op_loop_back = LoopBack { to: Label, hotness: Cache },
                [THROWS, ALLOCATES, SAFEPOINT, ENDS];
            jump_if_falsy, op_jump_if_falsy = JumpIfFalsy { test: Use, to: Label }, [];
            jump_if_truthy, op_jump_if_truthy = JumpIfTruthy { test: Use, to: Label }, [];
            jump_if_nil, op_jump_if_nil = JumpIfNil { test: Use, to: Label }, [];
            jump_if_not_nil, op_jump_if_not_nil = JumpIfNotNil { test: Use, to: Label }, [];
            /// Jumps when `(< a b)` is false.
            jump_unless_lt, op_jump_unless_lt = JumpUnlessLt { a: Use, b: Use, to: Branch },
                [THROWS, ALLOCATES];
            jump_unless_lte, op_jump_unless_lte = JumpUnlessLte { a: Use, b: Use, to: Branch },
                [THROWS, ALLOCATES];
            jump_unless_gt, op_jump_unless_gt = JumpUnlessGt { a: Use, b: Use, to: Branch },
                [THROWS, ALLOCATES];
            jump_unless_gte, op_jump_unless_gte = JumpUnlessGte { a: Use, b: Use, to: Branch },
                [THROWS, ALLOCATES];
            /// Jumps when `(== a b)` is false.
            jump_unless_num_eq, op_jump_unless_num_eq = JumpUnlessNumEq { a: Use, b: Use, to: Branch },
                [THROWS, ALLOCATES];
            jump_unless_lt_imm, op_jump_unless_lt_imm = JumpUnlessLtImm { a: Use, number: Imm, to: Branch },
                [THROWS, ALLOCATES];
            jump_unless_lte_imm, op_jump_unless_lte_imm = JumpUnlessLteImm { a: Use, number: Imm, to: Branch },
                [THROWS, ALLOCATES];
            jump_unless_gt_imm, op_jump_unless_gt_imm = JumpUnlessGtImm { a: Use, number: Imm, to: Branch },
                [THROWS, ALLOCATES];
            jump_unless_gte_imm, op_jump_unless_gte_imm = JumpUnlessGteImm { a: Use, number: Imm, to: Branch },
                [THROWS, ALLOCATES];
            jump_unless_num_eq_imm, op_jump_unless_num_eq_imm = JumpUnlessNumEqImm { a: Use, number: Imm, to: Branch },
                [THROWS, ALLOCATES];
            /// Jumps when `(= a b)` is false.
            jump_unless_equiv, op_jump_unless_equiv = JumpUnlessEquiv { a: Use, b: Use, to: Branch },
                [THROWS, ALLOCATES, CALLS];
            jump_unless_equiv_imm, op_jump_unless_equiv_imm = JumpUnlessEquivImm { a: Use, number: Imm, to: Branch },
                [THROWS, ALLOCATES, CALLS];
            jump_unless_identical, op_jump_unless_identical = JumpUnlessIdentical { a: Use, b: Use, to: Branch }, [];
            /// Jumps to where the table says for a value equal to one of its keys, else goes on.
            case_jump, op_case_jump = CaseJump { value: Use, table: CaseConst },
                [THROWS, ALLOCATES, CALLS];
            /// Ends the function with a result.
            ret, op_ret = Ret { value: Use }, [ENDS];
            throw, op_throw = Throw { exception: Use }, [THROWS, ALLOCATES, ENDS];
            /// Leaves the interpreter for the Rust code that entered it. Not for compilers.
            exit, op_exit = Exit {}, [ENDS];

            // ---- numbers ----

            /// `(+ a b)`: longs overflow with an exception.
            add, op_add = Add { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES];
            sub, op_sub = Sub { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES];
            mul, op_mul = Mul { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES];
            div, op_div = Div { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES];
            /// `(/ a b)` where one is a `double` for the compiler: never throws for a zero.
            div_double, op_div_double = DivDouble { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES];
            quot, op_quot = Quot { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES];
            rem, op_rem = Rem { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES];
            mod_, op_mod = Mod { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES];
            add_imm, op_add_imm = AddImm { dst: Def, a: Use, number: Imm }, [THROWS, ALLOCATES];
            sub_imm, op_sub_imm = SubImm { dst: Def, a: Use, number: Imm }, [THROWS, ALLOCATES];
            mul_imm, op_mul_imm = MulImm { dst: Def, a: Use, number: Imm }, [THROWS, ALLOCATES];
            inc, op_inc = Inc { dst: Def, a: Use }, [THROWS, ALLOCATES];
            dec, op_dec = Dec { dst: Def, a: Use }, [THROWS, ALLOCATES];
            neg, op_neg = Neg { dst: Def, a: Use }, [THROWS, ALLOCATES];
            /// `(quot a b)` of two primitive longs: the same but for the words about a zero.
            quot_long, op_quot_long = QuotLong { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES];
            rem_long, op_rem_long = RemLong { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES];
            /// What `^long` makes of an argument.
            cast_long, op_cast_long = CastLong { dst: Def, a: Use }, [THROWS, ALLOCATES];
            /// What `^double` makes of an argument or a result.
            cast_double, op_cast_double = CastDouble { dst: Def, a: Use }, [THROWS, ALLOCATES];
            /// What `^long` makes of a result: it is cut to fit.
            long_value, op_long_value = LongValue { dst: Def, a: Use }, [THROWS, ALLOCATES];
            /// `(unchecked-add a b)` and its kin: longs wrap around.
            unchecked_add, op_unchecked_add = UncheckedAdd { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES];
            unchecked_sub, op_unchecked_sub = UncheckedSub { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES];
            unchecked_mul, op_unchecked_mul = UncheckedMul { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES];
            unchecked_inc, op_unchecked_inc = UncheckedInc { dst: Def, a: Use }, [THROWS, ALLOCATES];
            unchecked_dec, op_unchecked_dec = UncheckedDec { dst: Def, a: Use }, [THROWS, ALLOCATES];
            is_even, op_is_even = IsEven { dst: Def, a: Use }, [THROWS, ALLOCATES];
            is_odd, op_is_odd = IsOdd { dst: Def, a: Use }, [THROWS, ALLOCATES];
            bit_and, op_bit_and = BitAnd { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES];
            bit_or, op_bit_or = BitOr { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES];
            bit_xor, op_bit_xor = BitXor { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES];
            shift_left, op_shift_left = ShiftLeft { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES];
            shift_right, op_shift_right = ShiftRight { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES];
            lt, op_lt = Lt { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES];
            lte, op_lte = Lte { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES];
            gt, op_gt = Gt { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES];
            gte, op_gte = Gte { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES];
            num_eq, op_num_eq = NumEq { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES];

            // ---- equality and tests ----

            /// `(= a b)`.
            equiv, op_equiv = Equiv { dst: Def, a: Use, b: Use }, [THROWS, ALLOCATES, CALLS];
            identical, op_identical = Identical { dst: Def, a: Use, b: Use }, [];
            not, op_not = Not { dst: Def, a: Use }, [];
            is_nil, op_is_nil = IsNil { dst: Def, a: Use }, [];
            /// Whether the type of a value has an interface, given as the number of its bit in
            /// `heap::Interfaces`. No immediate has one.
            has_interface, op_has_interface = HasInterface { dst: Def, a: Use, bit: Index }, [];
            /// Whether a value is of a built-in kind.
            is_kind, op_is_kind = IsKind { dst: Def, a: Use, kind: Index }, [];
            /// `(instance? class a)`.
            is_instance, op_is_instance = IsInstance { dst: Def, a: Use, class: Const },
                [THROWS, ALLOCATES];

            // ---- vars ----

            /// The value of a var that is not dynamic: its root.
            var_get, op_var_get = VarGet { dst: Def, var: Var }, [THROWS, ALLOCATES, CALLS];
            /// The value of a dynamic var: the thread's binding, else the root.
            var_get_dynamic, op_var_get_dynamic = VarGetDynamic { dst: Def, var: Var },
                [THROWS, ALLOCATES, CALLS];
            /// `(set! var value)`.
            var_set, op_var_set = VarSet { var: Var, value: Use }, [THROWS, ALLOCATES, CALLS];
            /// Gives a var its root; the result is the var.
            def, op_def = Def { dst: Def, var: Var, value: Use }, [THROWS, ALLOCATES, CALLS];
            /// Gives a var metadata, as `def` does.
            set_var_meta, op_set_var_meta = SetVarMeta { var: Var, meta: Use },
                [THROWS, ALLOCATES, CALLS];

            // ---- calls and closures ----

            /// Calls what stands in the window's last header register.
            call, op_call = Call { dst: Def, window: Window, argc: Count },
                [THROWS, ALLOCATES, CALLS, SAFEPOINT, ENTERS];
            /// Calls a var's function through its invoke cell, which knows the number of arguments.
            call_cell, op_call_cell = CallCell { dst: Def, window: Window, cell: Cell },
                [THROWS, ALLOCATES, CALLS, SAFEPOINT, ENTERS];
            /// Calls a function known for good; its target knows the number of arguments.
            call_target, op_call_target = CallTarget { dst: Def, window: Window, target: TargetConst },
                [THROWS, ALLOCATES, CALLS, SAFEPOINT, ENTERS];
            /// Makes a closure; the template says how many registers it captures.
            make_closure, op_make_closure = MakeClosure { dst: Def, template: Template, captures: First },
                [THROWS, ALLOCATES];
            /// Completes a closure made before what it captures (`letfn`).
            set_capture, op_set_capture = SetCapture { closure: Use, capture: Index, value: Use }, [];

            // ---- collections ----

            new_vector, op_new_vector = NewVector { dst: Def, items: First, count: Count },
                [THROWS, ALLOCATES];
            /// A map of keys and values in turn; refuses equal keys. `count` counts both.
            new_map, op_new_map = NewMap { dst: Def, items: First, count: Count },
                [THROWS, ALLOCATES, CALLS];
            new_set, op_new_set = NewSet { dst: Def, items: First, count: Count },
                [THROWS, ALLOCATES, CALLS];
            new_list, op_new_list = NewList { dst: Def, items: First, count: Count },
                [THROWS, ALLOCATES];
            first, op_first = First { dst: Def, coll: Use }, [THROWS, ALLOCATES, CALLS];
            rest, op_rest = Rest { dst: Def, coll: Use }, [THROWS, ALLOCATES, CALLS];
            next, op_next = Next { dst: Def, coll: Use }, [THROWS, ALLOCATES, CALLS];
            seq, op_seq = Seq { dst: Def, coll: Use }, [THROWS, ALLOCATES, CALLS];
            count, op_count = Count { dst: Def, coll: Use }, [THROWS, ALLOCATES, CALLS];
            nth, op_nth = Nth { dst: Def, coll: Use, index: Use }, [THROWS, ALLOCATES, CALLS];
            nth_default, op_nth_default = NthDefault { dst: Def, coll: Use, index: Use, default: Use },
                [THROWS, ALLOCATES, CALLS];
            get, op_get = Get { dst: Def, coll: Use, key: Use }, [THROWS, ALLOCATES, CALLS];
            get_default, op_get_default = GetDefault { dst: Def, coll: Use, key: Use, default: Use },
                [THROWS, ALLOCATES, CALLS];
            /// `(:key coll)`; notes the shape it saw and the slot found there, and those before.
            keyword_get, op_keyword_get = KeywordGet { dst: Def, coll: Use, key: Const, seen: Cache, before: Cache },
                [THROWS, ALLOCATES, CALLS];
            keyword_get_default, op_keyword_get_default = KeywordGetDefault { dst: Def, coll: Use, key: Const, default: Use, seen: Cache, before: Cache },
                [THROWS, ALLOCATES, CALLS];
            contains, op_contains = Contains { dst: Def, coll: Use, key: Use },
                [THROWS, ALLOCATES, CALLS];
            conj, op_conj = Conj { dst: Def, coll: Use, item: Use }, [THROWS, ALLOCATES, CALLS];
            assoc, op_assoc = Assoc { dst: Def, coll: Use, key: Use, value: Use },
                [THROWS, ALLOCATES, CALLS];

            // ---- types and the host ----

            /// A field of an instance of the class that the constant is; other values are refused.
            load_field, op_load_field = LoadField { dst: Def, instance: Use, field: Index, class: Const },
                [THROWS, ALLOCATES];
            store_field, op_store_field = StoreField { instance: Use, field: Index, value: Use, class: Const },
                [THROWS, ALLOCATES];
            /// `(.name target args…)`: the target stands in the window's last header register.
            invoke_method, op_invoke_method = InvokeMethod { dst: Def, window: Window, argc: Count, name: Const },
                [THROWS, ALLOCATES, CALLS];
            invoke_static, op_invoke_static = InvokeStatic { dst: Def, window: Window, argc: Count, class: Const, name: Const },
                [THROWS, ALLOCATES, CALLS];
            new_instance, op_new_instance = NewInstance { dst: Def, window: Window, argc: Count, class: Const },
                [THROWS, ALLOCATES, CALLS];
            get_field, op_get_field = GetField { dst: Def, target: Use, name: Const },
                [THROWS, ALLOCATES, CALLS];
            set_field, op_set_field = SetField { target: Use, value: Use, name: Const },
                [THROWS, ALLOCATES, CALLS];
            get_static, op_get_static = GetStatic { dst: Def, class: Const, name: Const },
                [THROWS, ALLOCATES, CALLS];
            set_static, op_set_static = SetStatic { class: Const, value: Use, name: Const },
                [THROWS, ALLOCATES, CALLS];
            monitor_enter, op_monitor_enter = MonitorEnter { object: Use },
                [THROWS, ALLOCATES, SAFEPOINT];
            monitor_exit, op_monitor_exit = MonitorExit { object: Use }, [THROWS, ALLOCATES];
        }
    };
}

/// What is known of an op.
#[derive(Debug)]
pub struct OpInfo {
    /// As the disassembler shows it.
    pub name: &'static str,
    pub operands: &'static [Operand],
    pub effects: Effects,
    /// Words that an instruction takes.
    pub words: u8,
}

const fn count(names: &[&str]) -> usize {
    names.len()
}

macro_rules! define_ops {
    ($($(#[$doc:meta])* $name:ident, $handler:ident = $variant:ident
        { $($field:ident: $role:ident),* $(,)? }, [$($effect:ident),*];)*) => {
        /// An operation.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[repr(u16)]
        pub enum Op { $($(#[$doc])* $variant),* }

        impl Op {
            /// Every op, by number.
            pub const ALL: &'static [Op] = &[$(Op::$variant),*];
        }

        /// Every op's facts, by number.
        pub static OP_INFO: &[OpInfo] = &[$({
            const N: usize = count(&[$(stringify!($field)),*]);
            const FIELDS: [(&str, RoleKind); N] = [$((stringify!($field), RoleKind::$role)),*];
            const OPERANDS: [Operand; N] = place(FIELDS);
            OpInfo {
                name: stringify!($name),
                operands: &OPERANDS,
                effects: Effects::NONE$(.and(Effects::$effect))*,
                words: words(&OPERANDS),
            }
        }),*];

        /// One method for each op: what a tier or an analysis of bytecode must answer.
        pub trait OpVisitor {
            type Output;
            $($(#[$doc])*
            fn $name(&mut self $(, $field: <role::$role as Role>::Seen)*) -> Self::Output;)*
        }

        /// Shows the instruction at `code[at]` to `visitor`.
        pub fn visit<V: OpVisitor>(visitor: &mut V, code: &[u64], at: usize) -> V::Output {
            let op = Op::of(code[at]);
            let mut operands = op.info().operands.iter().map(|operand| operand.read(code, at));
            let mut number = || operands.next().expect("the row has that many operands");
            match op {
                $(Op::$variant => {
                    $(let $field = <role::$role as Role>::see(number(), at + 1);)*
                    visitor.$name($($field),*)
                })*
            }
        }

        impl crate::builder::CodeBuilder {
            $($(#[$doc])*
            pub fn $name(&mut self $(, $field: <role::$role as Role>::Taken)*) {
                self.emit(Op::$variant, [$(<role::$role as Role>::take($field)),*]);
            })*
        }
    };
}

for_each_op!(define_ops);

impl Op {
    pub const COUNT: usize = Op::ALL.len();

    pub fn info(self) -> &'static OpInfo {
        &OP_INFO[self as usize]
    }

    /// The op of an instruction's first word, when there is one of that number.
    pub fn from_word(word: u64) -> Option<Op> {
        Op::ALL.get(usize::from(word as u16)).copied()
    }

    /// The op of an instruction's first word.
    ///
    /// # Panics
    /// When the word is no instruction, which the verifier rules out.
    pub fn of(word: u64) -> Op {
        Op::from_word(word).expect("the word is an instruction")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_that_enter_a_frame_have_one_word_with_the_result_and_the_window_first() {
        for op in Op::ALL.iter().filter(|op| op.info().effects.has(Effects::ENTERS)) {
            let info = op.info();
            assert_eq!(info.words, 1, "{op:?}: the word before a return address is the call");
            assert_eq!((info.operands[0].role, info.operands[0].shift), (RoleKind::Def, 16));
            assert_eq!((info.operands[1].role, info.operands[1].shift), (RoleKind::Window, 32));
        }
    }

    #[test]
    fn numbers_and_names_agree() {
        for (number, op) in Op::ALL.iter().enumerate() {
            assert_eq!(*op as usize, number);
            assert_eq!(Op::from_word(number as u64), Some(*op));
        }
        assert_eq!(Op::from_word(Op::COUNT as u64), None);
    }
}
