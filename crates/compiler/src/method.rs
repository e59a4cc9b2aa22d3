//! One method in the making: its registers, where its locals are, its loops.
//!
//! Registers are a stack: arguments first, then locals and temporaries. A call's window begins at
//! the top, so that everything alive is below it.

use analyzer::ast::{self, Ast, FnId, LocalId, LocalKind, LoopId, NodeId};
use analyzer::primitive::Primitive;
use bytecode::{CodeBuilder, Label, Reg};
use heap::{Mutator, Result, Value};

use crate::unit::{Compiler, Unit};

/// Whether compare-and-branch ops may be used, which reach 32,767 words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Branches {
    Short,
    Long,
}

/// Where the value of a local is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    Register(Reg),
    Capture(u16),
    Callee,
    /// A field of the instance whose method this is.
    Field {
        instance: Reg,
        index: u16,
        class: ast::ConstId,
    },
}

pub(crate) struct Method<'a> {
    pub compiler: &'a mut Compiler,
    pub ast: &'a Ast,
    pub unit: &'a Unit,
    pub code: CodeBuilder,
    pub function: FnId,
    /// The first register that is free.
    pub next: u16,
    pub loops: Vec<(LoopId, Label)>,
    pub branches: Branches,
    /// The primitive that results are cast to.
    pub returns: Option<Primitive>,
}

impl Method<'_> {
    /// Emits the whole method.
    pub fn enter(&mut self, cx: &mut Mutator, source: &ast::Method) -> Result<()> {
        for i in 0..source.params.len() {
            let local = self.ast.local(self.ast.local_at(source.params, i));
            if let Some(primitive) = local.primitive {
                self.cast(primitive, Reg(i as u16));
            }
        }
        if self.ast.loops[source.recur.index()].used {
            let head = self.code.here();
            self.loops.push((source.recur, head));
        }
        self.tail(cx, source.body)
    }

    /// A new register at the top.
    pub fn reg(&mut self) -> Reg {
        let register = Reg(self.next);
        self.next = self.next.saturating_add(1);
        register
    }

    /// The name of this function.
    pub fn name(&self) -> Value {
        self.compiler.names.last().copied().unwrap_or(Value::NIL)
    }

    pub fn set_register(&mut self, local: LocalId, register: Reg) {
        self.compiler.registers[local.index()] = register.0;
    }

    pub fn place(&self, local: LocalId) -> Place {
        let found = self.ast.local(local);
        let function = self.ast.function(self.function);
        if found.owner == self.function {
            return match found.kind {
                LocalKind::Arg(_) | LocalKind::Bound => {
                    Place::Register(Reg(self.compiler.registers[local.index()]))
                }
                LocalKind::Callee => Place::Callee,
                LocalKind::Field { index, .. } => self.field(index),
            };
        }
        let position = |captures: &[LocalId]| {
            captures.iter().position(|known| *known == local).expect("captures are complete") as u16
        };
        match function.method_of {
            Some((id, _)) => self.field(position(&self.ast.types[id.index()].captures)),
            None => Place::Capture(position(&function.captures)),
        }
    }

    fn field(&self, index: u16) -> Place {
        let function = self.ast.function(self.function);
        let (id, _) = function.method_of.expect("only methods of types have fields");
        Place::Field { instance: Reg(0), index, class: self.ast.types[id.index()].class }
    }

    /// Notes that what follows comes from the node's place.
    pub fn position(&mut self, node: NodeId) {
        let position = self.ast.position(node);
        if position.line > 0 {
            self.code.position(position.line, position.column);
        }
    }

    /// Runs `emit` with the registers that it takes given back afterwards.
    pub fn scoped<R>(&mut self, emit: impl FnOnce(&mut Self) -> R) -> R {
        let before = self.next;
        let result = emit(self);
        self.code.reserve_registers(usize::from(self.next));
        self.next = before;
        result
    }
}
