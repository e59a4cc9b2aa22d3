//! Primitives: which expressions and locals are a `long` or a `double` for the JVM's compiler, as
//! literals, hints, casts and arithmetic tell it.
//!
//! In: the tree built so far. Out: `Local::primitive`, `Method::returns`, and `Ast::primitive`, which
//! the compiler asks too. A primitive divides by zero in its own way, and a hinted parameter or result
//! is cast; all else is the same for boxed numbers.

use data::{class, symbol, throw};
use heap::{Kind, Mutator, Result, Value};
use runtime::native::Intrinsic;
use runtime::var;

use crate::analyze::Analyzer;
use crate::ast::{Ast, List, LocalId, LocalKind, LoopId, Node, NodeId};
use crate::keys::Key;

/// Deeper expressions count as boxed: nobody writes them.
const DEPTH: usize = 16;
/// With more parameters none may be primitive, nor the result.
const MOST_PARAMS: usize = 4;

/// The primitives that functions take and return.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Primitive {
    Long,
    Double,
}

impl Primitive {
    fn name(self) -> &'static str {
        match self {
            Primitive::Long => "long",
            Primitive::Double => "double",
        }
    }
}

impl Ast {
    /// The primitive that a node's value surely is.
    pub fn primitive(&self, id: NodeId) -> Option<Primitive> {
        self.primitive_within(id, DEPTH)
    }

    fn primitive_within(&self, id: NodeId, depth: usize) -> Option<Primitive> {
        let depth = depth.checked_sub(1)?;
        match self.node(id) {
            Node::Const { value } => match self.value(value).kind() {
                Kind::LONG => Some(Primitive::Long),
                Kind::DOUBLE => Some(Primitive::Double),
                _ => None,
            },
            Node::Local { local, .. } => self.local(local).primitive,
            Node::Core { op, args, .. } => self.primitive_op(op, args, depth),
            Node::InvokeVar { var, args } => match core_name(self.value(var))? {
                "long" | "int" | "unchecked-long" | "unchecked-int" | "alength" => {
                    Some(Primitive::Long)
                }
                "double" | "float" => Some(Primitive::Double),
                "+'" | "-'" | "*'" | "inc'" | "dec'" => self.any_double(args, depth),
                "max" | "min" => self.same(args, depth),
                _ => None,
            },
            Node::StaticCall { member, .. } => self.primitive_call(member),
            Node::Do { nodes } => {
                self.primitive_within(self.node_at(nodes, nodes.len() - 1), depth)
            }
            Node::Let { body, .. } => self.primitive_within(body, depth),
            _ => None,
        }
    }

    fn primitive_op(&self, op: Intrinsic, args: List, depth: usize) -> Option<Primitive> {
        match op {
            Intrinsic::Add
            | Intrinsic::Sub
            | Intrinsic::Mul
            | Intrinsic::Inc
            | Intrinsic::Dec
            | Intrinsic::Quot
            | Intrinsic::Rem
            | Intrinsic::UncheckedAdd
            | Intrinsic::UncheckedSub
            | Intrinsic::UncheckedMul
            | Intrinsic::UncheckedInc
            | Intrinsic::UncheckedDec => {
                self.any_double(args, depth).or_else(|| self.same(args, depth))
            }
            Intrinsic::Div => self.any_double(args, depth),
            Intrinsic::BitAnd
            | Intrinsic::BitOr
            | Intrinsic::BitXor
            | Intrinsic::BitShiftLeft
            | Intrinsic::BitShiftRight
            | Intrinsic::Count => Some(Primitive::Long),
            _ => None,
        }
    }

    /// A `double` with anything is a `double`.
    fn any_double(&self, args: List, depth: usize) -> Option<Primitive> {
        let is_double =
            |&arg: &u32| self.primitive_within(NodeId(arg), depth) == Some(Primitive::Double);
        self.items(args).iter().any(is_double).then_some(Primitive::Double)
    }

    /// What all operands are.
    fn same(&self, args: List, depth: usize) -> Option<Primitive> {
        let (&first, rest) = self.items(args).split_first()?;
        let primitive = self.primitive_within(NodeId(first), depth)?;
        let agrees = |&arg: &u32| self.primitive_within(NodeId(arg), depth) == Some(primitive);
        rest.iter().all(agrees).then_some(primitive)
    }

    /// Of `java.lang.Math`: nearly all its functions answer a `double`.
    fn primitive_call(&self, member: crate::ast::ConstId) -> Option<Primitive> {
        let class = class::of(self.value(member))?;
        if class.name_str().as_ascii() != Some("java.lang.Math") {
            return None;
        }
        let name = symbol::of(self.value(crate::ast::ConstId(member.0 + 1)))?;
        match name.name_str().as_ascii()? {
            "abs" | "max" | "min" | "round" | "floorDiv" | "floorMod" | "addExact"
            | "subtractExact" | "multiplyExact" | "negateExact" | "incrementExact"
            | "decrementExact" | "toIntExact" | "getExponent" => None,
            _ => Some(Primitive::Double),
        }
    }
}

/// The name of a var of `clojure.core`.
pub(crate) fn core_name<'a>(value: Value) -> Option<&'a str> {
    let var = var::of(value)?;
    let ns = runtime::namespace::of(var.ns())?;
    let is_core = symbol::of(ns.name())?.name_str().as_ascii() == Some("clojure.core");
    if is_core { symbol::of(var.name())?.name_str().as_ascii() } else { None }
}

impl Analyzer {
    /// The primitive that metadata names under `:tag`.
    ///
    /// # Errors
    /// An `IllegalArgumentException` for those that functions do not take.
    pub(crate) fn primitive_tag(
        &mut self,
        cx: &mut Mutator,
        meta: Value,
    ) -> Result<Option<Primitive>> {
        if meta.is_nil() {
            return Ok(None);
        }
        let tag = self.meta_key(cx, meta, Key::Tag)?;
        let Some(name) = symbol::of(tag).filter(|name| name.namespace().is_nil()) else {
            return Ok(None);
        };
        match name.name_str().as_ascii() {
            Some("long") => Ok(Some(Primitive::Long)),
            Some("double") => Ok(Some(Primitive::Double)),
            Some("int" | "short" | "byte" | "char" | "boolean" | "float") => {
                let message = "Only long and double primitives are supported";
                Err(throw::illegal_argument(cx, message))
            }
            Some(_) | None => Ok(None),
        }
    }

    /// The local of a parameter, primitive when its name is hinted so. The hints of a type's methods
    /// choose among its interfaces' methods instead.
    pub(crate) fn param(&mut self, cx: &mut Mutator, name: Value, index: u16) -> Result<LocalId> {
        let is_function = self.ast.function(self.env.function()).method_of.is_none();
        let meta = match symbol::of(name) {
            Some(name) if is_function => name.meta(),
            Some(_) | None => Value::NIL,
        };
        let primitive = self.primitive_tag(cx, meta)?;
        let local = self.new_local(name, LocalKind::Arg(index));
        self.ast.locals[local.index()].primitive = primitive;
        Ok(local)
    }

    /// Refuses primitive parameters and results where the JVM has none.
    pub(crate) fn check_primitives(
        &mut self,
        cx: &mut Mutator,
        params: List,
        variadic: bool,
        returns: Option<Primitive>,
    ) -> Result<()> {
        let is_primitive = |&id: &u32| self.ast.local(LocalId(id)).primitive.is_some();
        if returns.is_none() && !self.ast.items(params).iter().any(is_primitive) {
            return Ok(());
        }
        if variadic {
            return Err(throw::runtime(cx, "fns taking primitives cannot be variadic"));
        }
        if params.len() > MOST_PARAMS {
            let message = "fns taking primitives support only 4 or fewer args";
            return Err(throw::illegal_argument(cx, message));
        }
        Ok(())
    }

    /// Refuses a result that is another primitive than the method promises.
    pub(crate) fn check_result(
        &mut self,
        cx: &mut Mutator,
        returns: Option<Primitive>,
        body: NodeId,
    ) -> Result<()> {
        match (returns, self.ast.primitive(body)) {
            (Some(wanted), Some(found)) if wanted != found => {
                let (wanted, found) = (wanted.name(), found.name());
                let message =
                    format!("Mismatched primitive return, expected: {wanted}, had: {found}");
                Err(throw::illegal_argument(cx, message))
            }
            _ => Ok(()),
        }
    }

    /// Refuses to give a primitive parameter another primitive.
    pub(crate) fn check_recur(
        &mut self,
        cx: &mut Mutator,
        target: LoopId,
        args: List,
    ) -> Result<()> {
        let locals = self.ast.loops[target.index()].locals;
        for i in 0..args.len() {
            let local = self.ast.local(self.ast.local_at(locals, i));
            let found = self.ast.primitive(self.ast.node_at(args, i));
            if let (LocalKind::Arg(_), Some(wanted), Some(found)) =
                (local.kind, local.primitive, found)
                && wanted != found
            {
                let name = data::print::str_of(cx, self.ast.value(local.name))?;
                let (wanted, found) = (wanted.name(), found.name());
                let message = format!(
                    " recur arg for primitive local: {name} is not matching primitive, had: \
                     {found}, needed: {wanted}"
                );
                return Err(throw::illegal_argument(cx, message));
            }
        }
        Ok(())
    }

    /// Refuses a hint on a name whose init is a primitive and needs none.
    pub(crate) fn check_hint(&mut self, cx: &mut Mutator, name: Value, init: NodeId) -> Result<()> {
        let meta = symbol::of(name).map_or(Value::NIL, |name| name.meta());
        if meta.is_nil() || self.ast.primitive(init).is_none() {
            return Ok(());
        }
        if self.meta_key(cx, meta, Key::Tag)?.is_nil() {
            return Ok(());
        }
        let message = "Can't type hint a local with a primitive initializer";
        Err(throw::unsupported(cx, message))
    }

    /// Notes what its init makes of a local.
    pub(crate) fn note_init(&mut self, local: LocalId, init: NodeId) {
        let primitive = self.ast.primitive(init);
        let found = &mut self.ast.locals[local.index()];
        (found.init, found.primitive) = (Some(init), primitive);
    }

    /// A local of a loop that some `recur` gives something else is boxed, and so is what depends on it.
    pub(crate) fn settle_loop(&mut self, id: LoopId, body: NodeId) {
        let found = self.ast.loops[id.index()];
        loop {
            let mut changed = false;
            for i in 0..found.locals.len() {
                let local = self.ast.local_at(found.locals, i);
                let Some(primitive) = self.ast.local(local).primitive else { continue };
                let keeps = |index: u32| match self.ast.node(NodeId(index)) {
                    Node::Recur { target, args } if target == id => {
                        self.ast.primitive(self.ast.node_at(args, i)) == Some(primitive)
                    }
                    _ => true,
                };
                if !(found.first.0..=body.0).all(keeps) {
                    self.ast.locals[local.index()].primitive = None;
                    changed = true;
                }
            }
            if !changed {
                return;
            }
            for index in found.first_local.index()..self.ast.locals.len() {
                let local = self.ast.locals[index];
                if let Some(init) = local.init
                    && local.primitive.is_some()
                {
                    self.ast.locals[index].primitive = self.ast.primitive(init);
                }
            }
        }
    }
}
