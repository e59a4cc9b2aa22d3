//! Liveness: marks, on every path, the last use of each local.
//!
//! In: the resolved tree. Out: the same, `Local::last` set where nobody asks again, `moved` set on
//! closures likewise. The compiler forgets a local there, so that no frame holds the head of a lazy
//! seq that its function needs no more. Knows nothing of registers.
//!
//! Each method is walked backwards. What a loop uses of the locals around it stays alive for the
//! whole loop; what `catch` and `finally` use, for the whole `try`.

use heap::{Mutator, Result};
use runtime::native::Intrinsic;

use crate::ast::{Ast, FnId, List, LocalId, LocalKind, LoopId, Node, NodeId, TryId};

/// Memory of the pass, kept between units.
#[derive(Default)]
pub struct Scratch {
    /// By local: is it used later?
    live: Vec<bool>,
    /// The locals in the order in which they became live.
    log: Vec<LocalId>,
}

/// Marks last uses in every function of the unit.
///
/// # Errors
/// `StackOverflowError` when the tree is too deep.
pub fn run(cx: &mut Mutator, ast: &mut Ast, scratch: &mut Scratch) -> Result<()> {
    if ast.locals.is_empty() {
        return Ok(());
    }
    scratch.live.clear();
    scratch.live.resize(ast.locals.len(), false);
    scratch.log.clear();
    for index in 0..ast.fns.len() {
        let function = FnId(index as u32);
        for method in 0..ast.function(function).methods.len() {
            let body = ast.function(function).methods[method].body;
            let once = ast.runs_once(function);
            let mut walk = Walk { ast, scratch, function, once };
            walk.visit(cx, body)?;
            walk.undo(0);
        }
    }
    Ok(())
}

struct Walk<'a> {
    ast: &'a mut Ast,
    scratch: &'a mut Scratch,
    function: FnId,
    once: bool,
}

impl Walk<'_> {
    /// Notes a use; true when it is the last.
    fn note(&mut self, local: LocalId) -> bool {
        let found = self.ast.local(local);
        // What a function captured belongs to its closure, unless that runs only once.
        if found.owner != self.function && !self.once {
            return false;
        }
        let clearable = match found.kind {
            LocalKind::Arg(0) => match self.ast.function(found.owner).method_of {
                Some((_, instance)) => instance != local,
                None => true,
            },
            LocalKind::Arg(_) | LocalKind::Bound => true,
            LocalKind::Callee | LocalKind::Field { .. } => false,
        };
        clearable && self.revive(local)
    }

    /// Makes a local live; true when it was not.
    fn revive(&mut self, local: LocalId) -> bool {
        let live = &mut self.scratch.live[local.index()];
        if *live {
            return false;
        }
        *live = true;
        self.scratch.log.push(local);
        true
    }

    /// Takes back what became live since the log had this length.
    fn undo(&mut self, mark: usize) {
        for local in self.scratch.log.drain(mark..) {
            self.scratch.live[local.index()] = false;
        }
    }

    /// Walks alternatives, of which one is taken; live before is what is live before any of them.
    fn branches(
        &mut self,
        cx: &mut Mutator,
        count: usize,
        branch: impl Fn(&Ast, usize) -> NodeId,
    ) -> Result<()> {
        let mark = self.scratch.log.len();
        let mut union: Vec<LocalId> = Vec::new();
        for i in 0..count {
            let node = branch(self.ast, i);
            self.visit(cx, node)?;
            union.extend_from_slice(&self.scratch.log[mark..]);
            self.undo(mark);
        }
        for local in union {
            self.revive(local);
        }
        Ok(())
    }

    fn list(&mut self, cx: &mut Mutator, list: List) -> Result<()> {
        for i in (0..list.len()).rev() {
            let node = self.ast.node_at(list, i);
            self.visit(cx, node)?;
        }
        Ok(())
    }

    /// Operands that the op reads where they stand: locals among them are read last, by the op itself.
    fn operands(&mut self, cx: &mut Mutator, list: List) -> Result<()> {
        for directly in [true, false] {
            for i in (0..list.len()).rev() {
                let node = self.ast.node_at(list, i);
                if matches!(self.ast.node(node), Node::Local { .. }) == directly {
                    self.visit(cx, node)?;
                }
            }
        }
        Ok(())
    }

    /// Bindings, backwards: their inits.
    fn bindings(&mut self, cx: &mut Mutator, bindings: List) -> Result<()> {
        for i in (0..bindings.len() / 2).rev() {
            let init = self.ast.node_at(bindings, 2 * i + 1);
            self.visit(cx, init)?;
        }
        Ok(())
    }

    /// The locals that a new closure or instance captures; answers which are used for the last time.
    fn captures(&mut self, captures: &[LocalId]) -> u64 {
        let mut moved = 0;
        for (i, &local) in captures.iter().enumerate() {
            if self.note(local) && i < 64 {
                moved |= 1 << i;
            }
        }
        moved
    }

    fn visit(&mut self, cx: &mut Mutator, id: NodeId) -> Result<()> {
        match self.ast.node(id) {
            Node::Local { local, .. } => {
                let last = self.note(local);
                self.ast.set(id, Node::Local { local, last });
                Ok(())
            }
            Node::Const { .. }
            | Node::Var { .. }
            | Node::TheVar { .. }
            | Node::StaticField { .. }
            | Node::Deftype { .. } => Ok(()),
            node => {
                cx.enter_native()?;
                self.inner(cx, node)
            }
        }
    }

    fn inner(&mut self, cx: &mut Mutator, node: Node) -> Result<()> {
        match node {
            Node::Const { .. }
            | Node::Local { .. }
            | Node::Var { .. }
            | Node::TheVar { .. }
            | Node::StaticField { .. }
            | Node::Deftype { .. } => Ok(()),
            Node::Do { nodes } => self.list(cx, nodes),
            Node::If { test, then, other } => {
                self.branches(cx, 2, |_, i| if i == 0 { then } else { other })?;
                self.visit(cx, test)
            }
            Node::And { items } | Node::Or { items } => self.list(cx, items),
            Node::Let { bindings, body } => {
                self.visit(cx, body)?;
                self.bindings(cx, bindings)
            }
            Node::Loop { id, bindings, body } => {
                self.keep_for_loop(id, body);
                self.visit(cx, body)?;
                self.bindings(cx, bindings)
            }
            Node::LetFn { bindings, body } => {
                self.visit(cx, body)?;
                // The closures refer to each other: none of their captures is moved.
                for i in 0..bindings.len() / 2 {
                    if let Node::Fn { id } = self.ast.node(self.ast.node_at(bindings, 2 * i + 1)) {
                        for local in self.ast.function(id).captures.clone() {
                            self.note(local);
                        }
                    }
                }
                Ok(())
            }
            Node::Fn { id } => {
                let captures = std::mem::take(&mut self.ast.fns[id.index()].captures);
                let moved = self.captures(&captures);
                let function = &mut self.ast.fns[id.index()];
                function.captures = captures;
                function.moved = moved;
                Ok(())
            }
            Node::Reify { id } => {
                let captures = std::mem::take(&mut self.ast.types[id.index()].captures);
                let moved = self.captures(&captures);
                let made = &mut self.ast.types[id.index()];
                made.captures = captures;
                made.moved = moved;
                Ok(())
            }
            Node::Invoke { callee, args } => {
                self.list(cx, args)?;
                self.visit(cx, callee)
            }
            Node::Recur { target, args } => {
                // A local that keeps its value, or steps, is needed until the jump.
                let locals = self.ast.loops[target.index()].locals;
                for i in 0..args.len() {
                    let local = self.ast.local_at(locals, i);
                    let arg = self.ast.node_at(args, i);
                    let is_same = matches!(
                        self.ast.node(arg),
                        Node::Local { local: same, .. } if same == local
                    );
                    if is_same || self.ast.is_step(arg, local) {
                        self.revive(local);
                    }
                }
                self.list(cx, args)
            }
            Node::InvokeVar { args, .. }
            | Node::New { args, .. }
            | Node::HostCall { args, .. }
            | Node::StaticCall { args, .. } => self.list(cx, args),
            Node::Core { op: Intrinsic::Vector | Intrinsic::List, args, .. } => self.list(cx, args),
            Node::Core { args, .. } | Node::KeywordInvoke { args, .. } => self.operands(cx, args),
            Node::Vector { items } | Node::Map { items } | Node::Set { items } => {
                self.list(cx, items)
            }
            Node::Def { id } => {
                let def = self.ast.defs[id.index()];
                for node in [def.init, def.meta].into_iter().flatten() {
                    self.visit(cx, node)?;
                }
                Ok(())
            }
            Node::SetVar { value, .. }
            | Node::SetLocal { value, .. }
            | Node::SetStatic { value, .. } => self.visit(cx, value),
            Node::SetField { target, value, .. } => {
                let direct = matches!(self.ast.node(target), Node::Local { .. });
                let (late, early) = if direct { (target, value) } else { (value, target) };
                self.visit(cx, late)?;
                self.visit(cx, early)
            }
            Node::Throw { exception } => self.visit(cx, exception),
            Node::Try { id } => self.visit_try(cx, id),
            Node::HostField { target, .. }
            | Node::HostInterop { target, .. }
            | Node::MonitorEnter { target }
            | Node::MonitorExit { target } => self.visit(cx, target),
            Node::Case { id } => {
                let count = self.ast.cases[id.index()].rows.len();
                self.branches(cx, count + 1, |ast, i| {
                    let case = &ast.cases[id.index()];
                    case.rows.get(i).map_or(case.default, |row| row.then)
                })?;
                let value = self.ast.cases[id.index()].value;
                self.visit(cx, value)
            }
        }
    }

    /// What the body of a loop uses of the locals around it is used at every turn.
    fn keep_for_loop(&mut self, id: LoopId, body: NodeId) {
        let found = self.ast.loops[id.index()];
        if !found.used {
            return;
        }
        let own: Vec<u32> = self.ast.items(found.locals).to_vec();
        for index in found.first.0..=body.0 {
            // The bodies of closures are in the range too: what they capture is used here.
            let Node::Local { local, .. } = self.ast.node(NodeId(index)) else { continue };
            if !own.contains(&local.0) && local < found.first_local {
                self.note(local);
            }
        }
    }

    fn visit_try(&mut self, cx: &mut Mutator, id: TryId) -> Result<()> {
        let found = &self.ast.tries[id.index()];
        let (body, finally, count) = (found.body, found.finally, found.catches.len());
        if let Some(finally) = finally {
            self.visit(cx, finally)?;
        }
        self.branches(cx, count, |ast, i| ast.tries[id.index()].catches[i].body)?;
        self.visit(cx, body)
    }
}
