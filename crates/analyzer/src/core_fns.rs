//! The functions of `clojure.core` that natively compiled macros call, and the nodes of core ops.

use heap::Value;
use runtime::native::Intrinsic;

use crate::analyze::Analyzer;
use crate::ast::{ConstId, List, Node, NodeId};
use crate::fold::fold;

macro_rules! core_fns {
    ($($variant:ident $name:literal),* $(,)?) => {
        /// A core function that natively compiled macros call.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum CoreFn { $($variant),* }

        impl CoreFn {
            pub const COUNT: usize = [$($name),*].len();

            pub fn name(self) -> &'static str {
                match self { $(CoreFn::$variant => $name),* }
            }
        }
    };
}

core_fns! {
    Seq "seq", First "first", Next "next", Rest "rest", Nth "nth", Get "get", IsSeq "seq?",
    IsNil "nil?", Not "not", Lt "<", UncheckedInc "unchecked-inc", UncheckedNegate "unchecked-negate",
    UncheckedByte "unchecked-byte", UncheckedChar "unchecked-char", UncheckedShort "unchecked-short",
    UncheckedInt "unchecked-int", UncheckedFloat "unchecked-float", Long "long", Into "into", Str "str",
    PrStr "pr-str", MapOfSeq "seq-to-map-for-destructuring", Count "count",
    HashMap "hash-map",
    ChunkedSeqP "chunked-seq?", ChunkFirst "chunk-first", ChunkRest "chunk-rest",
    Contains "contains?", Apply "apply", WithMeta "with-meta", Import "import-class*", LazySeq "lazy-seq*", Delay "delay*",
}

/// The node of a core op: its value when that is known, else the op. Sums and products of more than
/// two are sums of sums; what is looked up by a constant keyword is a call of the keyword, which has a
/// cache.
pub(crate) fn op_node(this: &mut Analyzer, op: Intrinsic, var: ConstId, args: List) -> NodeId {
    if args.len > 2 && is_sum(op) {
        let mut sum = this.ast.item(args, 0);
        for i in 1..args.len() {
            let pair = [sum, this.ast.item(args, i)];
            let args = this.ast.list(&pair);
            sum = op_node(this, op, var, args).0;
        }
        return NodeId(sum);
    }
    if let Some(value) = folded(this, op, args) {
        return this.constant(value);
    }
    if op == Intrinsic::Get
        && let Node::Const { value: keyword } = this.ast.node(this.ast.node_at(args, 1))
        && data::keyword::of(this.ast.value(keyword)).is_some()
    {
        let mut rest = this.ast.items(args).to_vec();
        rest.remove(1);
        let args = this.ast.list(&rest);
        return this.node(Node::KeywordInvoke { keyword, args });
    }
    this.node(Node::Core { op, var, args })
}

/// Whether an op of more than two operands is one of two, again and again.
fn is_sum(op: Intrinsic) -> bool {
    use Intrinsic::{Add, Mul, Sub, UncheckedAdd, UncheckedMul, UncheckedSub};
    matches!(op, Add | Mul | Sub | UncheckedAdd | UncheckedMul | UncheckedSub)
}

/// The value of an op whose operands are constants, when it folds.
fn folded(this: &Analyzer, op: Intrinsic, args: List) -> Option<Value> {
    let mut values = [Value::NIL; 3];
    let values = values.get_mut(..args.len())?;
    for (i, value) in values.iter_mut().enumerate() {
        *value = this.ast.const_value(this.ast.node_at(args, i))?;
    }
    fold(op, values)
}
