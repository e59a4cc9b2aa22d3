//! The layering check: a crate depends only on crates of a strictly lower floor.
//!
//! Normal, build and dev-dependencies are held to the same rule: a test that needs what lies above
//! belongs above.

use std::collections::HashMap;

use crate::report::{Finding, Outcome};
use crate::workspace::{DependencyKind, Package, Workspace};

pub fn run(workspace: &Workspace) -> Outcome {
    let mut by_floor: Vec<&Package> = workspace.packages.iter().collect();
    by_floor.sort_by_key(|package| (package.floor, package.name.clone()));
    let floors: Vec<String> = by_floor
        .chunk_by(|a, b| a.floor == b.floor)
        .filter_map(|same| {
            let names: Vec<&str> = same.iter().map(|package| package.lib_name.as_str()).collect();
            same[0].floor.map(|floor| format!("{floor}: {}", names.join(" ")))
        })
        .collect();
    Outcome { findings: findings(workspace), ..Outcome::default() }
        .note(format!("floors  {}", floors.join("  |  ")))
}

/// Every dependency that does not point downwards, and every crate that declares no floor.
fn findings(workspace: &Workspace) -> Vec<Finding> {
    let packages = &workspace.packages;
    let floors: HashMap<&str, Option<i64>> =
        packages.iter().map(|package| (package.name.as_str(), package.floor)).collect();
    let mut findings = Vec::new();
    for package in packages {
        let manifest = workspace.show(&package.folder.join("Cargo.toml"));
        let Some(floor) = package.floor else {
            findings.push(Finding::new(
                manifest,
                format!("{} declares no floor", package.name),
                "add `[package.metadata.tercel]` with `floor = N`, one above what it needs",
            ));
            continue;
        };
        for dependency in &package.dependencies {
            let Some(&Some(below)) = floors.get(dependency.package.as_str()) else { continue };
            if below < floor {
                continue;
            }
            let kind = match dependency.kind {
                DependencyKind::Normal => "depends on",
                DependencyKind::Dev => "has a dev-dependency on",
                DependencyKind::Build => "has a build-dependency on",
            };
            let what = format!(
                "{} (floor {floor}) {kind} {} (floor {below})",
                package.name, dependency.package
            );
            let fix = "declare a trait here that the upper crate implements, or move the code down";
            findings.push(Finding::new(manifest.clone(), what, fix));
        }
    }
    findings
}

#[cfg(test)]
mod unit {
    use super::*;

    fn check(fixture: &str) -> Vec<String> {
        let workspace = Workspace::parse(fixture).unwrap();
        findings(&workspace).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn downward_dependencies_pass() {
        let found = check(include_str!("../fixtures/layers/pass-downward.json"));
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn an_upward_dependency_is_found() {
        let found = check(include_str!("../fixtures/layers/fail-upward.json"));
        assert_eq!(found, ["tercel-heap (floor 1) depends on tercel-runtime (floor 4)"]);
    }

    #[test]
    fn neighbours_dev_dependencies_and_missing_floors_are_found() {
        let found = check(include_str!("../fixtures/layers/fail-beside.json"));
        assert_eq!(
            found,
            [
                "tercel-compiler (floor 6) has a dev-dependency on tercel-interpreter (floor 6)",
                "tercel-attic declares no floor",
            ]
        );
    }
}
