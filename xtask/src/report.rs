//! What a check found, and how it is told: what, where, how to fix.

use std::time::Duration;

/// One fault: `place` is `file:line:column` or the name of a crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub place: String,
    pub what: String,
    pub fix: String,
}

impl Finding {
    pub fn new(place: impl Into<String>, what: impl Into<String>, fix: impl Into<String>) -> Self {
        Finding { place: place.into(), what: what.into(), fix: fix.into() }
    }
}

/// The result of one check.
#[derive(Debug, Default)]
pub struct Outcome {
    pub findings: Vec<Finding>,
    /// Facts worth a line that fail nothing: what was looked at, what was skipped and why.
    pub notes: Vec<String>,
    /// Lines of a wrapped tool to repeat at the very end of the output.
    pub closing: Vec<String>,
}

impl Outcome {
    /// The outcome of a wrapped tool that has already printed what it found.
    pub fn of_tool(success: bool, place: &str, what: &str, fix: &str) -> Self {
        let findings = if success { vec![] } else { vec![Finding::new(place, what, fix)] };
        Outcome { findings, ..Outcome::default() }
    }

    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }
}

struct Row {
    name: &'static str,
    failures: usize,
    elapsed: Duration,
}

/// The run so far.
#[derive(Default)]
pub struct Report {
    rows: Vec<Row>,
    closing: Vec<String>,
}

impl Report {
    /// Prints the outcome of one check and keeps its row for the summary.
    pub fn add(&mut self, name: &'static str, outcome: Outcome, elapsed: Duration) {
        for note in &outcome.notes {
            println!("   {note}");
        }
        for finding in &outcome.findings {
            println!("   FAIL {}", finding.place);
            println!("        {}", finding.what);
            println!("        fix: {}", finding.fix);
        }
        self.closing.extend(outcome.closing);
        let row = Row { name, failures: outcome.findings.len(), elapsed };
        println!("   {}", line(&row));
        self.rows.push(row);
    }

    pub fn failed(&self) -> bool {
        self.rows.iter().any(|row| row.failures > 0)
    }

    /// Prints one row for each check, the verdict, and last the closing lines of wrapped tools.
    pub fn print_summary(&self) {
        if self.rows.len() > 1 {
            println!("\n-- summary");
            for row in &self.rows {
                println!("   {}", line(row));
            }
            let red: Vec<&str> =
                self.rows.iter().filter(|row| row.failures > 0).map(|row| row.name).collect();
            match red.as_slice() {
                [] => println!("   all {} checks pass", self.rows.len()),
                _ => println!("   red: {}. Each runs alone: cargo xtask NAME", red.join(", ")),
            }
        }
        if !self.closing.is_empty() {
            println!();
        }
        for line in &self.closing {
            println!("{line}");
        }
    }
}

fn line(row: &Row) -> String {
    let verdict = match row.failures {
        0 => "pass".to_string(),
        1 => "FAIL  1 finding".to_string(),
        count => format!("FAIL  {count} findings"),
    };
    format!("{:14} {:7.2} s  {verdict}", row.name, row.elapsed.as_secs_f64())
}
