//! `java.lang.System` and `java.lang.Runtime`.

use std::sync::OnceLock;
use std::time::Instant;

use data::{host_object, kind};
use heap::Known;

use crate::prelude::*;

/// Properties that the program has set: a Clojure map of strings, or nil.
const PROPERTIES: Known = Known(Known::UPPER + 41);

static START: OnceLock<Instant> = OnceLock::new();

/// The properties that are there from the start.
const NAMES: &[&str] = &[
    "file.encoding",
    "file.separator",
    "java.class.path",
    "java.io.tmpdir",
    "java.specification.version",
    "java.vendor",
    "java.version",
    "java.vm.name",
    "line.separator",
    "os.arch",
    "os.name",
    "os.version",
    "path.separator",
    "user.dir",
    "user.home",
    "user.language",
    "user.name",
];

fn property(name: &str) -> Option<String> {
    let env = |name: &str| std::env::var(name).ok();
    let path = |path: std::path::PathBuf| path.to_string_lossy().into_owned();
    Some(match name {
        "line.separator" => "\n".into(),
        "file.separator" => std::path::MAIN_SEPARATOR.to_string(),
        "path.separator" => if cfg!(windows) { ";" } else { ":" }.into(),
        "user.dir" => return std::env::current_dir().ok().map(path),
        "user.home" => return env("HOME").or_else(|| env("USERPROFILE")),
        "user.name" => return env("USER").or_else(|| env("USERNAME")),
        "user.language" => "en".into(),
        "java.io.tmpdir" => {
            path(std::env::temp_dir()).trim_end_matches(std::path::MAIN_SEPARATOR).into()
        }
        "java.class.path" => String::new(),
        // What libraries compare with: the platform whose behaviour is followed.
        "java.version" => "17".into(),
        "java.specification.version" => "17".into(),
        "java.vendor" => "Tercel".into(),
        "java.vm.name" => "Tercel".into(),
        "os.name" if cfg!(target_os = "macos") => "Mac OS X".into(),
        "os.name" if cfg!(windows) => "Windows".into(),
        "os.name" => "Linux".into(),
        "os.version" => String::new(),
        "os.arch" => std::env::consts::ARCH.replace("x86_64", "amd64"),
        "file.encoding" => "UTF-8".into(),
        _ => return None,
    })
}

/// The value of a property; nil when there is none.
fn find_property(cx: &mut Mutator, name: Value) -> Result {
    let Some(text) = data::string::of(name) else {
        return Err(match name.is_nil() {
            true => data::throw::null_pointer(cx, "key can't be null"),
            false => data::throw::class_cast(cx, name, "java.lang.String"),
        });
    };
    if text.is_empty() {
        return Err(data::throw::illegal_argument(cx, "key can't be empty"));
    }
    let set = cx.known(PROPERTIES);
    if !set.is_nil() {
        let found = data::map::get(cx, set, name, Value::ABSENT)?;
        if !found.is_absent() {
            return Ok(found);
        }
    }
    match property(&text.to_str()) {
        Some(value) => string(cx, &value),
        None => Ok(Value::NIL),
    }
}

/// Sets a property, or, with nil, takes it away; answers what it was.
fn set_property_to(cx: &mut Mutator, name: Value, value: Value) -> Result {
    let old = find_property(cx, name)?;
    let set = cx.known(PROPERTIES);
    let map = if set.is_nil() { data::map::empty(cx) } else { set };
    let map = data::map::assoc(cx, map, name, value)?;
    cx.set_known(PROPERTIES, map);
    Ok(old)
}

#[host_class("java.lang.System")]
pub mod system {
    use super::*;

    #[field("out")]
    fn out(cx: &mut Mutator) -> Result {
        let var = cx.known(runtime::known::VAR_OUT);
        runtime::var::root(cx, var)
    }

    #[field("err")]
    fn err(cx: &mut Mutator) -> Result {
        let var = cx.known(runtime::known::VAR_ERR);
        runtime::var::root(cx, var)
    }

    #[method("nanoTime")]
    fn nano_time(_cx: &mut Mutator) -> Result<i64> {
        let elapsed = START.get_or_init(Instant::now).elapsed();
        Ok(i64::try_from(elapsed.as_nanos()).unwrap_or(i64::MAX))
    }

    #[method("currentTimeMillis")]
    fn current_time_millis(_cx: &mut Mutator) -> Result<i64> {
        Ok(crate::java::util::small::now_millis())
    }

    #[method("getenv")]
    fn getenv(cx: &mut Mutator, name: Option<&Str>) -> Result {
        let Some(name) = name else {
            let mut map = data::map::empty(cx);
            for (name, value) in std::env::vars_os() {
                let name = string(cx, &name.to_string_lossy())?;
                let value = string(cx, &value.to_string_lossy())?;
                map = data::map::assoc(cx, map, name, value)?;
            }
            return Ok(map);
        };
        let name = name.to_str();
        // The system's own look-up takes no such names.
        if name.is_empty() || name.contains(['=', '\0']) {
            return Ok(Value::NIL);
        }
        match std::env::var_os(&*name) {
            Some(value) => string(cx, &value.to_string_lossy()),
            None => Ok(Value::NIL),
        }
    }

    #[method("getProperty")]
    fn get_property(cx: &mut Mutator, name: Value, default: Option<Value>) -> Result {
        let found = find_property(cx, name)?;
        Ok(if found.is_nil() { default.unwrap_or(Value::NIL) } else { found })
    }

    #[method("setProperty")]
    fn set_property(cx: &mut Mutator, name: Value, value: &Str) -> Result {
        let value = data::string::from_utf16(cx, &value.to_utf16())?;
        set_property_to(cx, name, value)
    }

    #[method("clearProperty")]
    fn clear_property(cx: &mut Mutator, name: Value) -> Result {
        set_property_to(cx, name, Value::NIL)
    }

    #[method("getProperties")]
    fn get_properties(cx: &mut Mutator) -> Result {
        let mut map = data::map::empty(cx);
        for name in NAMES {
            if let Some(value) = property(name) {
                let (name, value) = (string(cx, name)?, string(cx, &value)?);
                map = data::map::assoc(cx, map, name, value)?;
            }
        }
        let set = cx.known(PROPERTIES);
        if !set.is_nil() {
            for pair in runtime::maps::pairs(cx, set)?.chunks_exact(2) {
                map = data::map::assoc(cx, map, pair[0], pair[1])?;
            }
        }
        Ok(map)
    }

    #[method("lineSeparator")]
    fn line_separator(cx: &mut Mutator) -> Result {
        string(cx, "\n")
    }

    #[method("identityHashCode")]
    fn identity_hash_code(_cx: &mut Mutator, value: Value) -> Result<Int> {
        Ok(Int(if value.is_nil() { 0 } else { data::hash::identity_hash(value) }))
    }

    #[method("exit")]
    fn exit(cx: &mut Mutator, status: i64) -> Result<()> {
        let out = runtime::out::current(cx)?;
        runtime::out::flush(cx, out)?;
        std::process::exit(status as i32)
    }

    #[method("gc")]
    fn gc(cx: &mut Mutator) -> Result<()> {
        cx.collect(heap::Collection::Full);
        Ok(())
    }

    #[method("runFinalization")]
    fn run_finalization(_cx: &mut Mutator) -> Result<()> {
        Ok(())
    }

    #[method("arraycopy")]
    fn array_copy(
        cx: &mut Mutator,
        source: Value,
        from: i64,
        target: Value,
        to: i64,
        count: i64,
    ) -> Result<()> {
        let (Some(a), Some(b)) = (data::array::len(source), data::array::len(target)) else {
            if source.is_nil() || target.is_nil() {
                return Err(data::throw::null_pointer_plain(cx));
            }
            let class = data::class::ClassId::ARRAY_STORE;
            let name = data::class::class_name_of(cx, source);
            let message = format!("arraycopy: source type {name} is not an array");
            return Err(data::throwable::throw(cx, class, message));
        };
        let kind = |array: Value| data::array::element::of_kind(array.kind());
        if kind(source) != kind(target) {
            let class = data::class::ClassId::ARRAY_STORE;
            return Err(data::throwable::throw(
                cx,
                class,
                "arraycopy: type mismatch: can not copy one array type into another",
            ));
        }
        let fault = if from < 0 || to < 0 || count < 0 {
            let (what, n) = if from < 0 {
                ("source index", from)
            } else if to < 0 {
                ("destination index", to)
            } else {
                ("length", count)
            };
            Some(format!("arraycopy: {what} {n} is negative"))
        } else if from + count > a as i64 {
            let last = from + count;
            Some(format!("arraycopy: last source index {last} out of bounds for length {a}"))
        } else if to + count > b as i64 {
            let last = to + count;
            Some(format!("arraycopy: last destination index {last} out of bounds for length {b}"))
        } else {
            None
        };
        if let Some(message) = fault {
            let class = data::class::ClassId::ARRAY_INDEX_OUT_OF_BOUNDS;
            return Err(data::throwable::throw(cx, class, message));
        }
        let copy = |cx: &mut Mutator, step: i64| -> Result<()> {
            let item = data::array::get(cx, source, (from + step) as usize)?;
            data::array::aset(cx, target, to + step, item)?;
            Ok(())
        };
        // Within one array the copy must not run over what it has yet to read.
        match source == target && to > from {
            true => (0..count).rev().try_for_each(|step| copy(cx, step)),
            false => (0..count).try_for_each(|step| copy(cx, step)),
        }
    }
}

#[host_class("java.lang.Runtime")]
pub mod java_runtime {
    use super::*;

    #[method("getRuntime")]
    fn get_runtime(cx: &mut Mutator) -> Result {
        let class = runtime::class::for_name(cx, "java.lang.Runtime")?;
        host_object::new(cx, kind::HOST_OBJECT, class, &[])
    }

    #[instance_method("availableProcessors")]
    fn available_processors(_cx: &mut Mutator, _this: Value) -> Result<Int> {
        Ok(int(std::thread::available_parallelism().map_or(1, std::num::NonZero::get)))
    }

    #[instance_method("totalMemory")]
    fn total_memory(cx: &mut Mutator, _this: Value) -> Result<i64> {
        Ok(cx.heap().stats().in_use as i64)
    }

    #[instance_method("freeMemory")]
    fn free_memory(_cx: &mut Mutator, _this: Value) -> Result<i64> {
        Ok(0)
    }

    #[instance_method("maxMemory")]
    fn max_memory(_cx: &mut Mutator, _this: Value) -> Result<i64> {
        Ok(i64::MAX)
    }

    #[instance_method("gc")]
    fn gc(cx: &mut Mutator, _this: Value) -> Result<()> {
        cx.collect(heap::Collection::Full);
        Ok(())
    }

    #[instance_method("exit")]
    fn exit(cx: &mut Mutator, _this: Value, status: i64) -> Result<()> {
        let out = runtime::out::current(cx)?;
        runtime::out::flush(cx, out)?;
        std::process::exit(status as i32)
    }

    #[instance_method("halt")]
    fn halt(_cx: &mut Mutator, _this: Value, status: i64) -> Result<()> {
        std::process::exit(status as i32)
    }
}
