//! The AST: nodes by number in one reused arena, their names those of tools.analyzer.
//!
//! The arena holds no value: constants (vars, classes, symbols and keywords among them) are numbers
//! into `Ast::constants`, a root vector that the collector sees. A node is small and `Copy`; what
//! does not fit stands in a side table (`fns`, `loops`, `tries`, …).

use heap::{Mutator, Result, RootVec, Value};
use runtime::native::Intrinsic;

use crate::primitive::Primitive;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            #[inline(always)]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A node of the arena.
    NodeId,
    /// A constant of the unit.
    ConstId,
    /// A local of the unit; each binding has its own, whatever its name.
    LocalId,
    /// A function of the unit; the first is the unit itself, a function without arguments.
    FnId,
    /// What a `recur` goes back to: a `loop`, or a method.
    LoopId,
    /// A `try`.
    TryId,
    /// A `case`.
    CaseId,
    /// A `def`.
    DefId,
    /// A `deftype*` or a `reify*`.
    TypeId,
}

/// A run of numbers in `Ast::lists`: nodes, or locals and nodes in turn.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct List {
    pub start: u32,
    pub len: u32,
}

/// One node.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Node {
    /// A value known now.
    Const {
        value: ConstId,
    },
    /// The value of a local. `last` is set by `passes::liveness`: nobody asks again on this path.
    Local {
        local: LocalId,
        last: bool,
    },
    /// The value of a var.
    Var {
        var: ConstId,
    },
    /// The var itself.
    TheVar {
        var: ConstId,
    },
    /// Evaluates all, answers the last. Never empty.
    Do {
        nodes: List,
    },
    If {
        test: NodeId,
        then: NodeId,
        other: NodeId,
    },
    /// The first falsy value, or the last. At least two.
    And {
        items: List,
    },
    /// The first truthy value, or the last. At least two.
    Or {
        items: List,
    },
    /// Bindings are locals and their inits in turn.
    Let {
        bindings: List,
        body: NodeId,
    },
    Loop {
        id: LoopId,
        bindings: List,
        body: NodeId,
    },
    Recur {
        target: LoopId,
        args: List,
    },
    /// Like `Let`, but the inits (all `Fn`) see every local.
    LetFn {
        bindings: List,
        body: NodeId,
    },
    Fn {
        id: FnId,
    },
    Invoke {
        callee: NodeId,
        args: List,
    },
    /// A call of what a var holds.
    InvokeVar {
        var: ConstId,
        args: List,
    },
    /// A call of a core function that is an op, while its var has its own root.
    Core {
        op: Intrinsic,
        var: ConstId,
        args: List,
    },
    /// `(:keyword target)` or `(:keyword target default)`.
    KeywordInvoke {
        keyword: ConstId,
        args: List,
    },
    Def {
        id: DefId,
    },
    SetVar {
        var: ConstId,
        value: NodeId,
    },
    /// `set!` of a mutable field inside its type's own methods.
    SetLocal {
        local: LocalId,
        value: NodeId,
    },
    /// `set!` of an instance's field.
    SetField {
        target: NodeId,
        name: ConstId,
        value: NodeId,
    },
    /// `set!` of a class's field: the class and the name are neighbours.
    SetStatic {
        member: ConstId,
        value: NodeId,
    },
    Throw {
        exception: NodeId,
    },
    Try {
        id: TryId,
    },
    New {
        class: ConstId,
        args: List,
    },
    /// `(. target (name args…))`: the target is the first of `args`.
    HostCall {
        name: ConstId,
        args: List,
    },
    /// `(. target -name)`.
    HostField {
        target: NodeId,
        name: ConstId,
    },
    /// `(. target name)`: a field, or a method without arguments.
    HostInterop {
        target: NodeId,
        name: ConstId,
    },
    /// The class and the name of the method are neighbours.
    StaticCall {
        member: ConstId,
        args: List,
    },
    /// The class and the name of the field are neighbours.
    StaticField {
        member: ConstId,
    },
    Case {
        id: CaseId,
    },
    Vector {
        items: List,
    },
    /// Keys and values in turn.
    Map {
        items: List,
    },
    Set {
        items: List,
    },
    MonitorEnter {
        target: NodeId,
    },
    MonitorExit {
        target: NodeId,
    },
    Deftype {
        id: TypeId,
    },
    Reify {
        id: TypeId,
    },
}

/// What a local is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LocalKind {
    /// Argument `n` of its method.
    Arg(u16),
    /// Bound by `let`, `loop`, `letfn` or `catch`.
    Bound,
    /// The function itself, under its own name.
    Callee,
    /// Field `n` of the instance whose method this is.
    Field { index: u16, mutable: bool },
}

/// A local.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Local {
    /// The symbol, for messages and dumps.
    pub name: ConstId,
    pub kind: LocalKind,
    /// The function that it belongs to.
    pub owner: FnId,
    /// Its value when that is a constant, so that uses are constants too.
    pub constant: Option<ConstId>,
    pub uses: u32,
    /// What it is bound to, unless that changes or comes from a caller.
    pub init: Option<NodeId>,
    /// The primitive that it is for the JVM's compiler.
    pub primitive: Option<Primitive>,
}

/// One arity of a function.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Method {
    /// Locals of the arguments, the rest argument included.
    pub params: List,
    /// Arguments that stand alone.
    pub fixed: u16,
    pub variadic: bool,
    /// The primitive that results are cast to.
    pub returns: Option<Primitive>,
    pub recur: LoopId,
    pub body: NodeId,
}

/// A function.
#[derive(Debug, Default)]
pub struct Function {
    /// The function around it; none for the unit.
    pub outer: Option<FnId>,
    /// A symbol, or nil for one without a name.
    pub name: Option<ConstId>,
    pub methods: Vec<Method>,
    /// The outer locals that it uses, in the order of their capture.
    pub captures: Vec<LocalId>,
    /// Runs at most once (`^:once`): what it captured may be cleared by its last use.
    pub once: bool,
    /// Bit `i`: nobody asks for capture `i` after the closure is made.
    pub moved: u64,
    /// The type whose method this is, and the local of the instance, its first argument.
    pub method_of: Option<(TypeId, LocalId)>,
    pub line: u32,
    pub column: u32,
}

/// A `loop` or a method, as the target of `recur`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Loop {
    /// Locals that `recur` gives new values to.
    pub locals: List,
    /// Some `recur` goes here.
    pub used: bool,
    /// The first node of the body: all its nodes have numbers from here up to the body's own.
    pub first: NodeId,
    /// Locals bound in the body have numbers from here on.
    pub first_local: LocalId,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Catch {
    pub class: ConstId,
    pub local: LocalId,
    pub body: NodeId,
}

#[derive(Debug)]
pub struct Try {
    pub body: NodeId,
    pub catches: Vec<Catch>,
    pub finally: Option<NodeId>,
}

/// A `case`: each row has its keys (constants) and what is evaluated for them.
#[derive(Debug)]
pub struct Case {
    pub value: NodeId,
    pub rows: Vec<CaseRow>,
    pub default: NodeId,
}

#[derive(Debug)]
pub struct CaseRow {
    pub keys: Vec<ConstId>,
    pub then: NodeId,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Def {
    pub var: ConstId,
    pub init: Option<NodeId>,
    pub meta: Option<NodeId>,
}

/// A method of a `deftype*` or a `reify*`: a function whose first argument is the instance.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct TypeMethod {
    pub name: ConstId,
    pub function: FnId,
}

/// A `deftype*` or a `reify*`, whose class is declared already.
#[derive(Debug)]
pub struct Type {
    pub class: ConstId,
    pub methods: Vec<TypeMethod>,
    /// What the methods of a `reify*` capture, in the order of the instance's fields.
    pub captures: Vec<LocalId>,
    /// Bit `i`: nobody asks for capture `i` after the instance is made.
    pub moved: u64,
}

/// Where a node was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

/// The tree of one unit, and everything its nodes name.
pub struct Ast {
    nodes: Vec<Node>,
    positions: Vec<Position>,
    lists: Vec<u32>,
    pub constants: RootVec,
    pub locals: Vec<Local>,
    pub fns: Vec<Function>,
    pub loops: Vec<Loop>,
    pub tries: Vec<Try>,
    pub cases: Vec<Case>,
    pub defs: Vec<Def>,
    pub types: Vec<Type>,
    /// How many nodes there may be before room for more is asked for.
    admitted: usize,
}

/// A node takes about so much, with what it names.
const NODE_BYTES: usize = 64;
/// Trees of fewer nodes grow without asking for room.
const UNASKED: usize = 4096;

impl Ast {
    pub fn new(cx: &mut Mutator) -> Ast {
        Ast {
            nodes: Vec::new(),
            positions: Vec::new(),
            lists: Vec::new(),
            constants: RootVec::new(cx),
            locals: Vec::new(),
            fns: Vec::new(),
            loops: Vec::new(),
            tries: Vec::new(),
            cases: Vec::new(),
            defs: Vec::new(),
            types: Vec::new(),
            admitted: UNASKED,
        }
    }

    /// Before a tree grows: asks for room for as much again, when it has grown large.
    ///
    /// # Errors
    /// `OutOfMemoryError` when there is none.
    #[inline]
    pub fn admit(&mut self, cx: &mut Mutator) -> Result<()> {
        if self.nodes.len() >= self.admitted {
            cx.admit_external(self.nodes.len() * 2 * NODE_BYTES)?;
            self.admitted = self.nodes.len() * 2;
        }
        Ok(())
    }

    /// Forgets the last unit and keeps the memory.
    pub fn clear(&mut self) {
        self.nodes.clear();
        self.positions.clear();
        self.lists.clear();
        self.constants.clear();
        self.locals.clear();
        self.fns.clear();
        self.loops.clear();
        self.tries.clear();
        self.cases.clear();
        self.defs.clear();
        self.types.clear();
        self.admitted = UNASKED;
    }

    #[inline]
    pub fn push(&mut self, node: Node, position: Position) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(node);
        self.positions.push(position);
        id
    }

    #[inline(always)]
    pub fn node(&self, id: NodeId) -> Node {
        self.nodes[id.index()]
    }

    #[inline(always)]
    pub fn set(&mut self, id: NodeId, node: Node) {
        self.nodes[id.index()] = node;
    }

    #[inline(always)]
    pub fn position(&self, id: NodeId) -> Position {
        self.positions[id.index()]
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    #[inline]
    pub fn list(&mut self, items: &[u32]) -> List {
        let start = self.lists.len() as u32;
        self.lists.extend_from_slice(items);
        List { start, len: items.len() as u32 }
    }

    #[inline]
    pub fn item(&self, list: List, index: usize) -> u32 {
        debug_assert!(index < list.len as usize);
        self.lists[list.start as usize + index]
    }

    #[inline]
    pub fn items(&self, list: List) -> &[u32] {
        &self.lists[list.start as usize..(list.start + list.len) as usize]
    }

    #[inline]
    pub fn node_at(&self, list: List, index: usize) -> NodeId {
        NodeId(self.item(list, index))
    }

    #[inline]
    pub fn local_at(&self, list: List, index: usize) -> LocalId {
        LocalId(self.item(list, index))
    }

    pub fn set_item(&mut self, list: List, index: usize, item: u32) {
        debug_assert!(index < list.len as usize);
        self.lists[list.start as usize + index] = item;
    }

    #[inline]
    pub fn constant(&mut self, value: Value) -> ConstId {
        self.constants.push(value);
        ConstId(self.constants.len() as u32 - 1)
    }

    #[inline(always)]
    pub fn value(&self, id: ConstId) -> Value {
        self.constants[id.index()]
    }

    /// The constant that a node is, if it is one.
    #[inline]
    pub fn const_value(&self, id: NodeId) -> Option<Value> {
        match self.node(id) {
            Node::Const { value } => Some(self.value(value)),
            _ => None,
        }
    }

    /// True for `(inc local)` and its kin: a counter's next value. `recur` computes these last, in
    /// place, since they read nothing else.
    pub fn is_step(&self, id: NodeId, local: LocalId) -> bool {
        let Node::Core { op, args, .. } = self.node(id) else { return false };
        let is_local = |node: u32| matches!(self.node(NodeId(node)), Node::Local { local: read, .. } if read == local);
        let is_small = |node: u32| {
            let number = self.const_value(NodeId(node)).and_then(Value::as_fixnum);
            number.is_some_and(|number| i16::try_from(number).is_ok())
        };
        match (op, self.items(args)) {
            (
                Intrinsic::Inc | Intrinsic::Dec | Intrinsic::UncheckedInc | Intrinsic::UncheckedDec,
                [only],
            ) => is_local(*only),
            (Intrinsic::Add | Intrinsic::Sub, [first, second]) => {
                is_local(*first) && is_small(*second)
            }
            _ => false,
        }
    }

    #[inline]
    pub fn local(&self, id: LocalId) -> &Local {
        &self.locals[id.index()]
    }

    /// True for a function whose body runs at most once: its captures are locals like others.
    pub fn runs_once(&self, id: FnId) -> bool {
        let function = self.function(id);
        match function.methods.as_slice() {
            [method] => function.once && !self.loops[method.recur.index()].used,
            _ => false,
        }
    }

    #[inline]
    pub fn function(&self, id: FnId) -> &Function {
        &self.fns[id.index()]
    }
}

impl List {
    pub const EMPTY: List = List { start: 0, len: 0 };

    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    pub fn len(self) -> usize {
        self.len as usize
    }
}

const _: () = assert!(size_of::<Node>() <= 24);
