//! Whether a type contains a `Value`, and by which way.

use std::cell::RefCell;
use std::collections::HashMap;

use super::names::{Names, Role, Trusted, TypeId, segments};

/// How a value is reached from a type: `["Binding.slot", "Slot", "Value"]`. None: not at all.
pub type Way = Option<Vec<String>>;

/// Containers whose contents lie in malloc memory, or outlive every stack.
pub const CONTAINERS: &[&str] = &[
    "Vec",
    "VecDeque",
    "LinkedList",
    "BinaryHeap",
    "Box",
    "Rc",
    "Arc",
    "HashMap",
    "HashSet",
    "BTreeMap",
    "BTreeSet",
    "IndexMap",
    "IndexSet",
    "FxHashMap",
    "FxHashSet",
    "OnceCell",
    "OnceLock",
    "LazyCell",
    "LazyLock",
    "Mutex",
    "RwLock",
    "SmallVec",
    "ArrayQueue",
    "Sender",
    "SyncSender",
    "Receiver",
    "LocalKey",
    "JoinHandle",
];

/// Types that hold a pointer to their argument, not the argument.
const POINTERS: &[&str] = &["NonNull", "AtomicPtr"];

/// Where a type is written: the module for its names, and what its parameters stand for.
#[derive(Clone, Default)]
pub struct Scope {
    pub module: String,
    pub parameters: HashMap<String, Way>,
    /// The way from `Self`.
    pub this: Way,
    /// Inside of a traced type: what containers hold counts as held.
    through_containers: bool,
}

impl Scope {
    pub fn of_module(module: &str) -> Scope {
        Scope { module: module.to_string(), ..Scope::default() }
    }
}

/// Questions about types, with the answers kept.
pub struct Reach<'a> {
    pub names: &'a Names,
    known: RefCell<HashMap<Key, Way>>,
    /// The types that are being looked into just now, outermost first.
    active: RefCell<Vec<Key>>,
}

/// A type, and which of its arguments reach a value.
type Key = (TypeId, Vec<bool>);

impl<'a> Reach<'a> {
    pub fn new(names: &'a Names) -> Self {
        Reach { names, known: RefCell::default(), active: RefCell::default() }
    }

    /// The way from this type to a value that lies inside of it, or to a heap object that it
    /// points to.
    pub fn way(&self, scope: &Scope, ty: &syn::Type) -> Way {
        match ty {
            syn::Type::Path(path) if path.qself.is_none() => self.way_of_path(scope, &path.path),
            syn::Type::Reference(reference) => self.way_of_pointee(scope, &reference.elem),
            syn::Type::Ptr(pointer) => self.way_of_pointee(scope, &pointer.elem),
            syn::Type::Tuple(tuple) => tuple.elems.iter().find_map(|elem| self.way(scope, elem)),
            syn::Type::Array(array) => self.way(scope, &array.elem),
            syn::Type::Slice(slice) => self.way(scope, &slice.elem),
            syn::Type::Paren(paren) => self.way(scope, &paren.elem),
            syn::Type::Group(group) => self.way(scope, &group.elem),
            syn::Type::TraitObject(object) => self.way_of_bounds(scope, &object.bounds),
            // Functions receive values and give them; opaque types show nothing.
            _ => None,
        }
    }

    /// What lies behind a pointer is somebody else's, unless it is a heap object: then the pointer
    /// is as good as a value.
    fn way_of_pointee(&self, scope: &Scope, ty: &syn::Type) -> Way {
        let syn::Type::Path(path) = ty else { return None };
        let id = self.names.resolve_type(&scope.module, &segments(&path.path))?;
        let def = &self.names.types[id];
        (def.role == Role::HeapObject).then(|| vec![format!("pointer to heap object {}", def.name)])
    }

    /// `dyn Iterator<Item = Value>` keeps values; `dyn Fn(Value)` only meets them.
    fn way_of_bounds<'b>(
        &self,
        scope: &Scope,
        bounds: impl IntoIterator<Item = &'b syn::TypeParamBound>,
    ) -> Way {
        bounds.into_iter().find_map(|bound| {
            let syn::TypeParamBound::Trait(bound) = bound else { return None };
            let last = bound.path.segments.last()?;
            let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else {
                return None;
            };
            arguments.args.iter().find_map(|argument| {
                let syn::GenericArgument::AssocType(assoc) = argument else { return None };
                let way = self.way(scope, &assoc.ty)?;
                Some(prepend(format!("dyn {}", last.ident), way))
            })
        })
    }

    /// The way from the type that a path means.
    pub fn way_of_path(&self, scope: &Scope, path: &syn::Path) -> Way {
        let segments = segments(path);
        let last = path.segments.last()?;
        if let [name] = segments.as_slice() {
            if name == "Self" {
                return scope.this.clone();
            }
            if let Some(way) = scope.parameters.get(name) {
                return way.clone();
            }
        }
        if let Some(id) = self.names.resolve_type(&scope.module, &segments) {
            return self.way_of_type(id, self.arguments(scope, last));
        }
        let name = last.ident.to_string();
        if name == "Value" && segments.len() == 1 {
            // Through a macro or a prelude that we cannot follow; an import says otherwise.
            let foreign = self.names.is_imported(&scope.module, &name);
            return if foreign { None } else { Some(vec![name]) };
        }
        if name == "PhantomData" || (is_container(&name) && !scope.through_containers) {
            return None;
        }
        let arguments = type_arguments(last);
        if POINTERS.contains(&name.as_str()) {
            return arguments.into_iter().find_map(|argument| self.way_of_pointee(scope, argument));
        }
        arguments.into_iter().find_map(|argument| self.way(scope, argument))
    }

    /// The ways from the type arguments of a segment.
    pub fn arguments(&self, scope: &Scope, segment: &syn::PathSegment) -> Vec<Way> {
        type_arguments(segment).into_iter().map(|argument| self.way(scope, argument)).collect()
    }

    /// The way from one of our types, its parameters standing for `arguments`.
    pub fn way_of_type(&self, id: TypeId, arguments: Vec<Way>) -> Way {
        let def = &self.names.types[id];
        match def.role {
            Role::Value => return Some(vec![def.name.clone()]),
            Role::Root => return None,
            Role::HeapObject | Role::Traced | Role::Plain => {}
        }
        let key = (id, arguments.iter().map(Option::is_some).collect());
        if let Some(way) = self.known.borrow().get(&key) {
            return way.clone();
        }
        if self.active.borrow().contains(&key) {
            return None;
        }
        self.active.borrow_mut().push(key.clone());
        let scope = self.inside(id, arguments);
        let way = def.fields.iter().find_map(|(label, ty)| {
            let way = self.way(&scope, ty)?;
            Some(prepend(label.clone(), way))
        });
        self.active.borrow_mut().pop();
        // "No way" found inside of a circle may only mean that the circle was cut there.
        if way.is_some() || self.active.borrow().is_empty() {
            self.known.borrow_mut().insert(key, way.clone());
        }
        way
    }

    /// The scope for the fields of a type.
    fn inside(&self, id: TypeId, arguments: Vec<Way>) -> Scope {
        let def = &self.names.types[id];
        let arguments = arguments.into_iter().chain(std::iter::repeat(None));
        Scope {
            module: def.module.clone(),
            parameters: def.parameters.iter().cloned().zip(arguments).collect(),
            this: None,
            through_containers: def.role == Role::Traced,
        }
    }

    /// The fields of a type that reach a value and that a comment declares to be scanned.
    pub fn trusted(&self, id: TypeId) -> Vec<&'a Trusted> {
        let scope = self.inside(id, vec![]);
        let trusted = self.names.types[id].trusted.iter();
        trusted.filter(|field| self.way(&scope, &field.ty).is_some()).collect()
    }

    /// The way to a value that a generic type hides *because of* its arguments:
    /// `struct Stack<T> { items: Vec<T> }` hides one when it is a `Stack<Value>`.
    pub fn hidden_by_arguments(&self, id: TypeId, arguments: Vec<Way>) -> Way {
        self.hidden_in_type(id, arguments, 0)
    }

    fn hidden_in_type(&self, id: TypeId, arguments: Vec<Way>, depth: usize) -> Way {
        let def = &self.names.types[id];
        if matches!(def.role, Role::Root | Role::Traced) || arguments.iter().all(Option::is_none) {
            return None;
        }
        let scope = self.inside(id, arguments);
        def.fields.iter().find_map(|(label, ty)| {
            let way = self.hidden_in(&scope, ty, depth)?;
            Some(prepend(label.clone(), way))
        })
    }

    fn hidden_in(&self, scope: &Scope, ty: &syn::Type, depth: usize) -> Way {
        match ty {
            syn::Type::Path(path) => {
                let last = path.path.segments.last()?;
                let arguments = type_arguments(last);
                let id = self.names.resolve_type(&scope.module, &segments(&path.path));
                if id.is_none() && is_container(&last.ident.to_string()) {
                    let bare = Scope::of_module(&scope.module);
                    let direct = arguments.iter().find_map(|argument| {
                        let way = self.way(scope, argument)?;
                        self.way(&bare, argument).is_none().then_some(way)
                    });
                    if let Some(way) = direct {
                        return Some(prepend(last.ident.to_string(), way));
                    }
                }
                match id {
                    Some(_) if depth >= 8 => None,
                    Some(id) => self.hidden_in_type(id, self.arguments(scope, last), depth + 1),
                    None => arguments.into_iter().find_map(|a| self.hidden_in(scope, a, depth + 1)),
                }
            }
            syn::Type::Tuple(tuple) => {
                tuple.elems.iter().find_map(|elem| self.hidden_in(scope, elem, depth + 1))
            }
            syn::Type::Array(array) => self.hidden_in(scope, &array.elem, depth + 1),
            _ => None,
        }
    }
}

pub fn is_container(name: &str) -> bool {
    CONTAINERS.contains(&name)
}

/// The type arguments of a path segment, in order.
pub fn type_arguments(segment: &syn::PathSegment) -> Vec<&syn::Type> {
    let syn::PathArguments::AngleBracketed(arguments) = &segment.arguments else { return vec![] };
    let types = arguments.args.iter().filter_map(|argument| match argument {
        syn::GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    types.collect()
}

fn prepend(step: String, mut way: Vec<String>) -> Vec<String> {
    way.insert(0, step);
    way
}
