//! The workspace as cargo sees it: packages, floors, dependencies, and the Rust sources of each.

use std::fs;
use std::path::{Path, PathBuf};

use crate::json::Json;
use crate::shell;

/// One of our own packages.
#[derive(Debug, Clone)]
pub struct Package {
    pub name: String,
    /// The name by which Rust code imports it; the package name when it has no library.
    pub lib_name: String,
    /// `[package.metadata.tercel] floor`.
    pub floor: Option<i64>,
    pub dependencies: Vec<Dependency>,
    pub folder: PathBuf,
}

#[derive(Debug, Clone)]
pub struct Dependency {
    /// The package's name, whatever it is called in code.
    pub package: String,
    pub kind: DependencyKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DependencyKind {
    Normal,
    Dev,
    Build,
}

#[derive(Debug)]
pub struct Workspace {
    pub root: PathBuf,
    pub target: PathBuf,
    pub packages: Vec<Package>,
}

impl Workspace {
    /// Asks cargo.
    ///
    /// # Errors
    /// When cargo refuses a manifest, or prints something else than metadata.
    pub fn load() -> Result<Workspace, String> {
        let text = shell::output(shell::cargo().args([
            "metadata",
            "--no-deps",
            "--format-version",
            "1",
            "--quiet",
        ]))?;
        Workspace::parse(&text)
    }

    pub fn parse(text: &str) -> Result<Workspace, String> {
        let json = Json::parse(text)?;
        let path = |name: &str| json.get(name).text().map(PathBuf::from);
        let root = path("workspace_root").ok_or("metadata without workspace_root")?;
        let target = path("target_directory").ok_or("metadata without target_directory")?;
        let packages =
            json.get("packages").items().iter().map(package).collect::<Result<_, _>>()?;
        Ok(Workspace { root, target, packages })
    }

    /// The path as seen from the workspace root, for messages.
    pub fn show(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }
}

fn package(json: &Json) -> Result<Package, String> {
    let name = json.get("name").text().ok_or("a package without a name")?.to_string();
    let manifest = json.get("manifest_path").text().ok_or("a package without a manifest")?;
    let folder = Path::new(manifest).parent().ok_or("a manifest without a folder")?.to_path_buf();
    let is_library = |target: &&Json| {
        target
            .get("kind")
            .items()
            .iter()
            .any(|kind| matches!(kind.text(), Some("lib" | "proc-macro")))
    };
    let lib_name = json.get("targets").items().iter().find(is_library);
    let lib_name =
        lib_name.and_then(|target| target.get("name").text()).unwrap_or(&name).to_string();
    let dependencies = json
        .get("dependencies")
        .items()
        .iter()
        .map(|dependency| Dependency {
            package: dependency.get("name").text().unwrap_or_default().to_string(),
            kind: match dependency.get("kind").text() {
                Some("dev") => DependencyKind::Dev,
                Some("build") => DependencyKind::Build,
                _ => DependencyKind::Normal,
            },
        })
        .collect();
    let floor = json.get("metadata").get("tercel").get("floor").number().map(|floor| floor as i64);
    Ok(Package { name, lib_name, floor, dependencies, folder })
}

/// One Rust file: where it is, what it says.
pub struct Source {
    pub path: PathBuf,
    pub text: String,
}

impl Package {
    /// The root files of the package's library and main binary, those that exist.
    pub fn roots(&self) -> Vec<PathBuf> {
        let names = ["src/lib.rs", "src/main.rs"];
        names.iter().map(|name| self.folder.join(name)).filter(|path| path.is_file()).collect()
    }

    /// Every Rust file of the package, fixtures left out: those are planted faults.
    pub fn sources(&self) -> Result<Vec<Source>, String> {
        let mut paths = Vec::new();
        collect_rust_files(&self.folder, &mut paths)
            .map_err(|error| format!("cannot list {}: {error}", self.folder.display()))?;
        paths.sort();
        let read = |path: PathBuf| match fs::read_to_string(&path) {
            Ok(text) => Ok(Source { path, text }),
            Err(error) => Err(format!("cannot read {}: {error}", path.display())),
        };
        paths.into_iter().map(read).collect()
    }
}

fn collect_rust_files(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() {
            if !matches!(name, "target" | "fixtures") && !name.starts_with('.') {
                collect_rust_files(&path, found)?;
            }
        } else if name.ends_with(".rs") {
            found.push(path);
        }
    }
    Ok(())
}
