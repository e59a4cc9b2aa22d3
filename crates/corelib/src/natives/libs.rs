//! Loading: `require`, `use`, `load`.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod loading {
    use super::*;
    use runtime::{loader, namespace};

    /// Loads libs that are not loaded yet. A spec is a symbol, a vector of a symbol and options
    /// (:as, :as-alias, :refer, :rename, :exclude, :only), or a list of a prefix and specs. Flags for
    /// all of them: :reload, :reload-all, :verbose.
    #[native(since = "1.0")]
    fn require(cx: &mut Mutator, args: &[Value]) -> Result<()> {
        loader::require(cx, args)
    }

    /// As require, and refers to the public vars of each lib, with the filters that refer takes.
    #[native(name = "use", since = "1.0")]
    fn use_libs(cx: &mut Mutator, args: &[Value]) -> Result<()> {
        loader::use_libs(cx, args)
    }

    /// Loads the sources of paths: from the class path with a leading slash, else beside the current
    /// namespace.
    #[native(since = "1.0")]
    fn load(cx: &mut Mutator, paths: &[Value]) -> Result<()> {
        for &path in paths {
            let Some(path) = data::string::of(path) else {
                return Err(data::throw::class_cast(cx, path, "java.lang.String"));
            };
            loader::load(cx, &path.to_str())?;
        }
        Ok(())
    }

    /// Returns a sorted set of the symbols of the libs that are loaded.
    #[native(since = "1.0")]
    fn loaded_libs(cx: &mut Mutator) -> Result {
        loader::loaded_libs(cx)
    }

    /// Returns the text of a source file, embedded or on disk; nil when there is none.
    #[native(name = "source-text*", private)]
    fn source_text(cx: &mut Mutator, file: &Str) -> Result {
        let path = file.to_str();
        let library = path.trim_end_matches(".cljc").trim_end_matches(".clj");
        let embedded =
            crate::sources::core_file(&path).or_else(|| crate::sources::library(library));
        if let Some(text) = embedded {
            return data::string::new(cx, text);
        }
        match runtime::streams::read_file(cx, std::path::Path::new(&*path))? {
            Ok(bytes) => data::string::new(cx, &String::from_utf8_lossy(&bytes)),
            Err(_) => Ok(Value::NIL),
        }
    }

    /// Notes that a lib is loaded, as ns does for what it declares.
    #[native(name = "note-loaded*", private)]
    fn note_loaded(cx: &mut Mutator, name: Value) -> Result<()> {
        loader::note_loaded(cx, name)
    }

    /// Returns the var of a qualified symbol, after loading its namespace when it is not there; nil
    /// when it has no such var.
    #[native(since = "1.10")]
    fn requiring_resolve(cx: &mut Mutator, sym: Value) -> Result {
        let qualifier = data::symbol::of(sym).map_or(Value::NIL, |symbol| symbol.namespace());
        if qualifier.is_nil() {
            let shown = data::print::str_of(cx, sym)?;
            let message = format!("Not a qualified symbol: {shown}");
            return Err(data::throw::illegal_argument(cx, message));
        }
        let ns = namespace::current(cx)?;
        let found = namespace::maybe_resolve(cx, ns, sym)?;
        if !found.is_nil() {
            return Ok(found);
        }
        let lib = data::symbol::from_strings(cx, Value::NIL, qualifier)?;
        loader::require(cx, &[lib])?;
        namespace::maybe_resolve(cx, ns, sym)
    }
}
