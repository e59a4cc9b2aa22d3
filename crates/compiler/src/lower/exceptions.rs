//! `try`: a protected range, its handlers, and `finally` on both ways out.

use analyzer::ast::{Try, TryId};
use bytecode::{Label, Reg};
use heap::{Mutator, Result};

use crate::method::Method;

impl Method<'_> {
    pub fn try_value(&mut self, cx: &mut Mutator, id: TryId, dst: Reg) -> Result<()> {
        let ast = self.ast;
        let found = &ast.tries[id.index()];
        self.scoped(|this| {
            let exception = this.reg();
            // The result waits in a register of its own: the handlers' locals stand above it.
            let start = this.code.here();
            this.value(cx, found.body, dst)?;
            let end = this.code.here();
            let done = this.code.label();
            let failed = this.code.label();
            this.code.jump(done);
            if !found.catches.is_empty() {
                this.catches(cx, found, [start, end], exception, dst, [done, failed])?;
            }
            if let Some(finally) = found.finally {
                let covered = this.code.here();
                let first = if found.catches.is_empty() { end } else { covered };
                let _ = first;
                this.code.handler(start, covered, failed, exception);
                this.code.place(failed);
                this.effect(cx, finally)?;
                this.code.throw(exception);
                this.code.place(done);
                this.effect(cx, finally)?;
            } else {
                this.code.place(failed);
                if !found.catches.is_empty() {
                    this.code.throw(exception);
                }
                this.code.place(done);
            }
            Ok(())
        })
    }

    /// The handler of the body: the first clause whose class fits, or on to `failed`.
    fn catches(
        &mut self,
        cx: &mut Mutator,
        found: &Try,
        [start, end]: [Label; 2],
        exception: Reg,
        dst: Reg,
        [done, failed]: [Label; 2],
    ) -> Result<()> {
        let handler = self.code.here();
        self.code.handler(start, end, handler, exception);
        for catch in &found.catches {
            let next = self.code.label();
            let class = self.code.constant(self.ast.value(catch.class));
            self.scoped(|this| {
                let fits = this.reg();
                this.code.is_instance(fits, exception, class);
                this.code.jump_if_falsy(fits, next);
            });
            self.scoped(|this| {
                let register = this.reg();
                this.code.copy(register, exception);
                this.set_register(catch.local, register);
                this.value(cx, catch.body, dst)
            })?;
            self.code.jump(done);
            self.code.place(next);
        }
        self.code.jump(failed);
        Ok(())
    }
}
