//! What the compiler knows by heart: core functions that are ops, core macros that need no
//! expansion.
//!
//! A var of `clojure.core` carries a number while it has its own root; any other root takes the
//! number away. Numbers up to `MACROS` are ops (`runtime::native::Intrinsic`), those above macros.

use data::{kind, symbol};
use heap::{Interfaces, Kind, Mutator, Result};
use runtime::native::Intrinsic;
use runtime::var::Var;

/// Numbers from here on are macros.
const MACROS: u16 = 0x4000;

macro_rules! macros {
    ($($variant:ident $name:literal),* $(,)?) => {
        /// A core macro that is compiled without expansion.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u16)]
        pub enum MacroId { $($variant),* }

        impl MacroId {
            pub const ALL: &[(MacroId, &str)] = &[$((MacroId::$variant, $name)),*];
        }
    };
}

macros! {
    Let "let", Loop "loop", Fn "fn", Defn "defn", DefnPrivate "defn-", Defmacro "defmacro",
    When "when", WhenNot "when-not", IfNot "if-not", And "and", Or "or", Cond "cond",
    ThreadFirst "->", ThreadLast "->>", As "as->", SomeFirst "some->", SomeLast "some->>",
    CondFirst "cond->", CondLast "cond->>", Doto "doto",
    IfLet "if-let", WhenLet "when-let", IfSome "if-some", WhenSome "when-some",
    Dotimes "dotimes", While "while", Case "case", For "for", Doseq "doseq", Comment "comment",
    LazySeq "lazy-seq", Delay "delay", Letfn "letfn", Declare "declare",
}

/// What is known of a var.
pub enum Known {
    Nothing,
    Op(Intrinsic),
    Macro(MacroId),
}

#[inline]
pub fn of(var: &Var) -> Known {
    match var.intrinsic_number() {
        0 => Known::Nothing,
        n if n < MACROS => Intrinsic::of_number(n).map_or(Known::Nothing, Known::Op),
        n => match MacroId::ALL.get((n - MACROS) as usize) {
            Some((id, _)) => Known::Macro(*id),
            None => Known::Nothing,
        },
    }
}

/// The interface that a predicate asks for.
pub fn interface_of(op: Intrinsic) -> Option<Interfaces> {
    Some(match op {
        Intrinsic::IsMap => Interfaces::MAP,
        Intrinsic::IsVector => Interfaces::VECTOR,
        Intrinsic::IsSet => Interfaces::SET,
        Intrinsic::IsSeq => Interfaces::SEQ,
        Intrinsic::IsColl => Interfaces::COLL,
        Intrinsic::IsSequential => Interfaces::SEQUENTIAL,
        Intrinsic::IsFn => Interfaces::FN,
        Intrinsic::IsIfn => Interfaces::IFN,
        _ => return None,
    })
}

/// The kind that a predicate asks for.
pub fn kind_of(op: Intrinsic) -> Option<Kind> {
    Some(match op {
        Intrinsic::IsKeyword => kind::KEYWORD,
        Intrinsic::IsSymbol => kind::SYMBOL,
        Intrinsic::IsString => kind::STRING,
        _ => return None,
    })
}

/// Marks the vars of the core macros; to be called when they all are registered.
///
/// # Errors
/// `OutOfMemoryError`.
pub fn init(cx: &mut Mutator) -> Result<()> {
    let core = cx.known(runtime::known::CORE_NS);
    for (id, name) in MacroId::ALL {
        let name = symbol::intern(cx, None, name)?;
        if let Some(found) = runtime::namespace::mapping(cx, core, name)?
            && let Some(var) = runtime::var::of(found)
        {
            var.set_intrinsic_number(MACROS + *id as u16);
        }
    }
    Ok(())
}

/// Whether a call with so many arguments is an op.
pub fn is_op(op: Intrinsic, argc: usize) -> bool {
    use Intrinsic as I;
    match op {
        I::Add | I::Mul => argc >= 2,
        I::Sub => argc >= 1,
        I::Inc | I::Dec | I::UncheckedInc | I::UncheckedDec => argc == 1,
        I::Not | I::IsNil | I::IsSome | I::IsTrue | I::IsFalse => argc == 1,
        I::IsZero | I::IsPos | I::IsNeg | I::IsEven | I::IsOdd => argc == 1,
        I::First | I::Second | I::Next | I::Nnext | I::Rest | I::Seq | I::Count => argc == 1,
        I::IsKeyword | I::IsSymbol | I::IsString | I::IsMap | I::IsVector | I::IsSet => argc == 1,
        I::IsSeq | I::IsColl | I::IsFn | I::IsIfn | I::IsSequential => argc == 1,
        I::Div | I::Quot | I::Rem | I::Mod => argc == 2,
        I::UncheckedAdd | I::UncheckedSub | I::UncheckedMul => argc == 2,
        I::BitAnd | I::BitOr | I::BitXor | I::BitShiftLeft | I::BitShiftRight => argc == 2,
        I::Lt | I::Lte | I::Gt | I::Gte | I::NumEq => argc == 2,
        I::Equal | I::NotEqual | I::Identical | I::IsInstance => argc == 2,
        I::IsContains | I::Conj => argc == 2,
        I::Nth | I::Get => argc == 2 || argc == 3,
        I::Assoc => argc == 3,
        I::Vector => argc <= 1000,
        I::List => (1..=1000).contains(&argc),
        I::AddP | I::SubP | I::MulP | I::IncP | I::DecP => false,
        I::BitNot | I::UnsignedBitShiftRight | I::Min | I::Max | I::Compare => false,
        I::IsNumber | I::IsInt | I::IsEmpty | I::IsReduced => false,
        I::Cons | I::Peek | I::Pop | I::Dissoc | I::Keys | I::Vals | I::Key | I::Val => false,
        I::HashMap | I::HashSet | I::Deref | I::Reduced | I::Str | I::Apply => false,
        I::Aget | I::Aset | I::Alength => false,
    }
}
