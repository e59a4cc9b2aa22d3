//! `cargo xtask figures [BINARY]`: measures what the project promises and prints one table.
//!
//! The binary is `target/release/tercel` unless another is named. Where `luajit` and a Clojure on the
//! JVM are installed (`CLOJURE_CLASSPATH`, or Debian's jars), they run the same programs beside it. No
//! test: figures depend on the machine and on what else it does.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use crate::shell;

/// Processes of which a start-up figure is the median.
const STARTS: usize = 21;
const CLOJURE_JARS: &str = "/usr/share/java/clojure.jar:/usr/share/java/spec.alpha.jar:/usr/share/java/core.specs.alpha.jar";

/// Forms whose identifiers begin so may take so many microseconds.
const FORM_LIMITS: &[(&str, f64)] = &[
    ("A", 1.0),
    ("B", 3.0),
    ("C", 3.0),
    ("D1", 3.0),
    ("D2", 5.0),
    ("D3", 5.0),
    ("E", 3.0),
    ("F", 8.0),
    ("G1", 20.0),
    ("G2", 5.0),
    ("H1", 5.0),
    ("H2", 5.0),
    ("H3", 15.0),
];

/// A line of the table.
struct Row {
    figure: String,
    limit: String,
    found: String,
}

/// What is measured, and the lines found so far.
struct Figures {
    tercel: PathBuf,
    programs: PathBuf,
    rows: Vec<Row>,
}

pub fn run(binary: &[&str]) -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tercel = match binary {
        [path] => PathBuf::from(path),
        _ => root.with_file_name("target").join("release/tercel"),
    };
    let mut figures = Figures { tercel, programs: root.join("figures"), rows: Vec::new() };
    match figures.measure() {
        Ok(()) => {
            figures.print();
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("figures: {message}");
            ExitCode::FAILURE
        }
    }
}

impl Figures {
    fn measure(&mut self) -> Result<(), String> {
        self.start_up()?;
        self.warm_forms()?;
        self.first_forms()?;
        self.loops()?;
        self.trees()?;
        self.reading()?;
        self.heap()
    }

    fn add(&mut self, figure: impl Into<String>, limit: impl Into<String>, found: String) {
        self.rows.push(Row { figure: figure.into(), limit: limit.into(), found });
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&self.tercel);
        command.args(args);
        command
    }

    /// What a program of `xtask/figures` prints as `FIGURE name number`.
    fn program(&self, name: &str, args: &[&str]) -> Result<Vec<(String, f64)>, String> {
        let path = self.programs.join(name);
        figures_of(self.command(&["run"]).arg(path).args(args))
    }

    fn start_up(&mut self) -> Result<(), String> {
        let mut walls = Vec::new();
        for _ in 0..STARTS {
            let begin = Instant::now();
            shell::output(&mut self.command(&["-e", "nil"]))?;
            walls.push(begin.elapsed().as_secs_f64() * 1e3);
        }
        self.add("start to exit, `-e nil`", "5 ms", format!("{:.2} ms", median(&mut walls)));
        let peak = self.resident_after_start();
        let peak = peak.map_or("unknown".into(), |kilobytes| format!("{:.1} MB", kilobytes / 1e3));
        self.add("peak resident memory after start", "12 MB", peak);
        let bytes = std::fs::metadata(&self.tercel).map_or(0, |file| file.len());
        self.add("binary", "15 MB", format!("{:.1} MB", bytes as f64 / 1e6));
        Ok(())
    }

    /// Kilobytes at the most, looked at while the program sleeps.
    fn resident_after_start(&self) -> Option<f64> {
        let mut child = self.command(&["-e", "(Thread/sleep 500)"]).spawn().ok()?;
        std::thread::sleep(Duration::from_millis(250));
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()));
        child.wait().ok()?;
        let status = status.ok()?;
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        peak.trim().strip_suffix(" kB")?.parse().ok()
    }

    fn warm_forms(&mut self) -> Result<(), String> {
        let found = self.program("forms.clj", &["warm"])?;
        for &(prefix, limit) in FORM_LIMITS {
            let slowest = slowest(found.iter().filter(|(id, _)| id.starts_with(prefix)));
            self.add(
                format!("forms {prefix}, warm, the slowest"),
                format!("{limit} µs"),
                slowest
                    .map_or("none".into(), |(id, nanos)| format!("{:.2} µs ({id})", nanos / 1e3)),
            );
        }
        Ok(())
    }

    /// Each form once in a process of its own, three times over.
    fn first_forms(&mut self) -> Result<(), String> {
        let mut found = Vec::new();
        for (id, _) in self.program("forms.clj", &["list"])? {
            let mut times = Vec::new();
            for _ in 0..3 {
                times.extend(self.program("forms.clj", &["first", &id])?.iter().map(|row| row.1));
            }
            found.push((id, median(&mut times)));
        }
        let slowest = slowest(found.iter())
            .map_or("none".into(), |(id, nanos)| format!("{:.1} µs ({id})", nanos / 1e3));
        self.add("forms in a fresh process, the slowest", "150 µs", slowest);
        Ok(())
    }

    fn loops(&mut self) -> Result<(), String> {
        let found = self.program("loops.clj", &[])?;
        let lua = match shell::is_installed("luajit", &["-v"]) {
            true => figures_of(
                Command::new("luajit").arg("-joff").arg(self.programs.join("loops.lua")),
            )?,
            false => Vec::new(),
        };
        let limits =
            [("fib", "fib 32", 100), ("tak", "tak 24 16 8", 32), ("sum", "sum to 10^8", 650)];
        for (id, name, limit) in limits {
            let millis = |rows: &[(String, f64)]| {
                let row = rows.iter().find(|row| row.0 == id);
                row.map_or("absent".to_string(), |row| format!("{:.0} ms", row.1 / 1e6))
            };
            let measured = format!("{} (luajit -joff {})", millis(&found), millis(&lua));
            self.add(name, format!("{limit} ms"), measured);
        }
        Ok(())
    }

    fn trees(&mut self) -> Result<(), String> {
        let path = self.programs.join("trees.clj");
        let mut command = self.command(&["run"]);
        let output = command.arg(&path).env("TERCEL_HEAP_STATS", "1").output();
        let output = output.map_err(|error| format!("cannot start the binary: {error}"))?;
        let found = figures_in(&String::from_utf8_lossy(&output.stdout));
        let [(_, own), (_, all)] = found.as_slice() else {
            return Err("trees.clj printed no figures".into());
        };
        let classpath = std::env::var("CLOJURE_CLASSPATH").unwrap_or(CLOJURE_JARS.into());
        let mut java = Command::new("java");
        java.args(["-cp", &classpath, "clojure.main"]).arg(&path);
        let clojure = match shell::is_installed("java", &["-version"]) {
            true => figures_of(&mut java).ok().and_then(|rows| Some(rows.first()?.1)),
            false => None,
        };
        let ratio = clojure.map_or("no Clojure here".into(), |clojure| {
            format!("Clojure on the JVM {:.1} ms, ×{:.2}", clojure / 1e6, own / clojure)
        });
        self.add("binary trees", "×3", format!("{:.1} ms; {ratio}", own / 1e6));
        let errors = String::from_utf8_lossy(&output.stderr);
        let pauses: f64 = errors
            .lines()
            .filter_map(|line| line.strip_prefix("heap pauses-ns "))
            .filter_map(|number| number.trim().parse::<f64>().ok())
            .sum();
        self.add("binary trees, share of collection", "", format!("{:.0} %", pauses / all * 100.0));
        Ok(())
    }

    fn reading(&mut self) -> Result<(), String> {
        for (name, number) in self.program("reading.clj", &[])? {
            match name.as_str() {
                "edn-bytes-per-ms" => {
                    self.add("EDN text into data", "40 MB/s", format!("{:.0} MB/s", number / 1e3));
                }
                _ => self.add("defn forms evaluated", "100000 /s", format!("{number:.0} /s")),
            }
        }
        Ok(())
    }

    /// The heap alone, as its own example measures it.
    fn heap(&mut self) -> Result<(), String> {
        let mut cargo = shell::cargo();
        let args = "run --quiet --profile fast --package tercel-heap --example alloc_bench -- alloc pauses";
        let text = shell::output(cargo.args(args.split(' ')))?;
        let between = |text: &str, before: &str, after: &str| {
            let found = text.split_once(before).and_then(|(_, rest)| rest.split_once(after));
            found.map_or("unknown".to_string(), |(found, _)| found.to_string())
        };
        let each = between(&text, "short-lived, 24 B: ", " each");
        self.add("object of three words, collection included", "8 ns", each);
        let pauses = text.split_once("-- pauses").map_or("", |(_, pauses)| pauses);
        let live = between(pauses, "\n", " MB live");
        let young = between(pauses, "young: median ", ",");
        self.add(format!("young pause with {live} MB live, median"), "1 ms", young);
        Ok(())
    }

    fn print(&self) {
        println!("| figure | at most (or at least) | measured |\n|---|---|---|");
        for Row { figure, limit, found } in &self.rows {
            println!("| {figure} | {limit} | {found} |");
        }
    }
}

fn figures_of(command: &mut Command) -> Result<Vec<(String, f64)>, String> {
    Ok(figures_in(&shell::output(command)?))
}

fn figures_in(text: &str) -> Vec<(String, f64)> {
    let row = |line: &str| {
        let (name, number) = line.strip_prefix("FIGURE ")?.split_once(' ')?;
        Some((name.to_string(), number.trim().parse().ok()?))
    };
    text.lines().filter_map(row).collect()
}

fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}

fn slowest<'a>(rows: impl Iterator<Item = &'a (String, f64)>) -> Option<&'a (String, f64)> {
    rows.max_by(|a, b| a.1.total_cmp(&b.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_told_from_other_output() {
        let found = figures_in("note\nFIGURE fib 12\nFIGURE x y\nFIGURE tak 7.5\n");
        assert_eq!(found, [("fib".to_string(), 12.0), ("tak".to_string(), 7.5)]);
    }

    #[test]
    fn the_median_is_the_middle_one() {
        assert_eq!(median(&mut [3.0, 1.0, 2.0]), 2.0);
        assert!(median(&mut []).is_nan());
    }
}
