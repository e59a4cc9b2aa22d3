//! Functions as values: closures, `letfn`, and the types that `deftype*` and `reify*` make.

use analyzer::ast::{FnId, List, LocalId, Node, NodeId, TypeId};
use bytecode::{FnTemplate, Reg};
use data::throw;
use heap::{FRAME_HEADER, Mutator, Result, RootVec, Value};
use runtime::{deftype, var};

use crate::method::{Method, Place};
use crate::unit::function_name;

impl Method<'_> {
    /// A closure of the function; `defined` is the name of the var that it is defined as.
    pub fn closure(
        &mut self,
        cx: &mut Mutator,
        id: FnId,
        defined: Option<Value>,
        dst: Reg,
    ) -> Result<()> {
        let ast = self.ast;
        let function = ast.function(id);
        let name = function_name(cx, ast, self.unit, self.name(), function, defined)?;
        let template = self.compiler.function(cx, ast, self.unit, id, name)?;
        let template = self.code.constant(template);
        self.scoped(|this| {
            let first = this.captured(&function.captures, function.moved);
            this.code.make_closure(dst, template, first);
            Ok(())
        })
    }

    /// Loads captures into registers that follow each other; answers the first.
    fn captured(&mut self, captures: &[LocalId], moved: u64) -> Reg {
        if let [only] = captures
            && moved & 1 == 0
            && let Place::Register(register) = self.place(*only)
        {
            return register;
        }
        let first = Reg(self.next);
        for (i, &local) in captures.iter().enumerate() {
            let register = self.reg();
            self.local_value(local, i < 64 && moved >> i & 1 != 0, register);
        }
        first
    }

    /// The init of a `def`: a function is named after the var.
    pub fn defined_value(
        &mut self,
        cx: &mut Mutator,
        init: NodeId,
        found: Value,
        dst: Reg,
    ) -> Result<()> {
        match self.ast.node(init) {
            Node::Fn { id } => {
                let name = var::of(found).map_or(Value::NIL, |var| var.name());
                self.closure(cx, id, Some(name), dst)
            }
            _ => self.value(cx, init, dst),
        }
    }

    /// Closures that may capture each other: made first, completed afterwards.
    pub fn letfn(&mut self, cx: &mut Mutator, bindings: List) -> Result<()> {
        let count = bindings.len() / 2;
        let ast = self.ast;
        let local_at = |i: usize| ast.local_at(bindings, 2 * i);
        let group: Vec<LocalId> = (0..count).map(local_at).collect();
        for &local in &group {
            let register = self.reg();
            self.code.load_nil(register);
            self.set_register(local, register);
        }
        for (i, &local) in group.iter().enumerate() {
            let Place::Register(register) = self.place(local) else { continue };
            match ast.node(ast.node_at(bindings, 2 * i + 1)) {
                Node::Fn { id } => self.closure(cx, id, None, register)?,
                _ => self.value(cx, ast.node_at(bindings, 2 * i + 1), register)?,
            }
        }
        for (i, &local) in group.iter().enumerate() {
            let Node::Fn { id } = ast.node(ast.node_at(bindings, 2 * i + 1)) else { continue };
            let Place::Register(closure) = self.place(local) else { continue };
            for (index, captured) in ast.function(id).captures.iter().enumerate() {
                let later = group.iter().position(|local| local == captured);
                if later.is_some_and(|later| later >= i)
                    && let Place::Register(value) = self.place(*captured)
                {
                    self.code.set_capture(closure, index as u16, value);
                }
            }
        }
        Ok(())
    }

    /// Gives a declared class its methods, once, when they are compiled.
    fn complete(&mut self, cx: &mut Mutator, id: TypeId) -> Result<()> {
        let ast = self.ast;
        let made = &ast.types[id.index()];
        let class = ast.value(made.class);
        let mut parts = RootVec::new(cx);
        for method in &made.methods {
            let function = ast.function(method.function);
            let name = function_name(cx, ast, self.unit, self.name(), function, None)?;
            let template = self.compiler.function(cx, ast, self.unit, method.function, name)?;
            let Some(found) = template.cast::<FnTemplate>() else {
                return Err(throw::illegal_state(cx, "a method has no template"));
            };
            let closure = cx.alloc_instance(found.desc(), 1, |_| {})?;
            let params = function.methods.first().map_or(0, |method| method.params.len());
            parts.push(ast.value(method.name));
            parts.push(Value::small(params as i32));
            parts.push(closure);
        }
        deftype::complete(cx, class, &parts)
    }

    pub fn deftype(&mut self, cx: &mut Mutator, id: TypeId, dst: Reg) -> Result<()> {
        self.complete(cx, id)?;
        self.code.load_nil(dst);
        Ok(())
    }

    /// An instance of a `reify*`, whose fields are what its methods capture.
    pub fn reify(&mut self, cx: &mut Mutator, node: NodeId, id: TypeId, dst: Reg) -> Result<()> {
        self.complete(cx, id)?;
        let made = &self.ast.types[id.index()];
        let class = self.code.constant(self.ast.value(made.class));
        self.scoped(|this| {
            let window = Reg(this.next);
            this.next = this.next.saturating_add(FRAME_HEADER as u16);
            for (i, &local) in made.captures.iter().enumerate() {
                let register = this.reg();
                this.local_value(local, i < 64 && made.moved >> i & 1 != 0, register);
            }
            this.position(node);
            this.code.new_instance(dst, window, made.captures.len() as u16, class);
            Ok(())
        })
    }
}
