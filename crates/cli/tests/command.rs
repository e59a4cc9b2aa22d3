//! The command as a shell sees it: arguments, output, exit status, address space, Ctrl-C.

#![forbid(unsafe_code)]

use std::io::{BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Output, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

const TERCEL: &str = env!("CARGO_BIN_EXE_tercel");

fn run(args: &[&str], input: &str) -> Output {
    let mut child = Command::new(TERCEL)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut stdin = child.stdin.take().expect("piped");
    // A command that reads nothing may be gone.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("the command ends")
}

#[track_caller]
fn check(args: &[&str], input: &str, status: i32, stdout: &str, stderr: &str) {
    let output = run(args, input);
    let found = (
        output.status.code(),
        String::from_utf8_lossy(&output.stdout).into_owned(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    );
    assert_eq!(found, (Some(status), stdout.to_owned(), stderr.to_owned()), "{args:?}");
}

/// A folder with a program, gone with the value.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Folder {
        let path = std::env::temp_dir().join(format!("tercel-{name}-{}", std::process::id()));
        for (file, text) in files {
            let file = path.join(file);
            std::fs::create_dir_all(file.parent().expect("below the folder")).expect("a folder");
            std::fs::write(file, text).expect("a file");
        }
        Folder(path)
    }

    fn file(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left in the system's folder for such files harms nobody.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn expressions_are_printed_but_nil() {
    check(&["-e", "1 nil (println 2)", "-e", "(+ 1 1)"], "", 0, "1\n2\n2\n", "");
    check(&["-e", "{:a/b 1}"], "", 0, "#:a{:b 1}\n", "");
    check(&["-e", "*command-line-args*", "x", "-e"], "", 0, "(\"x\" \"-e\")\n", "");
    check(&["-e", "(ns a) (def x 1)", "-e", "[(str *ns*) x]"], "", 0, "#'a/x\n[\"a\" 1]\n", "");
}

#[test]
fn programs_see_their_arguments() {
    let program = "(println *command-line-args* *file*)";
    let folder = Folder::new(
        "args",
        &[
            ("p.clj", program),
            (
                "src/my/main_ns.clj",
                "(ns my.main-ns) (defn -main [& args] (println :main args *command-line-args*))",
            ),
        ],
    );
    let file = folder.file("p.clj");
    check(&[&file, "a", "--b"], "", 0, &format!("(a --b) {file}\n"), "");
    check(&["run", &file], "", 0, &format!("nil {file}\n"), "");
    check(&["-", "x"], "(println *command-line-args*)", 0, "(x)\n", "");
    let output = Command::new(TERCEL)
        .args(["-m", "my.main-ns", "1", "2"])
        .current_dir(&folder.0)
        .output()
        .expect("the command runs");
    assert_eq!(String::from_utf8_lossy(&output.stdout), ":main (1 2) (1 2)\n");
}

#[test]
fn faults_are_reported_with_status_1() {
    let folder = Folder::new(
        "faults",
        &[
            ("f.clj", "(defn f [x]\n  (/ x 0))\n(f 1)\n"),
            ("s.clj", "(inc 1)\n  (foo)\n"),
            ("r.clj", "(+ 1\n"),
        ],
    );
    check(
        &[&folder.file("f.clj")],
        "",
        1,
        "",
        "Execution error (ArithmeticException) at user/f (f.clj:2).\nDivide by zero\n\n  \
         2 |   (/ x 0))\n\n  at user/f (f.clj:2)\n  at user/eval0 (f.clj:3)\n",
    );
    check(
        &[&folder.file("s.clj")],
        "",
        1,
        "",
        "Syntax error compiling at (s.clj:2:3).\nUnable to resolve symbol: foo in this context\n\n  \
         2 |   (foo)\n    |   ^\n",
    );
    let read = run(&[&folder.file("r.clj")], "");
    let told = String::from_utf8_lossy(&read.stderr).into_owned();
    assert!(told.starts_with("Syntax error reading source at (r.clj:"), "{told}");
    check(
        &["-e", "(let [a 1] (/ a 0))"],
        "",
        1,
        "",
        "Execution error (ArithmeticException) at user/eval0 (REPL:1).\nDivide by zero\n\n  \
         1 | (let [a 1] (/ a 0))\n",
    );
    let missing = run(&["no-such-file.clj"], "");
    assert_eq!(missing.status.code(), Some(1));
    let told = String::from_utf8_lossy(&missing.stderr).into_owned();
    assert!(told.contains("no-such-file.clj (No such file or directory)"), "{told}");
}

#[test]
fn wrong_usage_has_status_2() {
    check(
        &["--nonsense"],
        "",
        2,
        "",
        "tercel: unknown option --nonsense; tercel --help lists them\n",
    );
    check(&["-e"], "", 2, "", "tercel: -e needs an argument\n");
    let help = run(&["--help"], "");
    assert_eq!(help.status.code(), Some(0));
    assert!(help.stdout.starts_with(b"usage: tercel"));
    let version = format!("tercel {}\n", env!("CARGO_PKG_VERSION"));
    check(&["--version"], "", 0, &version, "");
}

#[test]
fn memory_has_a_limit() {
    let program = "(try (vec (range 1e9)) (catch OutOfMemoryError e :full))";
    check(&["--max-heap", "32m", "-e", program], "", 0, ":full\n", "");
}

#[test]
fn the_repl_talks_and_goes_on_after_faults() {
    let output = run(&["repl"], "(+ 1\n2)\n(/ 1 0)\n(ns other)\n(read-line)\nfrom the input\n");
    assert_eq!(output.status.code(), Some(0));
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        format!(
            "Tercel {version}\nuser=> user.. 3\nuser=> user=> nil\nother=> \"from the input\"\n\
             other=> \n"
        )
    );
    assert!(String::from_utf8_lossy(&output.stderr).contains("Divide by zero"));
}

/// With little address space, everything still works.
#[test]
fn two_gigabytes_of_address_space_are_enough() {
    let program = "(println (count (vec (range 100000)))) \
                   (println (try ((fn f [n] (inc (f n))) 1) (catch StackOverflowError e :deep))) \
                   (let [t (Thread. (fn [] (println (reduce + (range 1000)))))] (.start t) (.join t))";
    let output = Command::new("sh")
        .args(["-c", "ulimit -v 2097152 && exec \"$0\" -e \"$1\"", TERCEL, program])
        .output()
        .expect("a shell");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "100000\n:deep\n499500\n");
}

// ---- Ctrl-C -------------------------------------------------------------------------------------

/// A running command, whose output is read as it comes.
struct Talk {
    child: Child,
    stdin: ChildStdin,
    output: mpsc::Receiver<u8>,
}

const PATIENCE: Duration = Duration::from_secs(20);

impl Talk {
    fn new(args: &[&str]) -> Talk {
        let mut child = Command::new(TERCEL)
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the command starts");
        let stdin = child.stdin.take().expect("piped");
        let stdout = child.stdout.take().expect("piped");
        let (sender, output) = mpsc::channel();
        std::thread::spawn(move || {
            for byte in BufReader::new(stdout).bytes() {
                let Ok(byte) = byte else { return };
                if sender.send(byte).is_err() {
                    return;
                }
            }
        });
        Talk { child, stdin, output }
    }

    fn say(&mut self, line: &str) {
        writeln!(self.stdin, "{line}").expect("the command listens");
    }

    /// Waits until the output ends with a text.
    #[track_caller]
    fn hear(&mut self, expected: &str) {
        let end = Instant::now() + PATIENCE;
        let mut heard = Vec::new();
        while !heard.ends_with(expected.as_bytes()) {
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(byte) => heard.push(byte),
                Err(error) => {
                    let from = heard.len().saturating_sub(200);
                    let heard = String::from_utf8_lossy(&heard[from..]).into_owned();
                    panic!("{error}: waited for {expected:?}, heard {heard:?}");
                }
            }
        }
    }

    fn interrupt(&self) {
        let number = self.child.id().to_string();
        let sent = Command::new("kill").args(["-INT", &number]).status().expect("kill runs");
        assert!(sent.success());
    }

    #[track_caller]
    fn status(&mut self) -> Option<i32> {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status.code();
            }
            std::thread::yield_now();
        }
        panic!("the command goes on");
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn ctrl_c_ends_a_program_with_status_130() {
    for endless in ["(loop [] (recur))", "(dorun (range))", "(Thread/sleep 1000000)", "(read-line)"]
    {
        // What is printed without a flush is shown too.
        let program = format!("(println :begun) (flush) (print :held) {endless}");
        let mut talk = Talk::new(&["-e", &program]);
        talk.hear(":begun\n");
        // Time to go on to what has no end.
        std::thread::park_timeout(Duration::from_millis(200));
        talk.interrupt();
        assert_eq!(talk.status(), Some(130), "{endless}");
        talk.hear(":held");
    }
}

#[test]
fn ctrl_c_in_the_repl_ends_the_evaluation_alone() {
    let mut talk = Talk::new(&["repl"]);
    talk.hear("user=> ");
    talk.say("(def kept 42)");
    talk.hear("user=> ");
    for endless in ["(loop [] (recur))", "(reduce + (range))", "(Thread/sleep 1000000)"] {
        // Two within a second would end the process.
        std::thread::park_timeout(Duration::from_millis(1100));
        talk.say(&format!("(do (println :begun) (flush) {endless})"));
        talk.hear(":begun\n");
        talk.interrupt();
        talk.hear("Interrupted.\nuser=> ");
        talk.say("kept");
        talk.hear("42\nuser=> ");
    }
}

#[test]
fn a_second_ctrl_c_ends_anything() {
    let mut talk = Talk::new(&["repl"]);
    talk.hear("user=> ");
    talk.say("(while true (try (println :begun) (loop [] (recur)) (catch Throwable e nil)))");
    talk.hear(":begun\n");
    talk.interrupt();
    talk.hear(":begun\n");
    talk.interrupt();
    assert_eq!(talk.status(), Some(130));
}
