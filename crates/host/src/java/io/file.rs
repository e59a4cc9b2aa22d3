//! `java.io.File`: paths, and what the system says of them.

use std::path::{Component, Path, PathBuf};

use data::{host_object, kind};

use crate::prelude::*;

/// The path as it was given, without needless separators.
const PATH: usize = 0;

/// A path as Java keeps it: no separator twice, none at the end.
fn normalized(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        if c == '/' && out.ends_with('/') {
            continue;
        }
        out.push(c);
    }
    if out.len() > 1 && out.ends_with('/') {
        out.pop();
    }
    out
}

/// A file object.
pub fn new(cx: &mut Mutator, path: &str) -> Result {
    let class = runtime::class::for_name(cx, "java.io.File")?;
    let path = string(cx, &normalized(path))?;
    host_object::new(cx, kind::HOST_OBJECT, class, &[path])
}

/// The path of a file object, or of a string.
pub fn path_of(cx: &mut Mutator, file: Value) -> Result<String> {
    let path = match host_object::of(file) {
        Some(own) => own.get(PATH),
        None => file,
    };
    match data::string::of(path) {
        Some(path) => Ok(path.to_str().into_owned()),
        None if file.is_nil() => Err(data::throw::null_pointer_plain(cx)),
        None => Err(data::throw::class_cast(cx, file, "java.io.File")),
    }
}

fn io_error(cx: &mut Mutator, error: &std::io::Error) -> Thrown {
    data::throwable::throw(cx, data::class::ClassId::IO_EXCEPTION, error.to_string())
}

fn absolute(path: &str) -> PathBuf {
    match Path::new(path).is_absolute() {
        true => PathBuf::from(path),
        false if path.is_empty() => std::env::current_dir().unwrap_or_default(),
        false => std::env::current_dir().unwrap_or_default().join(path),
    }
}

/// The absolute path with links followed as far as it exists.
fn canonical(path: &str) -> PathBuf {
    let whole = absolute(path);
    let mut existing = whole.clone();
    let mut rest = Vec::new();
    loop {
        if let Ok(found) = existing.canonicalize() {
            let mut all = found;
            for name in rest.iter().rev() {
                match Path::new(name).components().next() {
                    Some(Component::ParentDir) => {
                        all.pop();
                    }
                    Some(Component::CurDir) | None => {}
                    Some(_) => all.push(name),
                }
            }
            return all;
        }
        match (existing.parent().map(Path::to_path_buf), existing.components().next_back()) {
            (Some(parent), Some(last)) => {
                rest.push(last.as_os_str().to_os_string());
                existing = parent;
            }
            _ => return whole,
        }
    }
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[host_class("java.io.File")]
pub mod java_file {
    use super::*;

    #[field("separator")]
    const SEPARATOR: &str = "/";
    #[field("separatorChar")]
    const SEPARATOR_CHAR: u16 = b'/' as u16;
    #[field("pathSeparator")]
    const PATH_SEPARATOR: &str = ":";
    #[field("pathSeparatorChar")]
    const PATH_SEPARATOR_CHAR: u16 = b':' as u16;

    #[constructor]
    fn construct(cx: &mut Mutator, first: Value, second: Option<Value>) -> Result {
        let Some(second) = second else {
            let path = path_of(cx, first)?;
            return super::new(cx, &path);
        };
        let child = path_of(cx, second)?;
        if first.is_nil() {
            return super::new(cx, &child);
        }
        let parent = path_of(cx, first)?;
        super::new(cx, &format!("{parent}/{child}"))
    }

    #[method("createTempFile")]
    fn create_temp_file(
        cx: &mut Mutator,
        prefix: &Str,
        suffix: Value,
        folder: Option<Value>,
    ) -> Result {
        use std::hash::{BuildHasher, RandomState};
        let suffix = match data::string::of(suffix) {
            Some(suffix) => suffix.to_str().into_owned(),
            None => ".tmp".into(),
        };
        let folder = match folder {
            Some(folder) if !folder.is_nil() => PathBuf::from(path_of(cx, folder)?),
            _ => std::env::temp_dir(),
        };
        let prefix = prefix.to_str();
        if prefix.encode_utf16().count() < 3 {
            let message =
                format!("Prefix string \"{prefix}\" too short: length must be at least 3");
            return Err(data::throw::illegal_argument(cx, message));
        }
        for attempt in 0..100u32 {
            let number = RandomState::new().hash_one(attempt);
            let path = folder.join(format!("{prefix}{number}{suffix}"));
            let made = std::fs::OpenOptions::new().write(true).create_new(true).open(&path);
            match made {
                Ok(_) => return super::new(cx, &shown(&path)),
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(io_error(cx, &error)),
            }
        }
        let class = data::class::ClassId::IO_EXCEPTION;
        Err(data::throwable::throw(cx, class, "Unable to create temporary file"))
    }

    #[instance_method("getName")]
    fn get_name(cx: &mut Mutator, this: Value) -> Result<String> {
        let path = path_of(cx, this)?;
        Ok(path.rsplit('/').next().unwrap_or(&path).to_string())
    }

    #[instance_method("getPath")]
    fn get_path(cx: &mut Mutator, this: Value) -> Result<String> {
        path_of(cx, this)
    }

    #[instance_method("getParent")]
    fn get_parent(cx: &mut Mutator, this: Value) -> Result {
        let path = path_of(cx, this)?;
        match path.rsplit_once('/') {
            Some(("", "")) | None => Ok(Value::NIL),
            Some(("", _)) => string(cx, "/"),
            Some((parent, _)) => string(cx, parent),
        }
    }

    #[instance_method("getParentFile")]
    fn get_parent_file(cx: &mut Mutator, this: Value) -> Result {
        let parent = get_parent(cx, this)?;
        match data::string::of(parent) {
            Some(parent) => super::new(cx, &parent.to_str()),
            None => Ok(Value::NIL),
        }
    }

    #[instance_method("isAbsolute")]
    fn is_absolute(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(Path::new(&path_of(cx, this)?).is_absolute())
    }

    #[instance_method("getAbsolutePath")]
    fn get_absolute_path(cx: &mut Mutator, this: Value) -> Result<String> {
        Ok(shown(&absolute(&path_of(cx, this)?)))
    }

    #[instance_method("getAbsoluteFile")]
    fn get_absolute_file(cx: &mut Mutator, this: Value) -> Result {
        let path = get_absolute_path(cx, this)?;
        super::new(cx, &path)
    }

    #[instance_method("getCanonicalPath")]
    fn get_canonical_path(cx: &mut Mutator, this: Value) -> Result<String> {
        Ok(shown(&canonical(&path_of(cx, this)?)))
    }

    #[instance_method("getCanonicalFile")]
    fn get_canonical_file(cx: &mut Mutator, this: Value) -> Result {
        let path = get_canonical_path(cx, this)?;
        super::new(cx, &path)
    }

    #[instance_method("exists")]
    fn exists(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(Path::new(&path_of(cx, this)?).exists())
    }

    #[instance_method("isFile")]
    fn is_file(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(Path::new(&path_of(cx, this)?).is_file())
    }

    #[instance_method("isDirectory")]
    fn is_directory(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(Path::new(&path_of(cx, this)?).is_dir())
    }

    #[instance_method("isHidden")]
    fn is_hidden(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(get_name(cx, this)?.starts_with('.'))
    }

    #[instance_method("canRead")]
    fn can_read(cx: &mut Mutator, this: Value) -> Result<bool> {
        let path = path_of(cx, this)?;
        Ok(std::fs::File::open(&path).is_ok() || std::fs::read_dir(&path).is_ok())
    }

    #[instance_method("canWrite")]
    fn can_write(cx: &mut Mutator, this: Value) -> Result<bool> {
        let path = path_of(cx, this)?;
        Ok(std::fs::metadata(path).is_ok_and(|found| !found.permissions().readonly()))
    }

    #[instance_method("length")]
    fn length(cx: &mut Mutator, this: Value) -> Result<i64> {
        let path = path_of(cx, this)?;
        Ok(std::fs::metadata(path).map_or(0, |found| found.len() as i64))
    }

    #[instance_method("lastModified")]
    fn last_modified(cx: &mut Mutator, this: Value) -> Result<i64> {
        let path = path_of(cx, this)?;
        let time = std::fs::metadata(path).and_then(|found| found.modified());
        let since = time.ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        Ok(since.map_or(0, |since| since.as_millis() as i64))
    }

    fn names(cx: &mut Mutator, this: Value) -> Result<Option<Vec<String>>> {
        let path = path_of(cx, this)?;
        let folder = if path.is_empty() { "." } else { &path };
        Ok(std::fs::read_dir(folder).ok().map(|entries| {
            entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect()
        }))
    }

    #[instance_method("list")]
    fn list(cx: &mut Mutator, this: Value) -> Result {
        let Some(names) = names(cx, this)? else { return Ok(Value::NIL) };
        let mut all = RootVec::new(cx);
        for name in names {
            let name = string(cx, &name)?;
            all.push(name);
        }
        array_of(cx, "java.lang.String", &all)
    }

    #[instance_method("listFiles")]
    fn list_files(cx: &mut Mutator, this: Value) -> Result {
        let Some(names) = names(cx, this)? else { return Ok(Value::NIL) };
        let path = path_of(cx, this)?;
        let mut all = RootVec::new(cx);
        for name in names {
            let file = match path.is_empty() {
                true => super::new(cx, &name)?,
                false => super::new(cx, &format!("{path}/{name}"))?,
            };
            all.push(file);
        }
        array_of(cx, "java.io.File", &all)
    }

    #[instance_method("mkdir")]
    fn mkdir(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(std::fs::create_dir(path_of(cx, this)?).is_ok())
    }

    #[instance_method("mkdirs")]
    fn mkdirs(cx: &mut Mutator, this: Value) -> Result<bool> {
        let path = path_of(cx, this)?;
        Ok(!Path::new(&path).exists() && std::fs::create_dir_all(&path).is_ok())
    }

    #[instance_method("createNewFile")]
    fn create_new_file(cx: &mut Mutator, this: Value) -> Result<bool> {
        let path = path_of(cx, this)?;
        match std::fs::OpenOptions::new().write(true).create_new(true).open(path) {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(io_error(cx, &error)),
        }
    }

    #[instance_method("delete")]
    fn delete(cx: &mut Mutator, this: Value) -> Result<bool> {
        let path = path_of(cx, this)?;
        let is_folder = std::fs::symlink_metadata(&path).is_ok_and(|found| found.is_dir());
        Ok(match is_folder {
            true => std::fs::remove_dir(&path).is_ok(),
            false => std::fs::remove_file(&path).is_ok(),
        })
    }

    #[instance_method("deleteOnExit")]
    fn delete_on_exit(_cx: &mut Mutator, _this: Value) -> Result<()> {
        Ok(())
    }

    #[instance_method("renameTo")]
    fn rename_to(cx: &mut Mutator, this: Value, target: Value) -> Result<bool> {
        let (from, to) = (path_of(cx, this)?, path_of(cx, target)?);
        Ok(std::fs::rename(from, to).is_ok())
    }
}
