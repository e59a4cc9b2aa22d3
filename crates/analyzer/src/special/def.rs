//! `def`: the var is interned when the form is analyzed, its root and metadata are set when the code
//! runs.

use data::{map, meta, string, symbol, throw};
use heap::{Mutator, Result, RootVec, Value};
use runtime::namespace::{self, Resolved};
use runtime::var;

use crate::analyze::{Analyzer, Args};
use crate::ast::{Def, DefId, Node, NodeId};
use crate::env::Ctx;
use crate::keys::Key;

pub(super) fn analyze(this: &mut Analyzer, cx: &mut Mutator, args: Args) -> Result<NodeId> {
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
    let own = meta::meta(cx, name)?;
    let mut attributes = RootVec::new(cx);
    put_all(cx, &mut attributes, own)?;
    if let Some(doc) = doc {
        let key = this.key(cx, Key::Doc)?;
        put(cx, &mut attributes, key, doc)?;
    }
    set_dynamic(this, cx, found, &attributes)?;
    let init = match count {
        3 => {
            let form = this.arg(args, args.len - 1);
            Some(this.named_init(cx, name, form)?)
        }
        _ => None,
    };
    let meta = this.attributes(cx, &mut attributes, None)?;
    Ok(this.def_node(found, init, Some(meta)))
}

/// Gives a key a value in `pairs`, as `assoc` would.
pub(crate) fn put(cx: &mut Mutator, pairs: &mut RootVec, key: Value, value: Value) -> Result<()> {
    for i in (0..pairs.len()).step_by(2) {
        if pairs[i] == key || data::equiv::equiv(cx, pairs[i], key)? {
            pairs[i + 1] = value;
            return Ok(());
        }
    }
    pairs.extend([key, value]);
    Ok(())
}

/// Puts all entries of a map, or of nil.
pub(crate) fn put_all(cx: &mut Mutator, pairs: &mut RootVec, from: Value) -> Result<()> {
    if from.is_nil() {
        return Ok(());
    }
    map::for_each(cx, from, |cx, key, value| {
        put(cx, pairs, key, value)?;
        Ok(data::seq::Flow::On)
    })
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
        Resolved::Var(_) => Err(throw::runtime(cx, "Can't create defs outside of current ns")),
        Resolved::Class(_) | Resolved::Missing => {
            Err(throw::runtime(cx, "Can't refer to qualified var that doesn't exist"))
        }
    }
}

/// `^:dynamic` holds for the rest of the unit already. Warns of a name that looks dynamic and is not.
pub(crate) fn set_dynamic(
    this: &mut Analyzer,
    cx: &mut Mutator,
    found: Value,
    attributes: &[Value],
) -> Result<()> {
    let key = this.key(cx, Key::Dynamic)?;
    let dynamic = attributes.chunks(2).any(|pair| pair[0] == key && pair[1].is_truthy());
    let Some(var) = var::of(found) else { return Ok(()) };
    if dynamic {
        return if var.is_dynamic() { Ok(()) } else { var::set_dynamic(cx, found, true) };
    }
    let name = symbol::of(var.name()).map(|name| name.text()).unwrap_or_default();
    if name.len() > 2 && name.starts_with('*') && name.ends_with('*') && !var.is_dynamic() {
        let place = this.place();
        let source = data::string::of(place.source).map(|source| source.to_str().into_owned());
        let source = source.as_deref().unwrap_or("NO_SOURCE_PATH");
        let line = place.position.line;
        let warning = format!(
            "Warning: {name} not declared dynamic and thus is not dynamically rebindable, but its \
             name suggests otherwise. Please either indicate ^:dynamic {name} or change the name. \
             ({source}:{line})"
        );
        runtime::out::warn(cx, &warning)?;
    }
    Ok(())
}

impl Analyzer {
    /// The node of a var's metadata: the attributes, which are evaluated, with the present place.
    /// `known` is a value that needs no evaluation, standing first.
    pub(crate) fn attributes(
        &mut self,
        cx: &mut Mutator,
        pairs: &mut RootVec,
        known: Option<Value>,
    ) -> Result<NodeId> {
        let source = match self.source() {
            Value::NIL => string::new(cx, "NO_SOURCE_PATH")?,
            source => source,
        };
        let position = self.position;
        let (line, column) = (position.line as i32, position.column as i32);
        for (key, value) in [
            (Key::Line, Value::small(line)),
            (Key::Column, Value::small(column)),
            (Key::File, source),
        ] {
            let key = self.key(cx, key)?;
            put(cx, pairs, key, value)?;
        }
        let mark = self.scratch.len();
        for i in 0..pairs.len() {
            let item = pairs[i];
            let node = match known {
                Some(known) if i == 1 && item == known => self.constant(item),
                Some(_) | None => self.form(cx, item, Ctx::Value)?,
            };
            self.scratch.push(node.0);
        }
        let items = self.take_list(mark);
        self.map_node(cx, items)
    }
}
