//! Programs of `tests/threads/*.clj` that several threads run at once.
//!
//! A program has sections, each begun by a line `;! …`:
//!
//! | section | what it holds |
//! | --- | --- |
//! | `rounds N` | how often the threads repeat what they do; fewer under heap stress |
//! | `setup` | forms evaluated first |
//! | `threads N` | the body of a function of `me` and `rounds`, run by N threads; it answers `:ok` |
//! | `check` | forms after all threads have ended, each with its answer below |
//!
//! `TERCEL_THREAD_ROUNDS=1000000` gives each program that many rounds. Whoever does not end in time
//! is interrupted and told of, with what the system knows of each thread.

#![forbid(unsafe_code)]

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::{Duration, Instant};

use heap::{Heap, Result, ThreadHandle};
use tercel::{Mutator, Options, Runtime, Thrown, evaluator};

/// The stack of each thread.
const STACK_BYTES: usize = 16 << 20;
/// How long all threads of a program may take.
const PATIENCE: Duration = Duration::from_secs(120);
/// How long an interrupted thread may take to say where it was.
const LAST_WORDS: Duration = Duration::from_secs(5);

#[derive(Default)]
struct Program {
    rounds: usize,
    setup: String,
    /// How many threads run which body.
    bodies: Vec<(usize, String)>,
    /// Forms and their answers.
    checks: Vec<(String, String)>,
}

enum Section {
    Head,
    Setup,
    Body,
    Check,
}

fn parse(text: &str) -> Program {
    let mut program = Program::default();
    let mut section = Section::Head;
    let mut form = String::new();
    for line in text.lines() {
        if let Some(head) = line.strip_prefix(";! ") {
            let (word, number) = head.split_once(' ').unwrap_or((head, "1"));
            let number: usize = number.parse().expect("a section's number");
            section = match word {
                "rounds" => {
                    program.rounds = number;
                    Section::Head
                }
                "setup" => Section::Setup,
                "threads" => {
                    program.bodies.push((number, String::new()));
                    Section::Body
                }
                "check" => Section::Check,
                other => panic!("no section is called {other}"),
            };
            continue;
        }
        match section {
            Section::Head => {}
            Section::Setup => program.setup.push_str(&format!("{line}\n")),
            Section::Body => {
                let (_, body) = program.bodies.last_mut().expect("a body has begun");
                body.push_str(&format!("{line}\n"));
            }
            Section::Check => match line.strip_prefix(";=> ") {
                Some(answer) => {
                    program.checks.push((core::mem::take(&mut form), answer.to_string()));
                }
                None => form.push_str(&format!("{line}\n")),
            },
        }
    }
    program
}

/// What a form prints as; the exception with its causes and its place when it throws.
fn shown(cx: &mut Mutator, source: &str, form: &str) -> String {
    let value = evaluator::eval_text(cx, form, source, 1, 1);
    told(cx, value)
}

fn told(cx: &mut Mutator, value: Result) -> String {
    match value.and_then(|value| evaluator::shown(cx, value)) {
        Ok(text) => text,
        Err(Thrown) => {
            let exception = cx.take_pending();
            tercel::report::report(cx, exception, None)
        }
    }
}

/// What a worker tells the one who waits.
enum News {
    Started(ThreadHandle),
    Ended(usize, String),
}

/// One thread that runs a body: it waits for the others, so that all begin at once.
fn work(
    runtime: &Runtime,
    (number, name, form): (usize, &str, &str),
    start: &Barrier,
    news: &Sender<News>,
) {
    let mut cx = runtime.mutator();
    let _ = news.send(News::Started(cx.handle()));
    let function = evaluator::eval_text(&mut cx, form, name, 1, 1);
    cx.blocking(|| start.wait());
    let value = function.and_then(|function| cx.invoke(function, &[]));
    let text = told(&mut cx, value);
    let _ = news.send(News::Ended(number, text));
}

fn run(name: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/threads");
    let file = path.join(format!("{name}.clj"));
    let text = std::fs::read_to_string(&file).expect("the program is there");
    let program = parse(&text);
    let asked = std::env::var("TERCEL_THREAD_ROUNDS").ok().and_then(|text| text.parse().ok());
    let rounds = asked.unwrap_or_else(|| heap::testing::rounds(program.rounds));
    let runtime = Runtime::builder().class_path([path.join("src")]).build();
    let runtime = Arc::new(runtime.expect("room for a runtime"));
    let mut cx = runtime.mutator();
    let source = format!("{name}.clj");
    let setup = shown(&mut cx, &source, &format!("{}\n:ready", program.setup));
    assert_eq!(setup, ":ready", "the setup of {name}");
    let bodies: Vec<&str> = program
        .bodies
        .iter()
        .flat_map(|(count, body)| core::iter::repeat_n(body.as_str(), *count))
        .collect();
    let answers = race(&mut cx, &runtime, (&source, &bodies, rounds), PATIENCE);
    let answers = answers.unwrap_or_else(|report| panic!("{name}: {report}"));
    for (me, answer) in answers.iter().enumerate() {
        assert_eq!(answer, ":ok", "thread {me} of {name}");
    }
    for (form, expected) in &program.checks {
        let form = format!("(let [rounds {rounds}] {form})");
        assert_eq!(&shown(&mut cx, &source, &form), expected, "{form} of {name}");
    }
}

/// Runs all bodies at once; answers what each answered, or a report of those that did not end.
fn race(
    cx: &mut Mutator,
    runtime: &Arc<Runtime>,
    (source, bodies, rounds): (&str, &[&str], usize),
    patience: Duration,
) -> std::result::Result<Vec<String>, String> {
    let (sender, receiver) = mpsc::channel();
    let start = Arc::new(Barrier::new(bodies.len()));
    for (me, body) in bodies.iter().enumerate() {
        let form = format!("(let [me {me} rounds {rounds}] (fn [] {body}))");
        let (runtime, source) = (runtime.clone(), source.to_string());
        let (start, sender) = (start.clone(), sender.clone());
        let builder = thread::Builder::new().name(format!("w{me}")).stack_size(STACK_BYTES);
        let worker = move || work(&runtime, (me, &source, &form), &start, &sender);
        builder.spawn(worker).expect("a thread");
    }
    drop(sender);
    let heap = cx.heap().clone();
    cx.blocking(|| watch(&heap, &receiver, bodies.len(), patience))
}

/// Waits for the workers, but not for ever.
fn watch(
    heap: &Heap,
    news: &Receiver<News>,
    count: usize,
    patience: Duration,
) -> std::result::Result<Vec<String>, String> {
    let mut handles = Vec::new();
    let mut answers: Vec<Option<String>> = (0..count).map(|_| None).collect();
    let deadline = Instant::now() + patience;
    while answers.iter().any(Option::is_none) {
        match news.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(News::Started(handle)) => handles.push(handle),
            Ok(News::Ended(me, answer)) => answers[me] = Some(answer),
            Err(RecvTimeoutError::Disconnected) => panic!("a worker panicked: {answers:?}"),
            Err(RecvTimeoutError::Timeout) => {
                let system = system_threads();
                handles.iter().for_each(|handle| _ = heap.interrupt(handle));
                return Err(report(news, answers, &system));
            }
        }
    }
    Ok(answers.into_iter().flatten().collect())
}

/// What each thread waits for: where the interrupt found it.
fn report(news: &Receiver<News>, mut answers: Vec<Option<String>>, system: &str) -> String {
    let deadline = Instant::now() + LAST_WORDS;
    while answers.iter().any(Option::is_none)
        && let Ok(told) = news.recv_timeout(deadline.saturating_duration_since(Instant::now()))
    {
        if let News::Ended(me, answer) = told {
            answers[me] = Some(answer);
        }
    }
    let mut lines = vec!["the threads did not end in time".to_string()];
    for (me, answer) in answers.iter().enumerate() {
        let answer = answer.as_deref().unwrap_or("does not hear an interrupt");
        lines.push(format!("worker {me}: {answer}"));
    }
    format!("{}\n{system}", lines.join("\n"))
}

/// Name, state and wait of each thread of this process, as Linux tells them.
fn system_threads() -> String {
    let mut lines = Vec::new();
    for task in std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten() {
        let read = |file: &str| std::fs::read_to_string(task.path().join(file)).unwrap_or_default();
        let status = read("status");
        let state = status.lines().find(|line| line.starts_with("State:")).unwrap_or_default();
        let (name, wait) = (read("comm"), read("wchan"));
        lines.push(format!("{} {state} {wait}", name.trim()));
    }
    lines.join("\n")
}

macro_rules! programs {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            run(stringify!($name));
        })*

        #[test]
        fn every_program_is_run() {
            let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/threads");
            let mut found: Vec<String> = std::fs::read_dir(path)
                .expect("the folder is there")
                .filter_map(|entry| {
                    let name = entry.expect("an entry").file_name().into_string().ok()?;
                    name.strip_suffix(".clj").map(str::to_string)
                })
                .collect();
            found.sort();
            assert_eq!(found, [$(stringify!($name)),*]);
        }
    };
}

programs! {
    bindings calls data extensions interning lazy libraries locks redefinitions resolution shapes
    states threads
}

/// Two threads that each hold what the other wants: the report tells of both.
#[test]
fn a_deadlock_is_reported() {
    let runtime = Arc::new(Runtime::new(&Options::default()).expect("room for a runtime"));
    let mut cx = runtime.mutator();
    let setup = "(def a (Object.)) (def b (Object.)) (def held (atom 0))";
    shown(&mut cx, "deadlock.clj", setup);
    let wait = "(swap! held inc) (while (< @held 2) (Thread/yield))";
    let bodies = [
        format!("(locking a {wait} (locking b :ok))"),
        format!("(locking b {wait} (locking a :ok))"),
    ];
    let bodies = [&*bodies[0], &*bodies[1]];
    let patience = Duration::from_secs(if heap::testing::under_stress() { 20 } else { 2 });
    let report = race(&mut cx, &runtime, ("deadlock.clj", &bodies, 1), patience);
    let report = report.expect_err("they cannot end");
    // Whoever hears the interrupt first leaves the lock that the other waits for.
    assert!(report.contains("InterruptedException"), "{report}");
    assert!(report.contains("worker 0:") && report.contains("worker 1:"), "{report}");
}
