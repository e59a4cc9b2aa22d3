//! What every program meets: `System`, `Class`, `Throwable`, `Object`.

use data::string::Str;
use heap::{Mutator, Result, Value};
use macros::host_class;

fn text(cx: &mut Mutator, text: &str) -> Result {
    data::string::new(cx, text)
}

#[host_class("java.lang.System")]
pub mod system {
    use super::*;
    use std::sync::OnceLock;
    use std::time::{Instant, SystemTime, UNIX_EPOCH};

    static START: OnceLock<Instant> = OnceLock::new();

    #[method("nanoTime")]
    fn nano_time(cx: &mut Mutator) -> Result<i64> {
        let _ = cx;
        let elapsed = START.get_or_init(Instant::now).elapsed();
        Ok(i64::try_from(elapsed.as_nanos()).unwrap_or(i64::MAX))
    }

    #[method("currentTimeMillis")]
    fn current_time_millis(cx: &mut Mutator) -> Result<i64> {
        let _ = cx;
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    #[method("getenv")]
    fn getenv(cx: &mut Mutator, name: &Str) -> Result {
        match std::env::var(&*name.to_str()) {
            Ok(value) => text(cx, &value),
            Err(_) => Ok(Value::NIL),
        }
    }

    #[method("getProperty")]
    fn get_property(cx: &mut Mutator, name: &Str) -> Result {
        let found = property(&name.to_str());
        match found {
            Some(value) => text(cx, &value),
            None => Ok(Value::NIL),
        }
    }

    #[method("getProperty")]
    fn get_property_or(cx: &mut Mutator, name: &Str, default: Value) -> Result {
        let found = property(&name.to_str());
        match found {
            Some(value) => text(cx, &value),
            None => Ok(default),
        }
    }

    fn property(name: &str) -> Option<String> {
        let env = |name: &str| std::env::var(name).ok();
        let path = |path: std::path::PathBuf| path.to_string_lossy().into_owned();
        match name {
            "line.separator" => Some("\n".into()),
            "file.separator" => Some("/".into()),
            "path.separator" => Some(":".into()),
            "user.dir" => std::env::current_dir().ok().map(path),
            "user.home" => env("HOME"),
            "user.name" => env("USER"),
            "java.io.tmpdir" => Some(path(std::env::temp_dir())),
            "os.name" => Some(if cfg!(target_os = "macos") { "Mac OS X" } else { "Linux" }.into()),
            "os.arch" => Some(std::env::consts::ARCH.replace("x86_64", "amd64")),
            "file.encoding" => Some("UTF-8".into()),
            _ => None,
        }
    }

    #[method("lineSeparator")]
    fn line_separator(cx: &mut Mutator) -> Result {
        text(cx, "\n")
    }

    #[method("identityHashCode")]
    fn identity_hash_code(cx: &mut Mutator, x: Value) -> Result<i32> {
        let _ = cx;
        Ok(if x.is_nil() { 0 } else { data::hash::identity_hash(x) })
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
}

#[host_class("java.lang.Class")]
pub mod class {
    use super::*;

    fn name_of(class: Value) -> String {
        data::class::of(class).map(|found| found.name_str().to_str().into()).unwrap_or_default()
    }

    #[instance_method("getName")]
    fn get_name(cx: &mut Mutator, this: Value) -> Result {
        text(cx, &name_of(this))
    }

    #[instance_method("getSimpleName")]
    fn get_simple_name(cx: &mut Mutator, this: Value) -> Result {
        let name = name_of(this);
        let simple = name.rsplit(['.', '$']).next().unwrap_or(&name);
        text(cx, simple)
    }

    #[instance_method("isInstance")]
    fn is_instance(cx: &mut Mutator, this: Value, x: Value) -> Result<bool> {
        data::class::is_instance(cx, this, x)
    }

    #[instance_method("isAssignableFrom")]
    fn is_assignable_from(cx: &mut Mutator, this: Value, sub: Value) -> Result<bool> {
        let _ = cx;
        Ok(data::class::is_assignable(this, sub))
    }

    #[instance_method("isArray")]
    fn is_array(cx: &mut Mutator, this: Value) -> Result<bool> {
        let _ = cx;
        Ok(name_of(this).starts_with('['))
    }

    #[instance_method("isInterface")]
    fn is_interface(cx: &mut Mutator, this: Value) -> Result<bool> {
        let _ = cx;
        Ok(data::class::of(this).is_some_and(|class| class.is_interface()))
    }

    #[instance_method("getSuperclass")]
    fn get_superclass(cx: &mut Mutator, this: Value) -> Result {
        let _ = cx;
        Ok(data::class::of(this).map_or(Value::NIL, |class| class.superclass()))
    }

    #[method("forName")]
    fn for_name(cx: &mut Mutator, name: &Str) -> Result {
        runtime::class::for_name(cx, &name.to_str())
    }
}

#[host_class("java.lang.Throwable")]
pub mod throwable {
    use super::*;
    use data::throwable;

    #[instance_method("getMessage")]
    fn get_message(cx: &mut Mutator, this: Value) -> Result {
        let _ = cx;
        Ok(throwable::of(this).map_or(Value::NIL, |found| found.message()))
    }

    #[instance_method("getLocalizedMessage")]
    fn get_localized_message(cx: &mut Mutator, this: Value) -> Result {
        get_message(cx, this)
    }

    #[instance_method("getCause")]
    fn get_cause(cx: &mut Mutator, this: Value) -> Result {
        let _ = cx;
        Ok(throwable::of(this).map_or(Value::NIL, |found| found.cause()))
    }
}

#[host_class("clojure.lang.ExceptionInfo")]
pub mod exception_info {
    use super::*;

    #[instance_method("getData")]
    fn get_data(cx: &mut Mutator, this: Value) -> Result {
        let _ = cx;
        Ok(data::throwable::of(this).map_or(Value::NIL, |found| found.data()))
    }
}

#[host_class("java.lang.Object")]
pub mod object {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator) -> Result {
        data::object::new(cx)
    }

    #[instance_method("toString")]
    fn to_string(cx: &mut Mutator, this: Value) -> Result {
        let shown = data::print::str_of(cx, this)?;
        text(cx, &shown)
    }

    #[instance_method("hashCode")]
    fn hash_code(cx: &mut Mutator, this: Value) -> Result<i32> {
        data::hash::hash_code(cx, this)
    }

    #[instance_method("equals")]
    fn equals(cx: &mut Mutator, this: Value, other: Value) -> Result<bool> {
        data::equiv::equals(cx, this, other)
    }

    #[instance_method("getClass")]
    fn get_class(cx: &mut Mutator, this: Value) -> Result {
        data::class_of(cx, this)
    }
}
