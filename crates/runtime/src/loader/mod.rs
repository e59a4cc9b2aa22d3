//! Loading: source files by their place on the class path, and the names loaded so far.
//!
//! Bundled libraries are embedded and come first. A file is read and evaluated by the evaluator, with
//! the vars bound that `load` binds.

mod libs;

use std::path::PathBuf;

use data::class::ClassId;
use heap::{Mutator, Result, RootVec, Value};

use crate::{atom, binding, evaluator, known, namespace, state, streams, text, var};

pub use libs::{require, use_libs};

/// Sets where source files are looked for; once, before anything is loaded.
///
/// # Panics
/// When it was set before.
pub fn set_class_path(cx: &Mutator, roots: Vec<PathBuf>) {
    assert!(state::of(cx).class_path.set(roots).is_ok(), "the class path is set once");
}

/// The directories of the class path: those that were set, else those that `TERCEL_CLASSPATH` names,
/// else `src` and the working directory.
pub fn class_path(cx: &Mutator) -> &[PathBuf] {
    state::of(cx).class_path.get_or_init(|| match std::env::var_os("TERCEL_CLASSPATH") {
        Some(roots) => std::env::split_paths(&roots).collect(),
        None => vec![PathBuf::from("src"), PathBuf::from(".")],
    })
}

/// The file of a resource on the class path: `a/b.edn`.
pub fn find_resource(cx: &Mutator, path: &str) -> Option<PathBuf> {
    class_path(cx).iter().map(|root| root.join(path)).find(|file| file.is_file())
}

/// The path of a lib without root and extension: `a.b-c` is `a/b_c`.
pub fn path_of_lib(name: &str) -> String {
    name.replace('-', "_").replace('.', "/")
}

/// Loads a path as `load` takes it: from the class path with a leading slash, else beside the
/// current namespace.
///
/// # Errors
/// A `FileNotFoundException`; whatever the source throws.
pub fn load(cx: &mut Mutator, given: &str) -> Result<()> {
    let path = match given.strip_prefix('/') {
        Some(path) => path.to_string(),
        None => {
            let ns = namespace::current(cx)?;
            let name = text::of_symbol(namespace::expect(cx, ns)?.name());
            match path_of_lib(&name).rsplit_once('/') {
                Some((directory, _)) => format!("{directory}/{given}"),
                None => given.to_string(),
            }
        }
    };
    let pending = cx.known(known::VAR_PENDING_PATHS);
    let under_way = var::deref(cx, pending)?;
    refuse_cycle(cx, under_way, &path)?;
    let entry = data::string::new(cx, &format!("/{path}"))?;
    let now = data::seq::cons(cx, entry, under_way)?;
    binding::with(cx, &[pending, now], |cx| load_path(cx, &path))
}

fn refuse_cycle(cx: &mut Mutator, under_way: Value, path: &str) -> Result<()> {
    let paths = data::seq::to_rootvec(cx, under_way)?;
    let names: Vec<String> = paths.iter().map(|&path| text::of_string(path)).collect();
    let this = format!("/{path}");
    if !names.contains(&this) {
        return Ok(());
    }
    let marked = |name: &String| if *name == this { format!("[ {name} ]") } else { name.clone() };
    let mut chain: Vec<String> = names.iter().map(marked).collect();
    chain.reverse();
    chain.push(format!("[ {this} ]"));
    let message = format!("Cyclic load dependency: {}", chain.join("->"));
    Err(libs::fault(cx, &message))
}

fn load_path(cx: &mut Mutator, path: &str) -> Result<()> {
    if let Some(source) = evaluator::embedded(cx, path) {
        return load_text(cx, source, &format!("{path}.clj"));
    }
    for extension in ["clj", "cljc"] {
        let name = format!("{path}.{extension}");
        if let Some(file) = find_resource(cx, &name) {
            let source = read_file(cx, &file)?;
            return load_text(cx, &source, &name);
        }
    }
    let mut message =
        format!("Could not locate {path}__init.class, {path}.clj or {path}.cljc on classpath.");
    if path.contains('_') {
        message.push_str(
            " Please check that namespaces with dashes use underscores in the Clojure file name.",
        );
    }
    Err(data::throwable::throw(cx, ClassId::FILE_NOT_FOUND, message))
}

fn read_file(cx: &mut Mutator, file: &std::path::Path) -> Result<String> {
    match streams::read_file(cx, file)? {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Err(error) => {
            let reason = match error.kind() {
                std::io::ErrorKind::NotFound => "No such file or directory".to_string(),
                std::io::ErrorKind::PermissionDenied => "Permission denied".to_string(),
                _ => error.to_string(),
            };
            let message = format!("{} ({reason})", file.display());
            Err(data::throwable::throw(cx, ClassId::FILE_NOT_FOUND, message))
        }
    }
}

/// `load-file`.
///
/// # Errors
/// A `FileNotFoundException`; whatever the source throws.
pub fn load_file(cx: &mut Mutator, path: &str) -> Result {
    let source = read_file(cx, std::path::Path::new(path))?;
    load_text_value(cx, &source, path)
}

fn load_text(cx: &mut Mutator, source: &str, name: &str) -> Result<()> {
    load_text_value(cx, source, name).map(|_| ())
}

/// Evaluates a whole text that came from the file `name`; answers its last value.
///
/// # Errors
/// Whatever reading or evaluating it throws.
pub fn load_text_value(cx: &mut Mutator, source: &str, name: &str) -> Result {
    let mut pairs = RootVec::new(cx);
    let file = data::string::new(cx, name)?;
    let short = name.rsplit('/').next().unwrap_or(name);
    let source_path = data::string::new(cx, short)?;
    for (slot, value) in [
        (known::VAR_FILE, Some(file)),
        (known::VAR_SOURCE_PATH, Some(source_path)),
        (known::VAR_NS, None),
        (known::VAR_WARN_ON_REFLECTION, None),
        (known::VAR_UNCHECKED_MATH, None),
        (known::VAR_DATA_READERS, None),
    ] {
        let var = cx.known(slot);
        let value = match value {
            Some(value) => value,
            None => var::deref(cx, var)?,
        };
        pairs.push(var);
        pairs.push(value);
    }
    binding::with(cx, &pairs, |cx| evaluator::load_source(cx, source, name))
}

/// The set of the names of the libs loaded so far, sorted.
pub fn loaded_libs(cx: &mut Mutator) -> Result {
    let holder = libs_holder(cx)?;
    atom::deref(cx, holder)
}

fn libs_holder(cx: &mut Mutator) -> Result {
    let var = cx.known(known::VAR_LOADED_LIBS);
    var::deref(cx, var)
}

/// True when `name` was loaded.
pub fn is_loaded(cx: &mut Mutator, name: Value) -> Result<bool> {
    let libs = loaded_libs(cx)?;
    Ok(!data::lookup::get(cx, libs, name, Value::ABSENT)?.is_absent())
}

/// Notes that a lib is loaded.
pub fn note_loaded(cx: &mut Mutator, name: Value) -> Result<()> {
    let holder = libs_holder(cx)?;
    loop {
        let old = atom::deref(cx, holder)?;
        let new = data::lookup::conj(cx, old, name)?;
        if atom::compare_and_set(cx, holder, old, new)? {
            return Ok(());
        }
    }
}
