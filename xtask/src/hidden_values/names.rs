//! Which type, and which function, a path means: modules, imports, globs and re-exports of the
//! whole workspace, by name alone.
//!
//! Conditional compilation and privacy are ignored: every branch counts, and everything is seen.
//! Imports are resolved for all modules together, round after round until nothing new is learnt,
//! so that circles of globs cost no more than straight lines.

use std::collections::{BTreeMap, HashMap};

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::{Unit, permission};

/// Index into `Names::types`.
pub type TypeId = usize;

/// A module's path, crate first, joined by `::`.
pub type ModulePath = String;

/// The words of crate `heap` that the collector follows.
const WORDS: &[&str] = &["Value", "Field"];

/// Types that hide nothing: the collector scans what they hold.
const ROOTS: &[&str] = &["RootVec", "GlobalRoot", "WeakRoot"];

/// A type that the workspace defines.
pub struct TypeDef {
    pub name: String,
    /// Where its field types are to be resolved.
    pub module: ModulePath,
    /// Names of its type parameters.
    pub parameters: Vec<String>,
    /// Labels (`Binding.slot`) and types of its fields; of an alias, the one type.
    pub fields: Vec<(String, syn::Type)>,
    /// Fields that a comment declares to be scanned; they are not among `fields`.
    pub trusted: Vec<Trusted>,
    /// The file that defines it, as shown in messages.
    pub place: String,
    pub role: Role,
}

/// A field, or a whole type, under the comment `// hidden-value: REASON`.
pub struct Trusted {
    pub label: String,
    pub ty: syn::Type,
    /// Where the field or the type's name stands.
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// One of `WORDS`, in crate `heap`.
    Value,
    /// One of `ROOTS`.
    Root,
    /// `#[repr(C)]` with `header: Header` first, or `impl HeapType`: it lies in the heap and is
    /// scanned there.
    HeapObject,
    /// Implements `Trace`: its containers are scanned while it is the payload of a heap object.
    Traced,
    Plain,
}

/// What one name means in one module; a type, a module and a function may share it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Meaning {
    ty: Option<TypeId>,
    module: Option<ModulePath>,
    function: Option<FunctionId>,
}

impl Meaning {
    /// Takes over what is not known yet; true when there was something.
    fn learn(&mut self, other: &Meaning) -> bool {
        let before = self.clone();
        self.ty = self.ty.or(other.ty);
        self.module = self.module.take().or_else(|| other.module.clone());
        self.function = self.function.or(other.function);
        *self != before
    }
}

/// Index into `Names::functions`.
type FunctionId = usize;

#[derive(Default)]
struct Module {
    meanings: BTreeMap<String, Meaning>,
    imports: BTreeMap<String, Vec<String>>,
    globs: Vec<Vec<String>>,
}

/// What a function returns, as written, and the module in which that is to be resolved.
type Returned = (syn::Type, ModulePath);

/// Everything that has a name in the workspace.
#[derive(Default)]
pub struct Names {
    pub types: Vec<TypeDef>,
    modules: BTreeMap<ModulePath, Module>,
    functions: Vec<Returned>,
    /// Return types of inherent functions and methods, by type and name.
    methods: HashMap<(TypeId, String), Returned>,
}

impl Names {
    pub fn of(units: &[Unit]) -> Names {
        let mut names = Names::default();
        for unit in units {
            let lines = unit.text.lines().collect();
            let module = unit.module.join("::");
            names.enter_module(&module);
            let mut collector =
                Collector { names: &mut names, module, place: &unit.place, lines: &lines };
            collector.visit_file(&unit.syntax);
        }
        while names.learn_imports() {}
        for unit in units {
            let mut impls = Impls { names: &mut names, module: unit.module.join("::") };
            impls.visit_file(&unit.syntax);
        }
        names
    }

    pub fn type_count(&self) -> usize {
        self.types.len()
    }

    pub fn value_count(&self) -> usize {
        self.types.iter().filter(|def| def.role == Role::Value).count()
    }

    /// The type that `segments` means in `module`.
    pub fn resolve_type(&self, module: &str, segments: &[String]) -> Option<TypeId> {
        self.resolve(module, segments)?.ty
    }

    /// What the function or method that `segments` means returns, with the type when it is a method.
    pub fn resolve_function(
        &self,
        module: &str,
        segments: &[String],
    ) -> Option<(&Returned, Option<TypeId>)> {
        let (name, owner) = segments.split_last()?;
        if let Some(owner) = self.resolve_type(module, owner) {
            return Some((self.methods.get(&(owner, name.clone()))?, Some(owner)));
        }
        let function = self.resolve(module, segments)?.function?;
        Some((&self.functions[function], None))
    }

    /// True when the name is imported, whatever it means.
    pub fn is_imported(&self, module: &str, name: &str) -> bool {
        self.modules.get(module).is_some_and(|module| module.imports.contains_key(name))
    }

    /// Creates the module, and makes it known to its parent.
    fn enter_module(&mut self, path: &str) -> &mut Module {
        if !self.modules.contains_key(path)
            && let Some((parent, name)) = path.rsplit_once("::")
        {
            let child = Meaning { module: Some(path.to_string()), ..Meaning::default() };
            let known = self.enter_module(parent).meanings.entry(name.to_string());
            known.or_default().learn(&child);
        }
        self.modules.entry(path.to_string()).or_default()
    }

    /// One round over the imports of all modules; false when it taught nothing.
    fn learn_imports(&mut self) -> bool {
        let mut learnt: Vec<(ModulePath, String, Meaning)> = Vec::new();
        for (path, module) in &self.modules {
            for (alias, import) in &module.imports {
                let mut meaning = self.resolve(path, import).cloned().unwrap_or_default();
                // `use heap as memory`: a crate or `super` itself, which is in no module's table.
                meaning.module = meaning.module.or_else(|| self.resolve_module(path, import));
                learnt.push((path.clone(), alias.clone(), meaning));
            }
            for glob in &module.globs {
                let Some(target) = self.resolve_module(path, glob).filter(|t| t != path) else {
                    continue;
                };
                for (name, meaning) in
                    self.modules.get(&target).into_iter().flat_map(|m| &m.meanings)
                {
                    learnt.push((path.clone(), name.clone(), meaning.clone()));
                }
            }
        }
        let mut news = false;
        for (path, name, meaning) in learnt {
            news |= self.enter_module(&path).meanings.entry(name).or_default().learn(&meaning);
        }
        news
    }

    fn resolve(&self, module: &str, segments: &[String]) -> Option<&Meaning> {
        let (name, prefix) = segments.split_last()?;
        let home = match prefix {
            [] => module.to_string(),
            prefix => self.resolve_module(module, prefix)?,
        };
        self.modules.get(&home)?.meanings.get(name)
    }

    fn resolve_module(&self, module: &str, segments: &[String]) -> Option<ModulePath> {
        let (first, rest) = segments.split_first()?;
        let named =
            |home: &str, name: &str| self.modules.get(home)?.meanings.get(name)?.module.clone();
        let mut current = match first.as_str() {
            "crate" => module.split("::").next()?.to_string(),
            "self" => module.to_string(),
            "super" => module.rsplit_once("::")?.0.to_string(),
            name => named(module, name)
                .or_else(|| self.modules.contains_key(name).then(|| name.to_string()))?,
        };
        for name in rest {
            current = match name.as_str() {
                "super" => current.rsplit_once("::")?.0.to_string(),
                name => named(&current, name)?,
            };
        }
        Some(current)
    }
}

/// First walk: modules, types, functions, imports. Items inside of functions count as items of the
/// module around them.
struct Collector<'a> {
    names: &'a mut Names,
    module: ModulePath,
    place: &'a str,
    lines: &'a Vec<&'a str>,
}

/// A field: its label, its type, and where it stands.
type LabelledField = (String, syn::Type, Span);

impl Collector<'_> {
    fn enter_module(&mut self) -> &mut Module {
        self.names.enter_module(&self.module)
    }

    /// True when a comment with a reason stands at the line or right above it.
    fn is_trusted(&self, span: Span) -> bool {
        permission(self.lines, span.start().line).is_some_and(|(_, reason)| !reason.is_empty())
    }

    fn define(
        &mut self,
        name: &syn::Ident,
        generics: &syn::Generics,
        role: Role,
        labelled: Vec<LabelledField>,
    ) {
        let span = name.span();
        let name = name.to_string();
        let in_heap = self.module.split("::").next() == Some("heap");
        let role = match role {
            Role::Plain if in_heap && WORDS.contains(&name.as_str()) => Role::Value,
            Role::Plain if ROOTS.contains(&name.as_str()) => Role::Root,
            role => role,
        };
        let (mut fields, mut trusted) = (Vec::new(), Vec::new());
        let whole = self.is_trusted(span);
        for (label, ty, field) in labelled {
            if whole {
                trusted.push(Trusted { label: name.clone(), ty, span });
            } else if self.is_trusted(field) {
                trusted.push(Trusted { label, ty, span: field });
            } else {
                fields.push((label, ty));
            }
        }
        let parameters = generics.type_params().map(|param| param.ident.to_string()).collect();
        let id = self.names.types.len();
        let (module, place) = (self.module.clone(), self.place.to_string());
        let def = TypeDef { name: name.clone(), module, parameters, fields, trusted, place, role };
        self.names.types.push(def);
        self.enter_module().meanings.entry(name).or_default().ty = Some(id);
    }

    fn import(&mut self, prefix: &mut Vec<String>, tree: &syn::UseTree) {
        match tree {
            syn::UseTree::Path(path) => {
                prefix.push(path.ident.to_string());
                self.import(prefix, &path.tree);
                prefix.pop();
            }
            syn::UseTree::Name(name) => self.import_as(prefix, &name.ident, &name.ident),
            syn::UseTree::Rename(rename) => self.import_as(prefix, &rename.ident, &rename.rename),
            syn::UseTree::Glob(_) => self.enter_module().globs.push(prefix.clone()),
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|item| self.import(prefix, item));
            }
        }
    }

    fn import_as(&mut self, prefix: &[String], name: &syn::Ident, alias: &syn::Ident) {
        let mut path = prefix.to_vec();
        let mut alias = alias.to_string();
        if name == "self" {
            if alias == "self" {
                alias = path.last().cloned().unwrap_or_default();
            }
        } else {
            path.push(name.to_string());
        }
        self.enter_module().imports.insert(alias, path);
    }
}

fn labelled(owner: &str, fields: &syn::Fields) -> Vec<LabelledField> {
    let label = |(index, field): (usize, &syn::Field)| {
        let name = field.ident.as_ref().map_or(index.to_string(), ToString::to_string);
        let span = field.ident.as_ref().map_or(field.ty.span(), syn::Ident::span);
        (format!("{owner}.{name}"), field.ty.clone(), span)
    };
    fields.iter().enumerate().map(label).collect()
}

fn is_heap_object(item: &syn::ItemStruct) -> bool {
    let repr_c = item.attrs.iter().any(|attribute| {
        attribute.path().is_ident("repr")
            && matches!(&attribute.meta, syn::Meta::List(list)
                if list.tokens.to_string().split(',').any(|word| word.trim() == "C"))
    });
    let first = item.fields.iter().next();
    let header = first.is_some_and(|field| {
        field.ident.as_ref().is_some_and(|name| name == "header")
            && matches!(&field.ty, syn::Type::Path(path)
                if path.path.segments.last().is_some_and(|segment| segment.ident == "Header"))
    });
    repr_c && header
}

fn derives_trace(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("derive")
            && matches!(&attribute.meta, syn::Meta::List(list)
                if list.tokens.to_string().split(',')
                    .any(|word| word.trim().rsplit("::").next().is_some_and(|w| w.trim() == "Trace")))
    })
}

impl<'ast> Visit<'ast> for Collector<'_> {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if item.content.is_some() {
            let outer = self.module.clone();
            self.module = format!("{outer}::{}", item.ident);
            self.enter_module();
            visit::visit_item_mod(self, item);
            self.module = outer;
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.import(&mut Vec::new(), &item.tree);
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        let role = match (is_heap_object(item), derives_trace(&item.attrs)) {
            (true, _) => Role::HeapObject,
            (false, true) => Role::Traced,
            (false, false) => Role::Plain,
        };
        let fields = labelled(&item.ident.to_string(), &item.fields);
        self.define(&item.ident, &item.generics, role, fields);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        let of_variant = |variant: &syn::Variant| {
            labelled(&format!("{}::{}", item.ident, variant.ident), &variant.fields)
        };
        let fields = item.variants.iter().flat_map(of_variant).collect();
        let role = if derives_trace(&item.attrs) { Role::Traced } else { Role::Plain };
        self.define(&item.ident, &item.generics, role, fields);
    }

    fn visit_item_union(&mut self, item: &'ast syn::ItemUnion) {
        let fields = syn::Fields::Named(item.fields.clone());
        let fields = labelled(&item.ident.to_string(), &fields);
        self.define(&item.ident, &item.generics, Role::Plain, fields);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        let fields = vec![(item.ident.to_string(), (*item.ty).clone(), item.ident.span())];
        self.define(&item.ident, &item.generics, Role::Plain, fields);
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if let syn::ReturnType::Type(_, returned) = &item.sig.output {
            let id = self.names.functions.len();
            self.names.functions.push(((**returned).clone(), self.module.clone()));
            let name = item.sig.ident.to_string();
            self.enter_module().meanings.entry(name).or_default().function = Some(id);
        }
        visit::visit_item_fn(self, item);
    }
}

/// Second walk, when every type has its name: methods, and who implements `Trace` or `HeapType`.
struct Impls<'a> {
    names: &'a mut Names,
    module: ModulePath,
}

impl<'ast> Visit<'ast> for Impls<'_> {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let outer = self.module.clone();
        self.module = format!("{outer}::{}", item.ident);
        visit::visit_item_mod(self, item);
        self.module = outer;
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        visit::visit_item_impl(self, item);
        let syn::Type::Path(path) = &*item.self_ty else { return };
        let Some(id) = self.names.resolve_type(&self.module, &segments(&path.path)) else { return };
        if let Some((_, of_trait, _)) = &item.trait_ {
            let role = match of_trait.segments.last().map(|last| last.ident.to_string()).as_deref()
            {
                Some("Trace") => Role::Traced,
                Some("HeapType") => Role::HeapObject,
                _ => return,
            };
            if self.names.types[id].role == Role::Plain {
                self.names.types[id].role = role;
            }
            return;
        }
        for inner in &item.items {
            let syn::ImplItem::Fn(function) = inner else { continue };
            if let syn::ReturnType::Type(_, returned) = &function.sig.output {
                let key = (id, function.sig.ident.to_string());
                self.names.methods.insert(key, ((**returned).clone(), self.module.clone()));
            }
        }
    }
}

/// The names of a path's segments, generic arguments left out.
pub fn segments(path: &syn::Path) -> Vec<String> {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect()
}
