//! The dependency check: licences, sources and duplicate versions follow `deny.toml`.
//!
//! Where `cargo-deny` is installed it does the work. Where it is not, this file reads the same
//! `deny.toml` and checks licences, duplicates and sources by itself; security advisories, which
//! need cargo-deny's database, are then not looked at, and the output says so.

use std::collections::BTreeMap;
use std::fs;

use crate::json::Json;
use crate::report::{Finding, Outcome};
use crate::shell;
use crate::workspace::Workspace;

pub fn run(workspace: &Workspace) -> Outcome {
    if shell::is_installed("cargo", &["deny", "--version"]) {
        let arguments = ["deny", "check", "licenses", "bans", "sources"];
        let success = shell::succeeds(shell::cargo().args(arguments));
        return Outcome::of_tool(success, "deny.toml", "cargo deny complains", "see above")
            .note("done by cargo-deny: licences, bans, sources");
    }
    let by_hand = || -> Result<Outcome, String> {
        let path = workspace.root.join("deny.toml");
        let rules = Rules::parse(&fs::read_to_string(&path).map_err(|error| error.to_string())?)?;
        let metadata = shell::output(shell::cargo().args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--quiet",
        ]))?;
        let packages = packages(&Json::parse(&metadata)?);
        Ok(Outcome { findings: findings(&rules, &packages), ..Outcome::default() }.note(format!(
            "cargo-deny is not installed; checked here: licences, sources and duplicate versions of \
             {} packages. Not checked: security advisories",
            packages.iter().filter(|package| package.source.is_some()).count()
        )))
    };
    by_hand().unwrap_or_else(|message| {
        let fix = "cargo metadata --locked must succeed, and deny.toml be readable";
        Outcome { findings: vec![Finding::new("deny.toml", message, fix)], ..Outcome::default() }
    })
}

/// What we read of `deny.toml`: arrays of strings, one to a line or all on one.
#[derive(Debug, Default, PartialEq, Eq)]
struct Rules {
    allowed_licences: Vec<String>,
    /// `name` entries of `[bans] skip`: packages of which two versions are tolerated.
    tolerated_duplicates: Vec<String>,
}

impl Rules {
    fn parse(text: &str) -> Result<Rules, String> {
        let allowed_licences = strings(text, "licenses", "allow");
        if allowed_licences.is_empty() {
            return Err("deny.toml allows no licence".into());
        }
        let tolerated_duplicates = strings(text, "bans", "skip");
        Ok(Rules { allowed_licences, tolerated_duplicates })
    }
}

/// The strings of the array `key` in `[section]`; of an inline table, those at `name` or `crate`.
fn strings(text: &str, section: &str, key: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut in_section, mut in_array) = (false, false);
    for line in text.lines() {
        let line = without_comment(line).trim();
        if line.starts_with('[') && !in_array {
            in_section = line == format!("[{section}]");
            continue;
        }
        let mut rest = line;
        if in_section && !in_array {
            let Some((name, value)) = line.split_once('=') else { continue };
            if name.trim() != key {
                continue;
            }
            in_array = true;
            rest = value;
        }
        if in_array {
            found.extend(entries(rest));
            in_array = !rest.ends_with(']');
        }
    }
    found
}

/// The quoted strings of one line of an array; in `{ name = "…", reason = "…" }` only the name.
fn entries(line: &str) -> Vec<String> {
    let parts: Vec<&str> = line.split('"').collect();
    let quoted = parts.iter().skip(1).step_by(2);
    let before = parts.iter().step_by(2);
    let is_entry = |before: &str| match before.trim_end().strip_suffix('=') {
        Some(key) => key.trim_end().ends_with("name") || key.trim_end().ends_with("crate"),
        None => true,
    };
    before.zip(quoted).filter(|(before, _)| is_entry(before)).map(|(_, s)| s.to_string()).collect()
}

/// The line up to a `#` that stands outside of a string.
fn without_comment(line: &str) -> &str {
    let mut in_string = false;
    for (index, byte) in line.bytes().enumerate() {
        match byte {
            b'"' => in_string = !in_string,
            b'#' if !in_string => return &line[..index],
            _ => {}
        }
    }
    line
}

#[derive(Debug)]
struct Locked {
    name: String,
    version: String,
    licence: Option<String>,
    /// None for our own packages.
    source: Option<String>,
}

fn packages(metadata: &Json) -> Vec<Locked> {
    let text = |json: &Json, name: &str| json.get(name).text().map(str::to_string);
    let locked = |json: &Json| Locked {
        name: text(json, "name").unwrap_or_default(),
        version: text(json, "version").unwrap_or_default(),
        licence: text(json, "license"),
        source: text(json, "source"),
    };
    metadata.get("packages").items().iter().map(locked).collect()
}

fn findings(rules: &Rules, packages: &[Locked]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in packages {
        versions.entry(&package.name).or_default().push(&package.version);
        let place = format!("{} {}", package.name, package.version);
        match &package.licence {
            Some(licence) if is_allowed(licence, &rules.allowed_licences) => {}
            Some(licence) => findings.push(Finding::new(
                &place,
                format!("its licence `{licence}` is not in the allow list"),
                "choose another crate, or allow the licence in deny.toml with a reason",
            )),
            None => findings.push(Finding::new(
                &place,
                "declares no licence",
                "choose another crate, or declare `license` in our own manifest",
            )),
        }
        let foreign = package.source.as_deref().is_some_and(|source| {
            source != "registry+https://github.com/rust-lang/crates.io-index"
        });
        if foreign {
            let what = format!("comes from {}", package.source.as_deref().unwrap_or_default());
            findings.push(Finding::new(&place, what, "depend on a release on crates.io"));
        }
    }
    for (name, versions) in versions {
        if versions.len() > 1 && !rules.tolerated_duplicates.iter().any(|skip| skip == name) {
            findings.push(Finding::new(
                name,
                format!("is built in {} versions: {}", versions.len(), versions.join(", ")),
                "update until one is left (cargo tree -d), or skip it in deny.toml with a reason",
            ));
        }
    }
    findings
}

/// Evaluates an SPDX expression: `OR`, `AND`, `WITH`, parentheses, and the old `MIT/Apache-2.0`.
fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let verdict = alternatives(&words, &mut at, allowed);
    verdict && at == words.len()
}

fn alternatives(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut verdict = conjunction(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        verdict |= conjunction(words, at, allowed);
    }
    verdict
}

fn conjunction(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut verdict = licence(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        verdict &= licence(words, at, allowed);
    }
    verdict
}

fn licence(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let Some(&word) = words.get(*at) else { return false };
    *at += 1;
    if word == "(" {
        let verdict = alternatives(words, at, allowed);
        let closed = words.get(*at) == Some(&")");
        *at += usize::from(closed);
        return verdict && closed;
    }
    let mut name = word.to_string();
    if words.get(*at) == Some(&"WITH") {
        name = format!("{word} WITH {}", words.get(*at + 1).unwrap_or(&""));
        *at += 2;
    }
    allowed.contains(&name)
}

#[cfg(test)]
mod unit {
    use super::*;

    const DENY: &str = "[licenses]\nallow = [\n  \"MIT\", # ours\n  # \"GPL-3.0\",\n  \"Unicode-3.0\",\n]\n\
        version = 2\n[bans]\nskip = [{ name = \"syn\", reason = \"old, soon gone\" }]\n";

    #[test]
    fn the_rules_are_read() {
        let rules = Rules::parse(DENY).unwrap();
        assert_eq!(rules.allowed_licences, ["MIT", "Unicode-3.0"]);
        assert_eq!(rules.tolerated_duplicates, ["syn"]);
        assert!(Rules::parse("[licenses]\nallow = []\n").is_err());
    }

    #[test]
    fn our_own_deny_toml_allows_our_own_licence() {
        let rules = Rules::parse(include_str!("../../deny.toml")).unwrap();
        assert!(is_allowed("MIT OR Apache-2.0", &rules.allowed_licences));
        assert!(!is_allowed("AGPL-3.0-only", &rules.allowed_licences));
    }

    #[test]
    fn licence_expressions_are_evaluated() {
        let allowed =
            ["MIT".to_string(), "Unicode-3.0".to_string(), "Apache-2.0 WITH LLVM".to_string()];
        for good in [
            "MIT",
            "MIT/Zlib",
            "GPL OR MIT",
            "(MIT OR GPL) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM",
        ] {
            assert!(is_allowed(good, &allowed), "{good}");
        }
        for bad in ["", "GPL", "MIT AND GPL", "(MIT", "MIT)", "Apache-2.0", "MIT WITH LLVM"] {
            assert!(!is_allowed(bad, &allowed), "{bad}");
        }
    }

    #[test]
    fn planted_packages_are_found() {
        let locked = |name: &str, version: &str, licence: Option<&str>, source: &str| Locked {
            name: name.into(),
            version: version.into(),
            licence: licence.map(str::to_string),
            source: Some(source.into()),
        };
        let crates_io = "registry+https://github.com/rust-lang/crates.io-index";
        let packages = [
            locked("good", "1.0.0", Some("MIT"), crates_io),
            locked("viral", "1.0.0", Some("GPL-3.0"), crates_io),
            locked("mute", "1.0.0", None, crates_io),
            locked("fork", "1.0.0", Some("MIT"), "git+https://example.org/fork"),
            locked("twin", "1.0.0", Some("MIT"), crates_io),
            locked("twin", "2.0.0", Some("MIT"), crates_io),
            locked("syn", "1.0.0", Some("MIT"), crates_io),
            locked("syn", "2.0.0", Some("MIT"), crates_io),
        ];
        let found = findings(&Rules::parse(DENY).unwrap(), &packages);
        let places: Vec<&str> = found.iter().map(|finding| finding.place.as_str()).collect();
        assert_eq!(places, ["viral 1.0.0", "mute 1.0.0", "fork 1.0.0", "twin"]);
    }
}
