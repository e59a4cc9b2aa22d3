//! The functions of `clojure.core` that natively compiled macros call, and the nodes of core ops.

use runtime::native::Intrinsic;

use crate::analyze::Analyzer;
use crate::ast::{ConstId, List, Node, NodeId};

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
    IsNil "nil?", Not "not", Lt "<", UncheckedInc "unchecked-inc", Long "long", Into "into",
    Str "str", PrStr "pr-str", MapOfSeq "seq-to-map-for-destructuring", Count "count",
    SetMacro "set-macro*", HashMap "hash-map",
    ChunkedSeqP "chunked-seq?", ChunkFirst "chunk-first", ChunkRest "chunk-rest",
    Contains "contains?", Apply "apply", WithMeta "with-meta", Import "import-class*", LazySeq "lazy-seq*", Delay "delay*",
}

/// The node of a core op. Sums and products of more than two are sums of sums.
pub(crate) fn op_node(this: &mut Analyzer, op: Intrinsic, var: ConstId, args: List) -> NodeId {
    let folds = matches!(op, Intrinsic::Add | Intrinsic::Mul | Intrinsic::Sub) && args.len > 2;
    if !folds {
        return this.node(Node::Core { op, var, args });
    }
    let mut sum = this.ast.item(args, 0);
    for i in 1..args.len() {
        let pair = [sum, this.ast.item(args, i)];
        let args = this.ast.list(&pair);
        sum = this.node(Node::Core { op, var, args }).0;
    }
    NodeId(sum)
}
