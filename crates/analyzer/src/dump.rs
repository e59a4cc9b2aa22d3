//! The tree as text: one line for each node, children indented below.
//!
//! The same tree always gives the same text. Used by `tercel dump` and the golden tests.

use std::fmt::Write;

use heap::{Mutator, Result};

use crate::ast::{Ast, ConstId, FnId, List, LocalId, LocalKind, Node, NodeId};

/// The text of the tree under `root`.
///
/// # Errors
/// What printing a constant throws.
pub fn dump(cx: &mut Mutator, ast: &Ast, root: NodeId) -> Result<String> {
    let mut dump = Dump { ast, text: String::new(), depth: 0 };
    dump.node(cx, root)?;
    Ok(dump.text)
}

struct Dump<'a> {
    ast: &'a Ast,
    text: String,
    depth: usize,
}

impl Dump<'_> {
    fn line(&mut self, words: &str) {
        let _ = writeln!(self.text, "{:indent$}{words}", "", indent = self.depth * 2);
    }

    fn value(&self, cx: &mut Mutator, id: ConstId) -> Result<String> {
        data::print::pr_str(cx, self.ast.value(id))
    }

    fn local(&self, cx: &mut Mutator, id: LocalId) -> Result<String> {
        let local = self.ast.local(id);
        let name = self.ast.value(local.name);
        let name = if name.is_nil() { String::new() } else { data::print::pr_str(cx, name)? };
        Ok(match local.kind {
            LocalKind::Field { index, .. } => format!("{name}.{index}"),
            LocalKind::Arg(_) | LocalKind::Bound | LocalKind::Callee => format!("{name}%{}", id.0),
        })
    }

    fn below(&mut self, cx: &mut Mutator, words: &str, children: &[NodeId]) -> Result<()> {
        self.line(words);
        self.depth += 1;
        for &child in children {
            self.node(cx, child)?;
        }
        self.depth -= 1;
        Ok(())
    }

    fn nodes(&self, list: List) -> Vec<NodeId> {
        self.ast.items(list).iter().map(|&id| NodeId(id)).collect()
    }

    fn bindings(&mut self, cx: &mut Mutator, bindings: List) -> Result<()> {
        for i in 0..bindings.len() / 2 {
            let name = self.local(cx, self.ast.local_at(bindings, 2 * i))?;
            let init = self.ast.node_at(bindings, 2 * i + 1);
            self.below(cx, &format!("{name} ="), &[init])?;
        }
        Ok(())
    }

    fn function(&mut self, cx: &mut Mutator, id: FnId) -> Result<()> {
        let function = self.ast.function(id);
        for method in &function.methods {
            let mut words = String::from("method");
            for i in 0..method.params.len() {
                if method.variadic && i + 1 == method.params.len() {
                    words.push_str(" &");
                }
                let name = self.local(cx, self.ast.local_at(method.params, i))?;
                let _ = write!(words, " {name}");
            }
            self.below(cx, &words, &[method.body])?;
        }
        Ok(())
    }

    fn captures(&self, cx: &mut Mutator, captures: &[LocalId], moved: u64) -> Result<String> {
        let mut words = String::new();
        for (i, &local) in captures.iter().enumerate() {
            let mark = if i < 64 && moved >> i & 1 != 0 { "!" } else { "" };
            let _ = write!(words, " ^{}{mark}", self.local(cx, local)?);
        }
        Ok(words)
    }

    fn node(&mut self, cx: &mut Mutator, id: NodeId) -> Result<()> {
        cx.enter_native()?;
        let ast = self.ast;
        match ast.node(id) {
            Node::Const { value } => {
                let value = self.value(cx, value)?;
                self.line(&format!("const {value}"));
                Ok(())
            }
            Node::Local { local, last } => {
                let name = self.local(cx, local)?;
                self.line(&format!("local {name}{}", if last { "!" } else { "" }));
                Ok(())
            }
            Node::Var { var } => {
                let var = self.value(cx, var)?;
                self.line(&format!("var {var}"));
                Ok(())
            }
            Node::TheVar { var } => {
                let var = self.value(cx, var)?;
                self.line(&format!("the-var {var}"));
                Ok(())
            }
            Node::Do { nodes } => self.below(cx, "do", &self.nodes(nodes)),
            Node::If { test, then, other } => self.below(cx, "if", &[test, then, other]),
            Node::And { items } => self.below(cx, "and", &self.nodes(items)),
            Node::Or { items } => self.below(cx, "or", &self.nodes(items)),
            Node::Let { bindings, body } => self.scope(cx, "let", bindings, body),
            Node::Loop { bindings, body, .. } => self.scope(cx, "loop", bindings, body),
            Node::LetFn { bindings, body } => self.scope(cx, "letfn", bindings, body),
            Node::Recur { args, .. } => self.below(cx, "recur", &self.nodes(args)),
            Node::Fn { id } => {
                let function = ast.function(id);
                let mut words = String::from("fn");
                if let Some(name) = function.name {
                    let _ = write!(words, " {}", self.value(cx, name)?);
                }
                if function.once {
                    words.push_str(" once");
                }
                words.push_str(&self.captures(cx, &function.captures, function.moved)?);
                self.line(&words);
                self.depth += 1;
                self.function(cx, id)?;
                self.depth -= 1;
                Ok(())
            }
            Node::Invoke { callee, args } => {
                let mut nodes = self.nodes(args);
                nodes.insert(0, callee);
                self.below(cx, "invoke", &nodes)
            }
            Node::InvokeVar { var, args } => {
                let var = self.value(cx, var)?;
                self.below(cx, &format!("invoke-var {var}"), &self.nodes(args))
            }
            Node::Core { op, args, .. } => {
                self.below(cx, &format!("core {op:?}"), &self.nodes(args))
            }
            Node::KeywordInvoke { keyword, args } => {
                let keyword = self.value(cx, keyword)?;
                self.below(cx, &format!("keyword-invoke {keyword}"), &self.nodes(args))
            }
            Node::Def { id } => {
                let def = ast.defs[id.index()];
                let var = self.value(cx, def.var)?;
                let children: Vec<NodeId> = def.meta.into_iter().chain(def.init).collect();
                self.below(cx, &format!("def {var}"), &children)
            }
            Node::SetVar { var, value } => {
                let var = self.value(cx, var)?;
                self.below(cx, &format!("set! {var}"), &[value])
            }
            Node::SetLocal { local, value } => {
                let name = self.local(cx, local)?;
                self.below(cx, &format!("set! {name}"), &[value])
            }
            Node::SetField { target, name, value } => {
                let name = self.value(cx, name)?;
                self.below(cx, &format!("set! .-{name}"), &[target, value])
            }
            Node::SetStatic { member, value } => {
                let member = self.member(cx, member)?;
                self.below(cx, &format!("set! {member}"), &[value])
            }
            Node::Throw { exception } => self.below(cx, "throw", &[exception]),
            Node::Try { id } => {
                let found = &ast.tries[id.index()];
                self.below(cx, "try", &[found.body])?;
                for catch in &found.catches {
                    let class = self.value(cx, catch.class)?;
                    let local = self.local(cx, catch.local)?;
                    self.below(cx, &format!("catch {class} {local}"), &[catch.body])?;
                }
                match found.finally {
                    Some(finally) => self.below(cx, "finally", &[finally]),
                    None => Ok(()),
                }
            }
            Node::New { class, args } => {
                let class = self.value(cx, class)?;
                self.below(cx, &format!("new {class}"), &self.nodes(args))
            }
            Node::HostCall { name, args } => {
                let name = self.value(cx, name)?;
                self.below(cx, &format!("host-call {name}"), &self.nodes(args))
            }
            Node::HostField { target, name } => {
                let name = self.value(cx, name)?;
                self.below(cx, &format!("host-field {name}"), &[target])
            }
            Node::HostInterop { target, name } => {
                let name = self.value(cx, name)?;
                self.below(cx, &format!("host-interop {name}"), &[target])
            }
            Node::StaticCall { member, args } => {
                let member = self.member(cx, member)?;
                self.below(cx, &format!("static-call {member}"), &self.nodes(args))
            }
            Node::StaticField { member } => {
                let member = self.member(cx, member)?;
                self.line(&format!("static-field {member}"));
                Ok(())
            }
            Node::Case { id } => {
                let case = &ast.cases[id.index()];
                self.below(cx, "case", &[case.value])?;
                for row in &case.rows {
                    let mut words = String::from("when");
                    for &key in &row.keys {
                        let _ = write!(words, " {}", self.value(cx, key)?);
                    }
                    self.below(cx, &words, &[row.then])?;
                }
                self.below(cx, "default", &[case.default])
            }
            Node::Vector { items } => self.below(cx, "vector", &self.nodes(items)),
            Node::Map { items } => self.below(cx, "map", &self.nodes(items)),
            Node::Set { items } => self.below(cx, "set", &self.nodes(items)),
            Node::MonitorEnter { target } => self.below(cx, "monitor-enter", &[target]),
            Node::MonitorExit { target } => self.below(cx, "monitor-exit", &[target]),
            Node::Deftype { id } => self.made_type(cx, "deftype", id),
            Node::Reify { id } => self.made_type(cx, "reify", id),
        }
    }

    fn member(&self, cx: &mut Mutator, member: ConstId) -> Result<String> {
        let class = self.value(cx, member)?;
        let name = self.value(cx, ConstId(member.0 + 1))?;
        Ok(format!("{class}/{name}"))
    }

    fn scope(&mut self, cx: &mut Mutator, words: &str, bindings: List, body: NodeId) -> Result<()> {
        self.line(words);
        self.depth += 1;
        self.bindings(cx, bindings)?;
        self.node(cx, body)?;
        self.depth -= 1;
        Ok(())
    }

    fn made_type(&mut self, cx: &mut Mutator, words: &str, id: crate::ast::TypeId) -> Result<()> {
        let made = &self.ast.types[id.index()];
        let captures = self.captures(cx, &made.captures, made.moved)?;
        self.line(&format!("{words}{captures}"));
        self.depth += 1;
        for method in &made.methods {
            let name = self.value(cx, method.name)?;
            self.line(&name);
            self.depth += 1;
            self.function(cx, method.function)?;
            self.depth -= 1;
        }
        self.depth -= 1;
        Ok(())
    }
}
