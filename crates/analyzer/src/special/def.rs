//! `def`: the var is interned when the form is analyzed, its root and metadata are set when the code
//! runs.

use data::{keyword, lookup, map, meta, string, symbol, throw};
use heap::{Mutator, Result, Value};
use runtime::namespace::{self, Resolved};
use runtime::var;

use crate::analyze::{Analyzer, Args};
use crate::ast::{Def, DefId, Node, NodeId};
use crate::env::Ctx;
use crate::error;

pub(super) fn analyze(
    this: &mut Analyzer,
    cx: &mut Mutator,
    form: Value,
    args: Args,
) -> Result<NodeId> {
    let doc = match args.len {
        4 => string::of(this.arg(args, 2)).map(|_| this.arg(args, 2)),
        _ => None,
    };
    let count = args.len - usize::from(doc.is_some());
    if count > 3 {
        return Err(throw::runtime(cx, "Too many arguments to def"));
    }
    if count < 2 {
        return Err(throw::runtime(cx, "Too few arguments to def"));
    }
    let name = this.arg(args, 1);
    if symbol::of(name).is_none() {
        return Err(throw::runtime(cx, "First argument to def must be a Symbol"));
    }
    let found = intern(this, cx, name)?;
    let mut attributes = meta::meta(cx, name)?;
    if attributes.is_nil() {
        attributes = map::empty(cx);
    }
    if let Some(doc) = doc {
        let key = keyword::intern(cx, None, "doc")?;
        attributes = map::assoc(cx, attributes, key, doc)?;
    }
    set_dynamic(cx, found, attributes)?;
    let attributes = with_place(this, cx, attributes)?;
    let _ = form;
    let init = match count {
        3 => {
            let form = this.arg(args, args.len - 1);
            Some(this.named_init(cx, name, form)?)
        }
        _ => None,
    };
    let meta = this.form(cx, attributes, Ctx::Value)?;
    Ok(this.def_node(found, init, Some(meta)))
}

impl Analyzer {
    pub(crate) fn def_node(
        &mut self,
        var: Value,
        init: Option<NodeId>,
        meta: Option<NodeId>,
    ) -> NodeId {
        let var = self.ast.constant(var);
        let id = DefId(self.ast.defs.len() as u32);
        self.ast.defs.push(Def { var, init, meta });
        self.node(Node::Def { id })
    }

    /// The init of a `def`: a function without a name of its own is shown under the var's.
    fn named_init(&mut self, cx: &mut Mutator, name: Value, form: Value) -> Result<NodeId> {
        let node = self.form(cx, form, Ctx::Value)?;
        if let Node::Fn { id } = self.ast.node(node)
            && self.ast.function(id).name.is_none()
        {
            let name = self.ast.constant(symbol::base(name));
            self.ast.fns[id.index()].name = Some(name);
        }
        Ok(node)
    }
}

/// The var that a `def` of this symbol defines, interned when there is none.
pub(crate) fn intern(this: &mut Analyzer, cx: &mut Mutator, name: Value) -> Result {
    let text = symbol::of(name).expect("the caller looked");
    let ns = this.ns();
    if text.namespace().is_nil() {
        let mapped = namespace::mapping(cx, ns, symbol::base(name))?;
        if let Some(found) = mapped.and_then(|found| var::of(found).map(|var| (found, var.ns())))
            && found.1 == ns
        {
            return Ok(found.0);
        }
        return var::intern(cx, ns, symbol::base(name));
    }
    match namespace::resolve(cx, ns, symbol::base(name))? {
        Resolved::Var(found) if var::of(found).is_some_and(|var| var.ns() == ns) => Ok(found),
        Resolved::Var(found) => {
            let _ = found;
            let _ = error::show;
            Err(throw::runtime(cx, "Can't create defs outside of current ns"))
        }
        Resolved::Class(_) | Resolved::Missing => {
            Err(throw::runtime(cx, "Can't refer to qualified var that doesn't exist"))
        }
    }
}

/// `^:dynamic` holds for the rest of the unit already.
pub(crate) fn set_dynamic(cx: &mut Mutator, found: Value, attributes: Value) -> Result<()> {
    let key = keyword::intern(cx, None, "dynamic")?;
    let dynamic = lookup::get(cx, attributes, key, Value::NIL)?.is_truthy();
    match var::of(found) {
        Some(this) if dynamic && !this.is_dynamic() => var::set_dynamic(cx, found, true),
        Some(_) | None => Ok(()),
    }
}

/// The attributes with `:line`, `:column` and `:file` of the present form.
pub(crate) fn with_place(this: &mut Analyzer, cx: &mut Mutator, attributes: Value) -> Result {
    let position = this.position;
    let source = match this.source() {
        Value::NIL => string::new(cx, "NO_SOURCE_PATH")?,
        source => source,
    };
    let line = keyword::intern(cx, None, "line")?;
    let column = keyword::intern(cx, None, "column")?;
    let file = keyword::intern(cx, None, "file")?;
    let attributes = map::assoc(cx, attributes, line, Value::small(position.line as i32))?;
    let attributes = map::assoc(cx, attributes, column, Value::small(position.column as i32))?;
    map::assoc(cx, attributes, file, source)
}
