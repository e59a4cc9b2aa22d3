//! The program's three streams: standard input, output and error, or what the embedder put there.
//!
//! Output is written in a blocking section. Input is read by a thread of its own, which reads only
//! when somebody waits: so a wait for input can be interrupted, and collections go on meanwhile.
#![expect(
    clippy::disallowed_types,
    reason = "held for a moment, or in a blocking section; the thread that reads is no mutator"
)]

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, Thread};

use data::class::ClassId;
use heap::{Mutator, Result, Thrown};

use crate::state;

/// Where output goes, and where input comes from. A stream that is left out is the process's.
#[derive(Default)]
pub struct Streams {
    stdout: Option<Mutex<Box<dyn Write + Send>>>,
    stderr: Option<Mutex<Box<dyn Write + Send>>>,
    input: Arc<Input>,
}

/// One of the two output streams.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Output {
    Stdout,
    Stderr,
}

impl Streams {
    /// The given streams.
    pub fn new(
        stdin: Option<Box<dyn Read + Send>>,
        stdout: Option<Box<dyn Write + Send>>,
        stderr: Option<Box<dyn Write + Send>>,
    ) -> Streams {
        let mut input = Input::default();
        if let Some(stdin) = stdin {
            input.source = Mutex::new(Some(stdin));
        }
        Streams {
            stdout: stdout.map(Mutex::new),
            stderr: stderr.map(Mutex::new),
            input: Arc::new(input),
        }
    }
}

impl Drop for Streams {
    fn drop(&mut self) {
        // The reading thread goes, as soon as it does not read.
        let mut pipe = held(&self.input.pipe);
        pipe.is_abandoned = true;
        self.input.asked.notify_all();
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes bytes and flushes.
///
/// # Errors
/// An `IOException` when the stream refuses them.
pub fn write(cx: &mut Mutator, output: Output, bytes: &[u8]) -> Result<()> {
    let heap = cx.heap().clone();
    let streams = state::of_heap(&heap).streams();
    let written = cx.blocking(|| {
        let own = match output {
            Output::Stdout => &streams.stdout,
            Output::Stderr => &streams.stderr,
        };
        match (own, output) {
            (Some(own), _) => write_all(&mut *held(own), bytes),
            (None, Output::Stdout) => write_all(&mut io::stdout().lock(), bytes),
            (None, Output::Stderr) => write_all(&mut io::stderr().lock(), bytes),
        }
    });
    // What prints without end is interrupted here.
    cx.safepoint()?;
    written.map_err(|error| failed(cx, &error))
}

fn write_all(stream: &mut dyn Write, bytes: &[u8]) -> io::Result<()> {
    stream.write_all(bytes)?;
    stream.flush()
}

#[cold]
fn failed(cx: &mut Mutator, error: &io::Error) -> Thrown {
    data::throwable::throw(cx, ClassId::IO_EXCEPTION, error.to_string())
}

/// The input, and what was read of it before anybody wanted it.
#[derive(Default)]
struct Input {
    /// The process's own input when there is none; taken by the thread that reads.
    source: Mutex<Option<Box<dyn Read + Send>>>,
    pipe: Mutex<Pipe>,
    /// Somebody waits for input, or nobody will any more.
    asked: Condvar,
}

#[derive(Default)]
struct Pipe {
    bytes: VecDeque<u8>,
    /// So many bytes at the front have no line feed.
    searched: usize,
    end: Option<End>,
    is_asked: bool,
    is_started: bool,
    is_abandoned: bool,
    waiting: Vec<Thread>,
}

/// Why there are no more bytes.
#[derive(Clone)]
enum End {
    Ended,
    Failed(String),
}

impl Pipe {
    /// Takes the first bytes, `count` of them.
    fn take(&mut self, count: usize) -> Vec<u8> {
        self.searched = 0;
        self.bytes.drain(..count).collect()
    }

    /// Where the first line ends, after its line feed.
    fn line_end(&mut self) -> Option<usize> {
        let found = self.bytes.range(self.searched..).position(|byte| *byte == b'\n');
        let end = found.map(|index| self.searched + index + 1);
        self.searched = self.bytes.len();
        end
    }
}

/// How much is read at once.
const CHUNK: usize = 8 << 10;
const FILE_CHUNK: usize = 1 << 20;
/// What a line takes at most while it is read, in the size of its bytes: what waits, what is taken
/// of it, its text, and the string.
const LINE_SHARE: usize = 4;

/// Waits until `take` finds what it wants in the bytes that are there, or the input ends: `take` is
/// then asked a last time. Nothing is taken by an answer of `None`. When there is no room for what
/// waits to be taken, it is lost.
fn wait_for<R>(
    cx: &mut Mutator,
    mut take: impl FnMut(&mut Pipe, bool) -> Option<R>,
) -> Result<Option<R>> {
    let heap = cx.heap().clone();
    let input = &state::of_heap(&heap).streams().input;
    loop {
        cx.safepoint()?;
        let waiting_bytes = held(&input.pipe).bytes.len();
        if let Err(thrown) = cx.admit_external(waiting_bytes.saturating_mul(LINE_SHARE)) {
            let mut pipe = held(&input.pipe);
            pipe.bytes = VecDeque::new();
            pipe.searched = 0;
            return Err(thrown);
        }
        {
            let mut pipe = held(&input.pipe);
            let end = pipe.end.clone();
            let found = take(&mut pipe, end.is_some());
            match (found, end) {
                (Some(found), _) => return Ok(Some(found)),
                (None, Some(End::Ended)) => {
                    // A terminal may go on after its end was told once.
                    pipe.end = None;
                    return Ok(None);
                }
                (None, Some(End::Failed(error))) => {
                    drop(pipe);
                    return Err(data::throwable::throw(cx, ClassId::IO_EXCEPTION, error));
                }
                (None, None) => {}
            }
            pipe.waiting.push(thread::current());
            if !pipe.is_started {
                pipe.is_started = true;
                let input = Arc::clone(input);
                let started = thread::Builder::new().name("input".into()).spawn(move || {
                    input.serve();
                });
                if let Err(error) = started {
                    pipe.is_started = false;
                    pipe.end = Some(End::Failed(error.to_string()));
                    continue;
                }
            }
            pipe.is_asked = true;
            input.asked.notify_one();
        }
        cx.park(None);
    }
}

impl Input {
    /// Reads whenever somebody waits, as long as the streams are there.
    fn serve(&self) {
        let mut source = held(&self.source).take();
        let mut buffer = vec![0; CHUNK];
        let mut pipe = held(&self.pipe);
        loop {
            if pipe.is_abandoned {
                return;
            }
            if !pipe.is_asked {
                pipe = self.asked.wait(pipe).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            drop(pipe);
            let read = match &mut source {
                Some(source) => source.read(&mut buffer),
                None => io::stdin().lock().read(&mut buffer),
            };
            pipe = held(&self.pipe);
            match read {
                Ok(0) => pipe.end = Some(End::Ended),
                Ok(count) => pipe.bytes.extend(&buffer[..count]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => pipe.end = Some(End::Failed(error.to_string())),
            }
            pipe.is_asked = false;
            pipe.waiting.drain(..).for_each(|thread| thread.unpark());
        }
    }
}

/// Some bytes of the input, at most `limit`; none at its end.
///
/// # Errors
/// An `IOException`; an interrupt.
pub fn read(cx: &mut Mutator, limit: usize) -> Result<Option<Vec<u8>>> {
    wait_for(cx, |pipe, _| {
        let count = pipe.bytes.len().min(limit);
        if count == 0 { None } else { Some(pipe.take(count)) }
    })
}

/// The next line of the input with its line feed, if it has one; none at the end. Faulty UTF-8 is
/// replaced.
///
/// # Errors
/// An `IOException`; an interrupt.
pub fn read_line(cx: &mut Mutator) -> Result<Option<String>> {
    let line = wait_for(cx, |pipe, is_end| {
        let end = match pipe.line_end() {
            Some(end) => end,
            None if is_end => pipe.bytes.len(),
            None => 0,
        };
        if end == 0 { None } else { Some(pipe.take(end)) }
    })?;
    Ok(line.map(|line| String::from_utf8_lossy(&line).into_owned()))
}

/// The rest of the input. Faulty UTF-8 is replaced.
///
/// # Errors
/// As for `read`.
pub fn read_to_end(cx: &mut Mutator) -> Result<String> {
    let mut all = Vec::new();
    while let Some(bytes) = read(cx, usize::MAX)? {
        cx.admit_external((all.len() + bytes.len()).saturating_mul(LINE_SHARE))?;
        all.extend(bytes);
    }
    Ok(String::from_utf8_lossy(&all).into_owned())
}

/// All bytes of a file, which may be endless: `/dev/zero` is a file too.
///
/// # Errors
/// `OutOfMemoryError` when there is no room for more; an interrupt. What the system says is inside.
pub fn read_file(cx: &mut Mutator, path: &Path) -> Result<io::Result<Vec<u8>>> {
    let file = match cx.blocking(|| File::open(path)) {
        Ok(file) => file,
        Err(error) => return Ok(Err(error)),
    };
    let mut all = Vec::new();
    loop {
        cx.safepoint()?;
        cx.admit_external((all.len() + FILE_CHUNK) * LINE_SHARE)?;
        let read = cx.blocking(|| (&file).take(FILE_CHUNK as u64).read_to_end(&mut all));
        match read {
            Ok(0) => return Ok(Ok(all)),
            Ok(_) => {}
            Err(error) => return Ok(Err(error)),
        }
    }
}

/// Sets the streams; once, before the program runs.
///
/// # Panics
/// When they were set, or used, before.
pub fn install(cx: &Mutator, streams: Streams) {
    assert!(state::of(cx).set_streams(streams), "the streams are set once");
}
