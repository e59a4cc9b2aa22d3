//! Class objects: `java.lang.Class` as Clojure sees it.

use heap::{Counted, Header, HeapType, Interfaces, Kind, Layout, Mutator, Result};
use heap::{Field, TextSink, TypeInfo, Value};

use super::{ClassId, Sort};
use crate::string::{self, Str};
use crate::{kind, known};

/// A class object.
#[repr(C)]
pub struct Class {
    header: Header,
    name: Value,
    superclass: Value,
    /// A counted object of class objects.
    interfaces: Value,
    /// The class of the elements of an array class, else nil.
    component: Value,
    /// Whatever the owner of a class made at run time keeps with it.
    pub extra: Field,
    /// The class of arrays of this class, once somebody has asked; nil for built-in ones.
    array: Field,
    /// The row of a built-in class, else `NO_ROW`.
    id: u64,
    sort: u64,
}

const NO_ROW: u64 = u64::MAX;

impl HeapType for Class {
    const KIND: Kind = kind::CLASS;
}

impl Class {
    pub fn name(&self) -> Value {
        self.name
    }

    pub fn name_str(&self) -> &Str {
        string::of(self.name).expect("a class name is a string")
    }

    /// The superclass as a class object; nil for `Object`, interfaces and primitives.
    pub fn superclass(&self) -> Value {
        self.superclass
    }

    pub fn interfaces(&self) -> &[Value] {
        Counted::of(self.interfaces).map_or(&[], Counted::refs)
    }

    pub(crate) fn interfaces_value(&self) -> Value {
        self.interfaces
    }

    /// The class of the elements, when this is an array class.
    pub fn component(&self) -> Option<Value> {
        if self.component.is_nil() { None } else { Some(self.component) }
    }

    /// The row of the table, for a built-in class.
    #[inline]
    pub fn id(&self) -> Option<ClassId> {
        if self.id == NO_ROW { None } else { Some(ClassId(self.id as u16)) }
    }

    pub fn sort(&self) -> Sort {
        match self.id() {
            Some(id) => id.row().sort,
            None if self.sort == 1 => Sort::Interface,
            None if !self.component.is_nil() => Sort::Array,
            None => Sort::Final,
        }
    }

    pub fn is_interface(&self) -> bool {
        self.sort().is_interface()
    }
}

/// The class object in a value.
#[inline]
pub fn of<'a>(value: Value) -> Option<&'a Class> {
    value.cast::<Class>()
}

/// The class object of a built-in class.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
#[inline]
pub fn object(cx: &mut Mutator, id: ClassId) -> Result {
    if let Some(table) = Counted::of(cx.known(known::CLASSES)) {
        let class = table.fields()[id.0 as usize].get();
        if !class.is_nil() {
            return Ok(class);
        }
    }
    make(cx, id)
}

#[cold]
fn make(cx: &mut Mutator, id: ClassId) -> Result {
    let superclass = match id.superclass() {
        Some(superclass) => object(cx, superclass)?,
        None => Value::NIL,
    };
    let mut interfaces = heap::RootVec::new(cx);
    for interface in id.interfaces() {
        let interface = object(cx, interface)?;
        interfaces.push(interface);
    }
    let component = match id.row().sort {
        Sort::Array => component_of(cx, id.name())?,
        Sort::Open
        | Sort::Abstract
        | Sort::Final
        | Sort::Interface
        | Sort::Annotation
        | Sort::Enum
        | Sort::Primitive => Value::NIL,
    };
    let class = alloc(cx, id.name(), superclass, &interfaces, component, id.0 as u64, 0)?;
    let table = cx.known(known::CLASSES);
    let fields = Counted::of(table).expect("`init` makes the table").fields();
    match cx.compare_exchange(table, &fields[id.0 as usize], Value::NIL, class) {
        Ok(()) => Ok(class),
        Err(other) => Ok(other),
    }
}

fn alloc(
    cx: &mut Mutator,
    name: &str,
    superclass: Value,
    interfaces: &[Value],
    component: Value,
    id: u64,
    sort: u64,
) -> Result {
    let name = string::new(cx, name)?;
    let interfaces = cx.alloc_refs(kind::REFS, interfaces)?;
    cx.alloc(Class {
        header: Header::of::<Class>(),
        name,
        superclass,
        interfaces,
        component,
        extra: Field::new(Value::NIL),
        array: Field::new(Value::NIL),
        id,
        sort,
    })
}

/// A new class: of a deftype, a record, a protocol's interface, a function.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn define(
    cx: &mut Mutator,
    name: &str,
    superclass: Value,
    interfaces: &[Value],
    is_interface: bool,
) -> Result {
    alloc(cx, name, superclass, interfaces, Value::NIL, NO_ROW, is_interface as u64)
}

/// The class object of the built-in class, or array class, of this name.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn find(cx: &mut Mutator, name: &str) -> Result<Option<Value>> {
    match ClassId::find(name) {
        Some(id) => object(cx, id).map(Some),
        None if name.starts_with('[') => {
            let component = component_of(cx, name)?;
            if component.is_nil() {
                return Ok(None);
            }
            array_of(cx, component).map(Some)
        }
        None => Ok(None),
    }
}

/// The class of the elements of the array class of this name, or nil.
fn component_of(cx: &mut Mutator, name: &str) -> Result {
    let element = match name.strip_prefix('[').unwrap_or_default() {
        "Z" => "boolean",
        "B" => "byte",
        "C" => "char",
        "D" => "double",
        "F" => "float",
        "I" => "int",
        "J" => "long",
        "S" => "short",
        element => match element.strip_prefix('L').and_then(|name| name.strip_suffix(';')) {
            Some(class) => class,
            None if element.starts_with('[') => element,
            None => return Ok(Value::NIL),
        },
    };
    // Names from users may nest deeply.
    cx.enter_native()?;
    Ok(find(cx, element)?.unwrap_or(Value::NIL))
}

/// The class of arrays whose elements are of `component`, a class object.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn array_of(cx: &mut Mutator, component: Value) -> Result {
    let Some(class) = of(component) else {
        return Err(crate::throw::class_cast(cx, component, "java.lang.Class"));
    };
    let element = class.name_str().to_str().into_owned();
    let name = match (class.sort(), &*element) {
        (Sort::Primitive, "boolean") => "[Z".to_owned(),
        (Sort::Primitive, "byte") => "[B".to_owned(),
        (Sort::Primitive, "char") => "[C".to_owned(),
        (Sort::Primitive, "double") => "[D".to_owned(),
        (Sort::Primitive, "float") => "[F".to_owned(),
        (Sort::Primitive, "int") => "[I".to_owned(),
        (Sort::Primitive, "long") => "[J".to_owned(),
        (Sort::Primitive, "short") => "[S".to_owned(),
        (Sort::Array, element) => format!("[{element}"),
        (_, element) => format!("[L{element};"),
    };
    if let Some(id) = ClassId::find(&name) {
        return object(cx, id);
    }
    if let Some(made) = made_array_class(component) {
        return Ok(made);
    }
    let superclass = object(cx, ClassId::OBJECT)?;
    let cloneable = object(cx, ClassId::named("java.lang.Cloneable"))?;
    let serializable = object(cx, ClassId::named("java.io.Serializable"))?;
    let interfaces = [cloneable, serializable];
    let array = alloc(cx, &name, superclass, &interfaces, component, NO_ROW, 0)?;
    match cx.compare_exchange(component, &class.array, Value::NIL, array) {
        Ok(()) => Ok(array),
        Err(other) => Ok(other),
    }
}

/// The array class made earlier for these elements.
fn made_array_class(component: Value) -> Option<Value> {
    let array = of(component)?.array.get();
    if array.is_nil() { None } else { Some(array) }
}

/// `class java.lang.String`, `interface java.util.Map`, `long`: as Java's `toString`.
fn to_string(class: &Class) -> String {
    let name = class.name_str().to_str();
    match class.sort() {
        Sort::Primitive => name.into_owned(),
        Sort::Interface | Sort::Annotation => format!("interface {name}"),
        Sort::Open | Sort::Abstract | Sort::Final | Sort::Enum | Sort::Array => {
            format!("class {name}")
        }
    }
}

/// The name; of an array class, the innermost class and the number of dimensions.
fn print(cx: &mut Mutator, value: Value, out: &mut dyn TextSink, _readably: bool) -> Result<()> {
    let (mut innermost, mut dimensions) = (value, 0);
    while let Some(component) = of(innermost).and_then(Class::component) {
        innermost = component;
        dimensions += 1;
        cx.safepoint()?;
    }
    if let Some(class) = of(innermost) {
        class.name_str().write_to(out);
    }
    if dimensions > 0 {
        out.write_str(&format!("/{dimensions}"));
    }
    Ok(())
}

fn to_str(_cx: &mut Mutator, value: Value, out: &mut dyn TextSink) -> Result<()> {
    if let Some(class) = of(value) {
        out.write_str(&to_string(class));
    }
    Ok(())
}

pub(crate) static INFO: TypeInfo = TypeInfo {
    interfaces: Interfaces::NONE,
    print: Some(print),
    to_str: Some(to_str),
    ..TypeInfo::new("java.lang.Class", Layout::RefsThenRaw(6))
};
