//! Random programs must not crash, hang or find a panic.
//!
//! `TERCEL_FUZZ_SECONDS` (4) says for how long, `TERCEL_FUZZ_FROM` (1) with which program to begin:
//! a program follows from its number. A child process runs them, so that the end of the process is a
//! find like others; each find is told with its program. `TERCEL_FUZZ_SHOW=1` prints programs and
//! answers, which together with `TERCEL_FUZZ_FROM` and `TERCEL_FUZZ_COUNT=1` shows one.

#![forbid(unsafe_code)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use conformance::fuzz::{Function, Generator, Member, MemberKind, SETTING, Vocabulary};
use tercel::{Mutator, Runtime, Thrown, evaluator, report};

/// A program is interrupted after this long, and again until it hears it.
const PATIENCE: Duration = Duration::from_millis(250);
/// A program that has not heard interrupts by now hangs.
const HANG: Duration = Duration::from_secs(8);
/// Programs that share a runtime: what one defines, the next may meet.
const SHARED_BY: u64 = 200;
const HEAP_BYTES_MAX: usize = 96 << 20;
/// More finds than these are not looked for.
const FINDS_MAX: usize = 12;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn random_programs_do_no_harm() {
    let seconds = number("TERCEL_FUZZ_SECONDS").unwrap_or(4);
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut from = number("TERCEL_FUZZ_FROM").unwrap_or(1);
    let mut finds: Vec<String> = Vec::new();
    let folder = std::env::temp_dir().join(format!("tercel-fuzz-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for the child");
    while Instant::now() < end && finds.len() < FINDS_MAX {
        let left = end.saturating_duration_since(Instant::now()).as_millis();
        let child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "child", "--nocapture", "--test-threads=1"])
            .env("TERCEL_FUZZ_CHILD", &folder)
            .env("TERCEL_FUZZ_FROM", from.to_string())
            .env("TERCEL_FUZZ_MILLIS", left.to_string())
            .current_dir(&folder)
            .stdin(Stdio::null())
            .output()
            .expect("the child can be started");
        if number("TERCEL_FUZZ_SHOW").is_some() {
            let _ = std::io::stdout().write_all(&child.stdout);
        }
        let (last, program) = progress(&folder);
        if child.status.success() {
            println!("{} programs, {} finds", last + 1 - from, finds.len());
            break;
        }
        let told = String::from_utf8_lossy(&child.stderr);
        let told: Vec<&str> = told.lines().rev().take(12).collect();
        let told: Vec<&str> = told.into_iter().rev().collect();
        let find = format!("program {last}: {}\n{program}\n{}", child.status, told.join("\n"));
        println!("{find}\n");
        finds.push(find);
        from = last + 1;
        if last == 0 || number("TERCEL_FUZZ_COUNT").is_some() {
            break;
        }
    }
    let _ = fs::remove_dir_all(&folder);
    assert!(finds.is_empty(), "{} finds, told above", finds.len());
}

/// The program that ran last, and its number.
fn progress(folder: &Path) -> (u64, String) {
    let text = fs::read_to_string(folder.join("program")).unwrap_or_default();
    let (number, program) = text.split_once('\n').unwrap_or(("0", ""));
    (number.parse().unwrap_or(0), program.to_owned())
}

/// What the child process does; without a parent, nothing.
#[test]
fn child() {
    let Some(folder) = std::env::var_os("TERCEL_FUZZ_CHILD") else { return };
    let work = || Child::new(PathBuf::from(folder)).run();
    let thread = std::thread::Builder::new().stack_size(64 << 20).spawn(work);
    thread.expect("a thread").join().expect("every panic is caught and told");
}

struct Child {
    folder: PathBuf,
    /// Set by a panic.
    panicked: Arc<AtomicBool>,
    /// Milliseconds since the start at which the program began; 0 between programs.
    began: Arc<AtomicU64>,
    start: Instant,
}

impl Child {
    fn new(folder: PathBuf) -> Child {
        let panicked = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&panicked);
        std::panic::set_hook(Box::new(move |panic| {
            eprintln!("{panic}");
            told.store(true, Ordering::SeqCst);
        }));
        Child { folder, panicked, began: Arc::default(), start: Instant::now() }
    }

    fn run(&self) {
        let from = number("TERCEL_FUZZ_FROM").unwrap_or(1);
        let count = number("TERCEL_FUZZ_COUNT").unwrap_or(u64::MAX);
        let millis = number("TERCEL_FUZZ_MILLIS").unwrap_or(1000);
        let end = self.start + Duration::from_millis(millis);
        let mut next = from;
        while Instant::now() < end && next - from < count {
            next = self.run_some(next, from.saturating_add(count), end);
        }
    }

    /// Runs programs in a runtime of their own; answers the number of the next.
    fn run_some(&self, mut next: u64, last: u64, end: Instant) -> u64 {
        let options = tercel::Options { heap_bytes_max: Some(HEAP_BYTES_MAX) };
        let runtime = Runtime::new(&options).expect("room for a runtime");
        let mut cx = runtime.mutator();
        let vocabulary = vocabulary(&mut cx);
        let generator = Generator::new(&vocabulary);
        if let Err(Thrown) = evaluator::eval_text(&mut cx, SETTING, "setting", 1, 1) {
            panic!("the setting: {:?}", report::cause(&mut cx));
        }
        let done = Arc::new(AtomicBool::new(false));
        let watch = self.watch(&mut cx, Arc::clone(&done));
        for _ in 0..SHARED_BY {
            if Instant::now() >= end || next >= last {
                break;
            }
            let (_, program) = generator.program(next);
            let _ = fs::write(self.folder.join("program"), format!("{next}\n{program}"));
            self.began.store(self.start.elapsed().as_millis() as u64 + 1, Ordering::SeqCst);
            let shown = evaluator::eval_text(&mut cx, &program, "fuzz", 1, 1)
                .and_then(|value| evaluator::shown(&mut cx, value));
            self.began.store(0, Ordering::SeqCst);
            let answer = match shown {
                Ok(text) => text,
                Err(Thrown) => {
                    let (class, message) = report::cause(&mut cx);
                    format!("{class} {message}")
                }
            };
            if number("TERCEL_FUZZ_SHOW").is_some() {
                println!("{next}: {program}\n  {}", answer.chars().take(300).collect::<String>());
            }
            if self.panicked.load(Ordering::SeqCst) {
                std::process::exit(3);
            }
            next += 1;
        }
        done.store(true, Ordering::SeqCst);
        watch.thread().unpark();
        watch.join().expect("the watch does not panic");
        next
    }

    /// Interrupts programs that take long, and ends the process when one does not hear it.
    fn watch(&self, cx: &mut Mutator, done: Arc<AtomicBool>) -> std::thread::JoinHandle<()> {
        let (heap, handle) = (cx.heap().clone(), cx.handle());
        let (began, start) = (Arc::clone(&self.began), self.start);
        std::thread::spawn(move || {
            while !done.load(Ordering::SeqCst) {
                std::thread::park_timeout(PATIENCE / 2);
                let program = began.load(Ordering::SeqCst);
                if program == 0 {
                    continue;
                }
                let taken = start.elapsed().saturating_sub(Duration::from_millis(program));
                if taken > HANG {
                    eprintln!("hangs: hears no interrupt");
                    std::process::abort();
                } else if taken > PATIENCE {
                    heap.interrupt(&handle);
                }
            }
        })
    }
}

/// Name, smallest and largest number of arguments of each core function and macro.
const FUNCTIONS: &str = r#"
(apply str
  (for [[sym v] (sort-by key (ns-publics 'clojure.core))
        :let [arglists (try (:arglists (meta v)) (catch Throwable _ nil))]
        :when (seq arglists)
        :let [named (fn [arglist] (count (take-while #(not= '& %) arglist)))
              most (fn [arglist] (+ (named arglist) (if (some #{'&} arglist) 3 0)))]]
    (str sym " " (apply min (map named arglists)) " " (apply max (map most arglists)) "\n")))
"#;

/// The public functions of the core library, and the members of all host classes.
fn vocabulary(cx: &mut Mutator) -> Vocabulary {
    let names = match evaluator::eval_text(cx, FUNCTIONS, "names", 1, 1) {
        Ok(names) => names,
        Err(Thrown) => panic!("the core vars: {:?}", report::cause(cx)),
    };
    let names = data::string::of(names).expect("a string").to_str().into_owned();
    let function = |line: &str| {
        let mut words = line.split(' ');
        let name = words.next()?.to_owned();
        let args_min = words.next()?.parse().ok()?;
        let args_max = words.next()?.parse().ok()?;
        Some(Function { name, args_min, args_max })
    };
    let functions = names.lines().filter_map(function).collect();
    let mut members = Vec::new();
    for class in host::CLASSES.iter().chain(corelib::classes::CLASSES) {
        for member in class.members {
            members.push(Member {
                class: class.name.to_owned(),
                name: member.name.to_owned(),
                kind: match member.kind {
                    runtime::class::MemberKind::StaticMethod => MemberKind::Static,
                    runtime::class::MemberKind::InstanceMethod => MemberKind::Instance,
                    runtime::class::MemberKind::Constructor => MemberKind::Constructor,
                    runtime::class::MemberKind::StaticField => MemberKind::StaticField,
                    runtime::class::MemberKind::InstanceField => MemberKind::Instance,
                },
            });
        }
    }
    Vocabulary { functions, members }
}
