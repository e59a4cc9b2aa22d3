//! One unit: its functions, each method with a builder of its own, names, and templates.

use analyzer::ast::{Ast, FnId, Function, NodeId};
use bytecode::{BuildError, CodeBuilder, CodeFlags, FnSpec, FnTemplate};
use data::{string, symbol, throw};
use heap::{Mutator, Result, RootVec, Thrown, Value};

use crate::method::{Branches, Method};

/// Where the unit stands.
#[derive(Clone, Copy)]
pub struct Unit {
    /// The current namespace's name, a symbol, or nil.
    pub ns: Value,
    /// The source's name, a string, or nil.
    pub source: Value,
}

/// Compiles units, one after the other, in memory that it keeps.
pub struct Compiler {
    /// The register of each local of the unit, by its number.
    pub(crate) registers: Vec<u16>,
    /// Builders that no method uses at the moment.
    builders: Vec<CodeBuilder>,
    /// The code of the functions in work, those of the inner ones last.
    codes: RootVec,
    /// The names of the functions in work, the innermost last.
    pub(crate) names: RootVec,
}

impl Compiler {
    pub fn new(cx: &mut Mutator) -> Compiler {
        Compiler {
            registers: Vec::new(),
            builders: Vec::new(),
            codes: RootVec::new(cx),
            names: RootVec::new(cx),
        }
    }

    /// Forgets the last unit and keeps the memory.
    pub fn clear(&mut self) {
        self.codes.clear();
        self.names.clear();
    }

    /// The template of the unit whose tree is `ast`.
    ///
    /// # Errors
    /// A `RuntimeException` when a method is too large; `StackOverflowError` when the tree is too
    /// deep.
    pub fn compile(&mut self, cx: &mut Mutator, ast: &Ast, unit: &Unit) -> Result {
        self.begin(ast);
        // The last number given out: a unit does not take one of its own, since most make nothing that
        // needs to be told apart.
        let number = i64::try_from(runtime::state::of(cx).last_id());
        let name = number.ok().and_then(Value::fixnum).unwrap_or(Value::NIL);
        self.function(cx, ast, unit, FnId(0), name)
    }

    fn begin(&mut self, ast: &Ast) {
        self.registers.clear();
        self.registers.resize(ast.locals.len(), 0);
        self.clear();
    }

    /// The template of a function that captures nothing and is defined as the var of this name: what
    /// a `def` at the top needs.
    ///
    /// # Errors
    /// As for `compile`.
    pub fn compile_definition(
        &mut self,
        cx: &mut Mutator,
        ast: &Ast,
        unit: &Unit,
        id: FnId,
        defined: Value,
    ) -> Result {
        self.begin(ast);
        let name = function_name(cx, ast, unit, Value::NIL, ast.function(id), Some(defined))?;
        self.function(cx, ast, unit, id, name)
    }

    /// The template of one function. `name` is its name's text, or the unit's number.
    pub(crate) fn function(
        &mut self,
        cx: &mut Mutator,
        ast: &Ast,
        unit: &Unit,
        id: FnId,
        name: Value,
    ) -> Result {
        cx.enter_native()?;
        let function = ast.function(id);
        let first = self.codes.len();
        self.names.push(name);
        for index in 0..function.methods.len() {
            let code = self.method(cx, ast, unit, (id, index))?;
            self.codes.push(code);
        }
        self.names.pop();
        let is_instance = function.method_of.is_some();
        let captures = if is_instance { 0 } else { function.captures.len() };
        let Ok(captures) = u16::try_from(captures) else {
            return Err(too_large(cx, "more than 65,535 captured locals"));
        };
        let spec = FnSpec {
            name,
            ns: unit.ns,
            file: unit.source,
            meta: Value::NIL,
            methods: &self.codes[first..],
            captures,
            is_macro: false,
        };
        let template = FnTemplate::alloc(cx, &spec)?;
        self.codes.truncate(first);
        Ok(template)
    }

    fn method(&mut self, cx: &mut Mutator, ast: &Ast, unit: &Unit, at: (FnId, usize)) -> Result {
        // Nearly always the short branches reach; else all is done again without them.
        match self.method_with(cx, ast, unit, at, Branches::Short) {
            Ok(code) => Ok(code),
            Err(BuildError::Thrown(thrown)) => Err(thrown),
            Err(BuildError::TooLarge(_)) => {
                match self.method_with(cx, ast, unit, at, Branches::Long) {
                    Ok(code) => Ok(code),
                    Err(BuildError::Thrown(thrown)) => Err(thrown),
                    Err(BuildError::TooLarge(limit)) => Err(too_large(cx, limit)),
                }
            }
        }
    }

    fn method_with(
        &mut self,
        cx: &mut Mutator,
        ast: &Ast,
        unit: &Unit,
        (id, index): (FnId, usize),
        branches: Branches,
    ) -> std::result::Result<Value, BuildError> {
        let source = ast.function(id).methods[index];
        for i in 0..source.params.len() {
            self.registers[ast.local_at(source.params, i).index()] = i as u16;
        }
        let code = match self.builders.pop() {
            Some(builder) => builder,
            None => CodeBuilder::new(cx),
        };
        let mut method = Method {
            compiler: self,
            ast,
            unit,
            code,
            function: id,
            next: source.params.len() as u16,
            loops: Vec::new(),
            branches,
            returns: source.returns,
        };
        method.enter(cx, &source)?;
        let flags = if source.variadic { CodeFlags::VARIADIC } else { CodeFlags::NONE };
        method.code.reserve_registers(usize::from(method.next));
        let mut code = method.code;
        let made = code.finish(cx, source.fixed, flags);
        code.reset();
        self.builders.push(code);
        made
    }
}

#[cold]
fn too_large(cx: &mut Mutator, limit: &str) -> Thrown {
    throw::runtime(cx, format!("Method code too large: {limit}"))
}

/// As long as the name of a class may be on the JVM. The names of nested functions grow with their
/// depth.
const MAX_NAME_BYTES: usize = 65_535;

/// The text that a function inside `outer` is known by: `ns/f`, `ns/f/g--12`.
pub(crate) fn function_name(
    cx: &mut Mutator,
    ast: &Ast,
    unit: &Unit,
    outer: Value,
    function: &Function,
    defined: Option<Value>,
) -> Result {
    let ns = symbol::of(unit.ns).map_or_else(String::new, |ns| ns.text());
    if let (Some(name), None) = (defined, string::of(outer)) {
        let name = symbol::of(name).map(|name| name.text()).unwrap_or_default();
        return string::new(cx, &format!("{ns}/{name}"));
    }
    let own = function.name.and_then(|name| symbol::of(ast.value(name)).map(|name| name.text()));
    let number = runtime::state::of(cx).next_id();
    let own = own.as_deref().unwrap_or("fn");
    let text = match string::of(outer) {
        Some(outer) => format!("{}/{own}--{number}", outer.to_str()),
        None => format!("{ns}/eval{}/{own}--{number}", number.saturating_sub(1)),
    };
    if text.len() > MAX_NAME_BYTES {
        return Err(throw::illegal_argument(cx, "UTF8 string too large"));
    }
    string::new(cx, &text)
}

pub(crate) fn node_is_simple(ast: &Ast, id: NodeId) -> bool {
    use analyzer::ast::Node;
    matches!(ast.node(id), Node::Const { .. } | Node::Local { .. })
}
