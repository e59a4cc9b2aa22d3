//! Imports: classes known by their short names.

use heap::{Mutator, Result, RootVec, Value};

use super::{expect, map};
use crate::{class, maps, var};

/// The classes that every namespace knows by their short names, package by package.
const DEFAULT_IMPORTS: &[(&str, &str)] = &[
    (
        "java.lang.",
        "Boolean Byte Character Class ClassLoader Compiler Double Enum Float \
         InheritableThreadLocal Integer Long Math Number Object Package Process ProcessBuilder \
         Runtime RuntimePermission SecurityManager Short StackTraceElement StrictMath String \
         StringBuffer StringBuilder System Thread ThreadGroup ThreadLocal Throwable Void \
         Appendable CharSequence Cloneable Comparable Iterable Readable Runnable \
         Thread$UncaughtExceptionHandler Character$Subset Character$UnicodeBlock Thread$State \
         ArithmeticException ArrayIndexOutOfBoundsException ArrayStoreException \
         ClassCastException ClassNotFoundException CloneNotSupportedException Exception \
         IllegalAccessException IllegalArgumentException IllegalMonitorStateException \
         IllegalStateException IllegalThreadStateException IndexOutOfBoundsException \
         InstantiationException InterruptedException NegativeArraySizeException \
         NoSuchFieldException NoSuchMethodException NullPointerException NumberFormatException \
         RuntimeException SecurityException StringIndexOutOfBoundsException \
         TypeNotPresentException UnsupportedOperationException AbstractMethodError \
         AssertionError ClassCircularityError ClassFormatError Error \
         ExceptionInInitializerError IllegalAccessError IncompatibleClassChangeError \
         InstantiationError InternalError LinkageError NoClassDefFoundError NoSuchFieldError \
         NoSuchMethodError OutOfMemoryError StackOverflowError ThreadDeath UnknownError \
         UnsatisfiedLinkError UnsupportedClassVersionError VerifyError VirtualMachineError \
         Deprecated Override SuppressWarnings",
    ),
    ("java.util.concurrent.", "Callable"),
    ("java.math.", "BigInteger BigDecimal"),
    ("clojure.lang.", "Compiler"),
];

pub(super) fn make_default_imports(cx: &mut Mutator) -> Result {
    let mut pairs = RootVec::new(cx);
    for (package, names) in DEFAULT_IMPORTS {
        for short in names.split_whitespace() {
            if short == "Compiler" && *package == "java.lang." {
                continue;
            }
            let Some(class) = class::resolve(cx, &[package, short].concat())? else { continue };
            let name = data::symbol::intern(cx, None, short)?;
            pairs.extend_from_slice(&[name, class]);
        }
    }
    let empty = data::map::empty(cx);
    maps::assoc_all(cx, empty, &pairs)
}

/// The mappings that every namespace begins with.
pub fn default_imports(cx: &Mutator) -> Value {
    cx.known(crate::known::DEFAULT_IMPORTS)
}

/// Makes `class` known in `ns` by its short name.
///
/// # Errors
/// An `IllegalStateException` when the name means something else there.
pub fn import(cx: &mut Mutator, ns: Value, class_value: Value) -> Result {
    let full = class::name(cx, class_value)?;
    let short = full.rsplit('.').next().unwrap_or(&full);
    let name = data::symbol::intern(cx, None, short)?;
    loop {
        let this = expect(cx, ns)?;
        let mappings = this.mappings();
        let found = data::map::get(cx, mappings, name, Value::ABSENT)?;
        if found.is_absent() {
            return map(cx, ns, name, class_value);
        }
        if found == class_value {
            return Ok(found);
        }
        // A class made again under the same name takes the place of the old one.
        let same_name = var::of(found).is_none() && class::name(cx, found)? == full;
        if !same_name {
            let message = super::already_refers(cx, ns, name, found)?;
            return Err(data::throw::illegal_state(cx, message));
        }
        let new = data::map::assoc(cx, mappings, name, class_value)?;
        if cx.compare_exchange(ns, &this.mappings, mappings, new).is_ok() {
            crate::state::of(cx).forget_resolutions();
            return Ok(class_value);
        }
    }
}
