//! Classes: the table of built-in ones, and class objects, which types made at run time have too.
//!
//! A `ClassId` numbers a row of the table. Class objects are made at first use, one for each row and
//! heap; a class made at run time has a class object only.

mod ancestry;
mod object;
mod of_value;
mod table;

pub use ancestry::{ancestors, is_assignable, is_instance};
pub(crate) use object::INFO;
pub use object::{Class, array_of, define, find, object, of};
pub use of_value::{class_id_of, class_name_of, class_of};

/// Where a class comes from; messages name it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Module {
    Base,
    Compiler,
    Desktop,
    Logging,
    Management,
    Naming,
    Sql,
    Xml,
    /// Not in a module: Clojure and what is written in it.
    App,
}

impl Module {
    /// The module as messages about failed casts name it.
    pub fn describe(self) -> &'static str {
        match self {
            Module::Base => "module java.base of loader 'bootstrap'",
            Module::Compiler => "module java.compiler of loader 'app'",
            Module::Desktop => "module java.desktop of loader 'bootstrap'",
            Module::Logging => "module java.logging of loader 'bootstrap'",
            Module::Management => "module java.management of loader 'bootstrap'",
            Module::Naming => "module java.naming of loader 'bootstrap'",
            Module::Sql => "module java.sql of loader 'platform'",
            Module::Xml => "module java.xml of loader 'bootstrap'",
            Module::App => "unnamed module of loader 'app'",
        }
    }
}

/// What sort of class a row is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    Open,
    Abstract,
    Final,
    Interface,
    Annotation,
    Enum,
    Array,
    Primitive,
}

impl Sort {
    pub fn is_interface(self) -> bool {
        match self {
            Sort::Interface | Sort::Annotation => true,
            Sort::Open
            | Sort::Abstract
            | Sort::Final
            | Sort::Enum
            | Sort::Array
            | Sort::Primitive => false,
        }
    }
}

/// A row of the table.
pub struct Row {
    pub name: &'static str,
    pub module: Module,
    pub sort: Sort,
    /// Empty for interfaces, primitives and `java.lang.Object`.
    pub superclass: &'static str,
    /// Names with blanks between them.
    pub interfaces: &'static str,
}

/// The number of a built-in class.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ClassId(pub(crate) u16);

impl ClassId {
    pub const COUNT: usize = table::ROWS.len();

    /// The class of this name.
    pub const fn find(name: &str) -> Option<ClassId> {
        let (mut low, mut high) = (0, table::ROWS.len());
        while low < high {
            let middle = (low + high) / 2;
            match compare(table::ROWS[middle].name.as_bytes(), name.as_bytes()) {
                0 => return Some(ClassId(middle as u16)),
                order if order < 0 => low = middle + 1,
                _ => high = middle,
            }
        }
        None
    }

    /// The class of this name, for constants: a name that the table lacks does not compile.
    ///
    /// # Panics
    /// When the table has no such class.
    pub const fn named(name: &str) -> ClassId {
        match ClassId::find(name) {
            Some(id) => id,
            None => panic!("the class table has no class of this name"),
        }
    }

    #[inline]
    pub fn row(self) -> &'static Row {
        &table::ROWS[self.0 as usize]
    }

    pub fn name(self) -> &'static str {
        self.row().name
    }

    pub fn superclass(self) -> Option<ClassId> {
        ClassId::find(self.row().superclass)
    }

    /// The interfaces that the class itself names.
    pub fn interfaces(self) -> impl Iterator<Item = ClassId> {
        self.row().interfaces.split(' ').filter_map(ClassId::find)
    }

    /// Every built-in class.
    pub fn all() -> impl Iterator<Item = ClassId> {
        (0..ClassId::COUNT).map(|n| ClassId(n as u16))
    }
}

const fn compare(a: &[u8], b: &[u8]) -> i32 {
    let mut at = 0;
    while at < a.len() && at < b.len() {
        if a[at] != b[at] {
            return a[at] as i32 - b[at] as i32;
        }
        at += 1;
    }
    a.len() as i32 - b.len() as i32
}

macro_rules! named {
    ($($constant:ident $name:literal;)*) => {
        impl ClassId {
            $(pub const $constant: ClassId = ClassId::named($name);)*
        }
    };
}

named! {
    OBJECT "java.lang.Object";
    OBJECT_ARRAY "[Ljava.lang.Object;";
    STRING "java.lang.String";
    CLASS "java.lang.Class";
    NUMBER "java.lang.Number";
    COMPARABLE "java.lang.Comparable";
    THROWABLE "java.lang.Throwable";
    EXCEPTION "java.lang.Exception";
    ERROR "java.lang.Error";
    RUNTIME_EXCEPTION "java.lang.RuntimeException";
    ABSTRACT_METHOD_ERROR "java.lang.AbstractMethodError";
    ARITHMETIC "java.lang.ArithmeticException";
    ARITY "clojure.lang.ArityException";
    ARRAY_INDEX_OUT_OF_BOUNDS "java.lang.ArrayIndexOutOfBoundsException";
    ARRAY_STORE "java.lang.ArrayStoreException";
    ASSERTION_ERROR "java.lang.AssertionError";
    CLASS_CAST "java.lang.ClassCastException";
    CLASS_NOT_FOUND "java.lang.ClassNotFoundException";
    COMPILER_EXCEPTION "clojure.lang.Compiler$CompilerException";
    CONCURRENT_MODIFICATION "java.util.ConcurrentModificationException";
    EOF "java.io.EOFException";
    EXCEPTION_INFO "clojure.lang.ExceptionInfo";
    FILE_NOT_FOUND "java.io.FileNotFoundException";
    ILLEGAL_ACCESS_ERROR "java.lang.IllegalAccessError";
    ILLEGAL_ARGUMENT "java.lang.IllegalArgumentException";
    ILLEGAL_STATE "java.lang.IllegalStateException";
    INDEX_OUT_OF_BOUNDS "java.lang.IndexOutOfBoundsException";
    INTERRUPTED "java.lang.InterruptedException";
    IO_EXCEPTION "java.io.IOException";
    NEGATIVE_ARRAY_SIZE "java.lang.NegativeArraySizeException";
    NO_SUCH_ELEMENT "java.util.NoSuchElementException";
    NO_SUCH_FIELD "java.lang.NoSuchFieldException";
    NO_SUCH_METHOD "java.lang.NoSuchMethodException";
    NULL_POINTER "java.lang.NullPointerException";
    NUMBER_FORMAT "java.lang.NumberFormatException";
    OUT_OF_MEMORY_ERROR "java.lang.OutOfMemoryError";
    READER_EXCEPTION "clojure.lang.LispReader$ReaderException";
    STACK_OVERFLOW_ERROR "java.lang.StackOverflowError";
    STRING_INDEX_OUT_OF_BOUNDS "java.lang.StringIndexOutOfBoundsException";
    UNSUPPORTED_OPERATION "java.lang.UnsupportedOperationException";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_and_name_only_rows() {
        for pair in table::ROWS.windows(2) {
            assert!(pair[0].name < pair[1].name, "{} {}", pair[0].name, pair[1].name);
        }
        for row in table::ROWS {
            assert!(row.superclass.is_empty() || ClassId::find(row.superclass).is_some());
            for name in row.interfaces.split(' ').filter(|name| !name.is_empty()) {
                assert!(ClassId::find(name).is_some(), "{name}");
            }
        }
    }
}
