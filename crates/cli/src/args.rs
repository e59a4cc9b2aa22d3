//! The command line: what the user asked for, as data.
//!
//! Knows the conventions of `clojure.main` and of this command; runs nothing.

use std::fmt;

/// What to run, and what the program sees as `*command-line-args*`.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// `FILE`, `run FILE`, or `-` for standard input.
    File {
        path: String,
        args: Vec<String>,
    },
    /// `-e EXPR`, any number of them.
    Eval {
        expressions: Vec<String>,
        args: Vec<String>,
    },
    /// `-m NS`: load the namespace and call its `-main`.
    Main {
        namespace: String,
        args: Vec<String>,
    },
    Repl,
    Dump(Dump),
    Version,
    Help,
}

impl Command {
    /// The arguments that the program sees.
    pub fn args(&self) -> &[String] {
        match self {
            Command::File { args, .. }
            | Command::Eval { args, .. }
            | Command::Main { args, .. } => args,
            Command::Repl | Command::Dump(_) | Command::Version | Command::Help => &[],
        }
    }
}

/// `dump`: what one phase, or each, makes of some code.
#[derive(Debug, PartialEq, Eq)]
pub struct Dump {
    /// The phase's name; without one, every phase.
    pub phase: Option<String>,
    pub code: DumpCode,
}

#[derive(Debug, PartialEq, Eq)]
pub enum DumpCode {
    Text(String),
    File(String),
}

/// The whole command line.
#[derive(Debug, PartialEq, Eq)]
pub struct Invocation {
    pub command: Command,
    /// `--max-heap`: bytes.
    pub heap_bytes_max: Option<usize>,
}

/// Why a command line cannot be run.
#[derive(Debug, PartialEq, Eq)]
pub struct UsageError(String);

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

pub const HELP: &str = "\
usage: tercel [OPTION…] [COMMAND] [ARG…]

  FILE [ARG…]            run a program (also: run FILE [ARG…])
  - [ARG…]               run a program from standard input
  -e EXPR [ARG…]         evaluate EXPR, print its value unless nil (may be repeated)
  -m NS [ARG…]           load the namespace NS and call its -main with the arguments
  repl                   read, evaluate and print, again and again (the default)
  dump [--phase P] (-e EXPR | FILE)
                         show what each phase, or phase P, makes of the code:
                         lex, parse, expand, analyze, optimize, compile, execute

  --max-heap SIZE        throw OutOfMemoryError beyond SIZE (bytes; suffix k, m or g)
  -h, --help             this text
  --version              the version

The program sees the arguments as *command-line-args*. An uncaught exception ends it with status 1,
Ctrl-C with status 130; in the REPL, Ctrl-C ends the evaluation. Twice within a second, it ends anything.
";

/// Reads the arguments that follow the program's name.
///
/// # Errors
/// When an option is unknown, or lacks its argument.
pub fn parse(args: &[String]) -> Result<Invocation, UsageError> {
    let mut rest = args;
    let mut heap_bytes_max = None;
    let command = loop {
        let Some((first, after)) = rest.split_first() else {
            break Command::Repl;
        };
        match first.as_str() {
            "--max-heap" => {
                let (size, after) = value_of(first, after)?;
                heap_bytes_max = Some(parse_size(size)?);
                rest = after;
            }
            "-h" | "--help" | "help" => break Command::Help,
            "--version" | "version" => break Command::Version,
            "-e" | "--eval" => break eval(rest)?,
            "-m" | "--main" => {
                let (namespace, after) = value_of(first, after)?;
                break Command::Main { namespace: namespace.clone(), args: after.to_vec() };
            }
            "repl" | "-r" | "--repl" => match after.first() {
                None => break Command::Repl,
                Some(extra) => return Err(unexpected("repl", extra)),
            },
            "run" => {
                let (path, after) = value_of(first, after)?;
                break Command::File { path: path.clone(), args: after.to_vec() };
            }
            "dump" => break Command::Dump(dump(after)?),
            "-" => break Command::File { path: "-".into(), args: after.to_vec() },
            option if option.starts_with('-') => {
                return Err(UsageError(format!(
                    "unknown option {option}; tercel --help lists them"
                )));
            }
            path => break Command::File { path: path.into(), args: after.to_vec() },
        }
    };
    Ok(Invocation { command, heap_bytes_max })
}

fn eval(mut rest: &[String]) -> Result<Command, UsageError> {
    let mut expressions = Vec::new();
    while let Some((option, after)) = rest.split_first()
        && matches!(option.as_str(), "-e" | "--eval")
    {
        let (expression, after) = value_of(option, after)?;
        expressions.push(expression.clone());
        rest = after;
    }
    Ok(Command::Eval { expressions, args: rest.to_vec() })
}

fn dump(mut rest: &[String]) -> Result<Dump, UsageError> {
    let mut phase = None;
    let mut code = None;
    while let Some((option, after)) = rest.split_first() {
        rest = after;
        let found = match option.as_str() {
            "--phase" | "-p" => {
                let (name, after) = value_of(option, after)?;
                phase = Some(name.clone());
                rest = after;
                continue;
            }
            "-e" | "--eval" => {
                let (text, after) = value_of(option, after)?;
                rest = after;
                DumpCode::Text(text.clone())
            }
            unknown if unknown.starts_with('-') => return Err(unexpected("dump", unknown)),
            path => DumpCode::File(path.into()),
        };
        if code.replace(found).is_some() {
            return Err(UsageError("dump takes one -e EXPR or one FILE".into()));
        }
    }
    let code = code.ok_or_else(|| UsageError("dump needs -e EXPR or FILE".into()))?;
    Ok(Dump { phase, code })
}

fn value_of<'a>(
    option: &str,
    after: &'a [String],
) -> Result<(&'a String, &'a [String]), UsageError> {
    after.split_first().ok_or_else(|| UsageError(format!("{option} needs an argument")))
}

fn unexpected(command: &str, found: &str) -> UsageError {
    UsageError(format!("{command} does not take {found}; tercel --help shows what it takes"))
}

/// Bytes from digits and a suffix k, m or g.
fn parse_size(text: &str) -> Result<usize, UsageError> {
    let lower = text.to_ascii_lowercase();
    let (digits, shift) = match lower.strip_suffix(['k', 'm', 'g']) {
        Some(digits) if lower.ends_with('k') => (digits, 10),
        Some(digits) if lower.ends_with('m') => (digits, 20),
        Some(digits) => (digits, 30),
        None => (lower.as_str(), 0),
    };
    let number: Option<usize> = digits.parse().ok();
    number
        .and_then(|number| number.checked_mul(1 << shift))
        .filter(|bytes| *bytes >= 1 << 20)
        .ok_or_else(|| UsageError(format!("--max-heap takes a size of at least 1m, not {text}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        let args: Vec<String> = line.split_whitespace().map(String::from).collect();
        parse(&args).map(|invocation| invocation.command).map_err(|error| error.to_string())
    }

    fn strings(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| word.to_string()).collect()
    }

    #[test]
    fn a_program_keeps_everything_after_its_name() {
        let command = Command::File { path: "a.clj".into(), args: strings(&["-e", "--x"]) };
        assert_eq!(parsed("a.clj -e --x"), Ok(command));
        let command = Command::File { path: "-e".into(), args: vec![] };
        assert_eq!(parsed("run -e"), Ok(command));
        let command = Command::File { path: "-".into(), args: strings(&["1"]) };
        assert_eq!(parsed("- 1"), Ok(command));
    }

    #[test]
    fn expressions_come_one_after_the_other() {
        let command = Command::Eval { expressions: strings(&["1", "2"]), args: strings(&["x"]) };
        assert_eq!(parsed("-e 1 -e 2 x"), Ok(command));
        assert_eq!(parsed("-e"), Err("-e needs an argument".into()));
    }

    #[test]
    fn nothing_is_a_repl() {
        assert_eq!(parsed(""), Ok(Command::Repl));
    }

    #[test]
    fn dump_takes_a_phase_and_one_piece_of_code() {
        let dump = Dump { phase: Some("compile".into()), code: DumpCode::Text("1".into()) };
        assert_eq!(parsed("dump --phase compile -e 1"), Ok(Command::Dump(dump)));
        assert!(parsed("dump").is_err());
        assert!(parsed("dump -e 1 f.clj").is_err());
    }

    #[test]
    fn sizes_have_suffixes() {
        let size = |text: &str| parse_size(text).ok();
        assert_eq!(size("64m"), Some(64 << 20));
        assert_eq!(size("2G"), Some(2 << 30));
        assert_eq!(size("1048576"), Some(1 << 20));
        for text in ["", "m", "1", "-1m", "99999999999g", "1t"] {
            assert_eq!(size(text), None, "{text}");
        }
    }

    #[test]
    fn unknown_options_are_refused() {
        assert!(parsed("--frobnicate").is_err());
    }
}
