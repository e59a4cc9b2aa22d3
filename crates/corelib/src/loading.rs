//! Finding and loading libraries: what Tercel brings along, then the class path.
//!
//! The class path is a list of directories, `src` and `.` unless `TERCEL_CLASSPATH` names others.

use data::class::ClassId;
use data::throwable;
use heap::{Mutator, Result};
use runtime::evaluator;

const EXTENSIONS: &[&str] = &["clj", "cljc"];

/// Loads the library of a path such as `/clojure/set`.
///
/// # Errors
/// `FileNotFoundException` naming the places tried; whatever evaluating the source throws.
pub fn load(cx: &mut Mutator, path: &str) -> Result<()> {
    let path = path.trim_start_matches('/');
    if let Some(text) = evaluator::embedded(cx, path) {
        evaluator::load_source(cx, text, &format!("{path}.clj"))?;
        return Ok(());
    }
    for directory in class_path() {
        for extension in EXTENSIONS {
            let file = format!("{directory}/{path}.{extension}");
            let found = cx.blocking(|| std::fs::read_to_string(&file));
            match found {
                Ok(text) => {
                    evaluator::load_source(cx, &text, &format!("{path}.{extension}"))?;
                    return Ok(());
                }
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => {
                    let message = format!("{file} ({})", reason(&error));
                    return Err(throwable::throw(cx, ClassId::IO_EXCEPTION, message));
                }
            }
        }
    }
    let dashed = if path.contains('_') {
        " Please check that namespaces with dashes use underscores in the Clojure file name."
    } else {
        ""
    };
    let message = format!(
        "Could not locate {path}__init.class, {path}.clj or {path}.cljc on classpath.{dashed}"
    );
    Err(throwable::throw(cx, ClassId::FILE_NOT_FOUND, message))
}

fn class_path() -> Vec<String> {
    match std::env::var("TERCEL_CLASSPATH") {
        Ok(path) if !path.is_empty() => path.split(':').map(str::to_owned).collect(),
        Ok(_) | Err(_) => vec!["src".to_owned(), ".".to_owned()],
    }
}

/// Why a file could not be read, as the JVM words it.
pub fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "No such file or directory".to_owned(),
        std::io::ErrorKind::PermissionDenied => "Permission denied".to_owned(),
        _ => error.to_string(),
    }
}
