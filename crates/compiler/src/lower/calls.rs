//! Calls, vars, `def`, and the host's members.
//!
//! A window begins at the top: three registers of header, then the arguments, each evaluated where
//! it will be read.

use analyzer::ast::{ConstId, DefId, List, NodeId};
use bytecode::{ConstIx, Reg};
use heap::{FRAME_HEADER, Mutator, Result};
use runtime::var;

use crate::method::Method;

const HEADER: u16 = FRAME_HEADER as u16;

impl Method<'_> {
    /// Evaluates arguments into a new window; answers where it begins.
    fn window(&mut self, cx: &mut Mutator, callee: Option<NodeId>, args: &[u32]) -> Result<Reg> {
        let window = Reg(self.next);
        self.next = self.next.saturating_add(HEADER);
        if let Some(callee) = callee {
            self.value(cx, callee, window.plus(HEADER - 1))?;
        }
        for &arg in args {
            let register = self.reg();
            self.value(cx, NodeId(arg), register)?;
        }
        Ok(window)
    }

    pub fn invoke(
        &mut self,
        cx: &mut Mutator,
        id: NodeId,
        callee: NodeId,
        args: List,
        dst: Reg,
    ) -> Result<()> {
        self.scoped(|this| {
            let ast = this.ast;
            let window = this.window(cx, Some(callee), ast.items(args))?;
            this.position(id);
            this.code.call(dst, window, args.len() as u16);
            Ok(())
        })
    }

    pub fn invoke_var(
        &mut self,
        cx: &mut Mutator,
        id: NodeId,
        var: ConstId,
        args: List,
        dst: Reg,
    ) -> Result<()> {
        let cell = var::cell(cx, self.ast.value(var), args.len())?;
        let cell = self.code.constant(cell);
        self.scoped(|this| {
            let ast = this.ast;
            let window = this.window(cx, None, ast.items(args))?;
            this.position(id);
            this.code.call_cell(dst, window, cell);
            Ok(())
        })
    }

    pub fn var_value(&mut self, cx: &mut Mutator, var: ConstId, dst: Reg) {
        let value = self.ast.value(var);
        let dynamic = var::of(value).is_some_and(|var| var.is_dynamic());
        let _ = cx;
        let var = self.code.constant(value);
        if dynamic {
            self.code.var_get_dynamic(dst, var);
        } else {
            self.code.var_get(dst, var);
        }
    }

    pub fn def(&mut self, cx: &mut Mutator, id: NodeId, def: DefId, dst: Reg) -> Result<()> {
        let def = self.ast.defs[def.index()];
        let var = self.code.constant(self.ast.value(def.var));
        self.scoped(|this| {
            let register = this.reg();
            match def.init {
                Some(init) => {
                    this.defined_value(cx, init, this.ast.value(def.var), register)?;
                    this.position(id);
                    this.code.def(dst, var, register);
                }
                None => this.code.load_const(dst, var),
            }
            // A new root makes a macro a function again; `^:macro` in the metadata holds.
            if let Some(meta) = def.meta {
                this.value(cx, meta, register)?;
                this.position(id);
                this.code.set_var_meta(var, register);
            }
            Ok(())
        })
    }

    /// The constants of a class's member: class and name.
    pub fn member(&mut self, member: ConstId) -> [ConstIx; 2] {
        let class = self.code.constant(self.ast.value(member));
        let name = self.code.constant(self.ast.value(ConstId(member.0 + 1)));
        [class, name]
    }

    pub fn static_call(
        &mut self,
        cx: &mut Mutator,
        id: NodeId,
        member: ConstId,
        args: List,
        dst: Reg,
    ) -> Result<()> {
        let [class, name] = self.member(member);
        self.scoped(|this| {
            let ast = this.ast;
            let window = this.window(cx, None, ast.items(args))?;
            this.position(id);
            this.code.invoke_static(dst, window, args.len() as u16, class, name);
            Ok(())
        })
    }

    pub fn host_call(
        &mut self,
        cx: &mut Mutator,
        id: NodeId,
        name: ConstId,
        args: List,
        dst: Reg,
    ) -> Result<()> {
        let ast = self.ast;
        self.host_call_of(cx, id, name, ast.items(args), dst)
    }

    /// `(.name target args…)`: the target comes first in `args`.
    pub fn host_call_of(
        &mut self,
        cx: &mut Mutator,
        id: NodeId,
        name: ConstId,
        args: &[u32],
        dst: Reg,
    ) -> Result<()> {
        let name = self.code.constant(self.ast.value(name));
        self.scoped(|this| {
            let window = this.window(cx, Some(NodeId(args[0])), &args[1..])?;
            this.position(id);
            this.code.invoke_method(dst, window, args.len() as u16 - 1, name);
            Ok(())
        })
    }

    pub fn new_instance(
        &mut self,
        cx: &mut Mutator,
        id: NodeId,
        class: ConstId,
        args: List,
        dst: Reg,
    ) -> Result<()> {
        let class = self.code.constant(self.ast.value(class));
        self.scoped(|this| {
            let ast = this.ast;
            let window = this.window(cx, None, ast.items(args))?;
            this.position(id);
            this.code.new_instance(dst, window, args.len() as u16, class);
            Ok(())
        })
    }
}
