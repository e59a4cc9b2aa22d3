//! Which expressions are a `double` for the JVM's compiler, as literals, hints and casts tell it.
//!
//! It matters for division alone: a primitive divides by zero as IEEE 754 says, a boxed number
//! throws.

use analyzer::ast::{LocalId, Node, NodeId};
use data::{class, symbol};
use heap::{Kind, Value};
use runtime::native::Intrinsic;
use runtime::var;

use crate::method::Method;

/// Deeper expressions count as boxed: nobody writes them.
const DEPTH: usize = 16;

impl Method<'_> {
    pub fn is_double(&self, id: NodeId) -> bool {
        self.is_double_within(id, DEPTH)
    }

    fn is_double_within(&self, id: NodeId, depth: usize) -> bool {
        if depth == 0 {
            return false;
        }
        match self.ast.node(id) {
            Node::Const { value } => self.ast.value(value).kind() == Kind::DOUBLE,
            Node::Local { local, .. } => {
                self.compiler.doubles[local.index()] || self.is_hinted(local)
            }
            Node::Core { op, args, .. } => {
                let arithmetic = matches!(
                    op,
                    Intrinsic::Add
                        | Intrinsic::Sub
                        | Intrinsic::Mul
                        | Intrinsic::Div
                        | Intrinsic::Inc
                        | Intrinsic::Dec
                        | Intrinsic::Rem
                        | Intrinsic::Quot
                );
                let items = self.ast.items(args);
                arithmetic && items.iter().any(|&arg| self.is_double_within(NodeId(arg), depth - 1))
            }
            Node::InvokeVar { var, args } => {
                let name = core_name(self.ast.value(var));
                let items = self.ast.items(args);
                match name.as_deref() {
                    Some("double") => true,
                    Some("+'" | "-'" | "*'" | "inc'" | "dec'" | "max" | "min") => {
                        items.iter().any(|&arg| self.is_double_within(NodeId(arg), depth - 1))
                    }
                    Some(_) | None => false,
                }
            }
            Node::StaticCall { member, .. } => {
                let class = class::of(self.ast.value(member));
                let is_math = class.is_some_and(|c| &*c.name_str().to_str() == "java.lang.Math");
                let name = self.ast.value(analyzer::ast::ConstId(member.0 + 1));
                let name = symbol::of(name).map(|name| name.text()).unwrap_or_default();
                is_math
                    && !matches!(
                        name.as_str(),
                        "abs"
                            | "max"
                            | "min"
                            | "round"
                            | "floorDiv"
                            | "floorMod"
                            | "addExact"
                            | "subtractExact"
                            | "multiplyExact"
                            | "negateExact"
                            | "incrementExact"
                            | "decrementExact"
                            | "toIntExact"
                            | "getExponent"
                    )
            }
            _ => false,
        }
    }

    /// `^double` on the name.
    fn is_hinted(&self, local: LocalId) -> bool {
        let name = self.ast.value(self.ast.local(local).name);
        let Some(meta) = symbol::of(name).map(|name| name.meta()) else { return false };
        data::map::array_map::View::of(meta).is_some_and(|meta| {
            meta.pairs().any(|(key, value)| {
                let is_tag = data::keyword::of(key).is_some_and(|key| key.text() == "tag");
                is_tag && symbol::of(value).is_some_and(|tag| tag.text() == "double")
            })
        })
    }

    /// Notes what the local's init says of it.
    pub fn note_double(&mut self, local: LocalId, init: NodeId) {
        if !self.ast.local(local).boxed && self.is_double(init) {
            self.compiler.doubles[local.index()] = true;
        }
    }
}

/// The name of a var of `clojure.core`.
fn core_name(value: Value) -> Option<String> {
    let var = var::of(value)?;
    let ns = runtime::namespace::of(var.ns())?;
    let is_core = symbol::of(ns.name())?.text() == "clojure.core";
    is_core.then(|| symbol::of(var.name()).map(|name| name.text())).flatten()
}
