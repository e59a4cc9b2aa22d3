//! The memory that analysis and compilation use, kept by the thread between forms.
//!
//! A form that evaluates another while it is compiled (a macro that calls `eval`) takes a second
//! workshop; so there is a small stack of them.

use analyzer::{Analyzer, passes};
use compiler::Compiler;
use heap::{Mutator, Result};

/// What one form needs on its way from form to code.
pub struct Workshop {
    pub analyzer: Analyzer,
    pub compiler: Compiler,
    pub liveness: passes::liveness::Scratch,
}

/// The workshops of a thread that nobody uses at the moment.
#[expect(clippy::vec_box, reason = "a workshop is moved in and out, and is large")]
struct Idle(Vec<Box<Workshop>>);

/// More than this many are dropped when they are given back.
const KEPT: usize = 8;
/// A workshop whose tree was larger than this is dropped: its memory is more than forms need.
const LARGE: usize = 1 << 16;

impl Workshop {
    pub fn new(cx: &mut Mutator) -> Workshop {
        Workshop {
            analyzer: Analyzer::new(cx),
            compiler: Compiler::new(cx),
            liveness: passes::liveness::Scratch::default(),
        }
    }
}

/// Runs `work` with a workshop of this thread.
///
/// # Errors
/// What the work throws.
pub fn with<R>(
    cx: &mut Mutator,
    work: impl FnOnce(&mut Mutator, &mut Workshop) -> Result<R>,
) -> Result<R> {
    let idle = cx.local.as_mut().and_then(|local| local.downcast_mut::<Idle>());
    let mut workshop = match idle.and_then(|idle| idle.0.pop()) {
        Some(workshop) => workshop,
        None => Box::new(Workshop::new(cx)),
    };
    let result = work(cx, &mut workshop);
    if workshop.analyzer.ast.len() <= LARGE {
        // What the form was made of is not held any longer.
        workshop.analyzer.clear();
        workshop.compiler.clear();
        let local = cx.local.get_or_insert_with(|| Box::new(Idle(Vec::new())));
        if let Some(idle) = local.downcast_mut::<Idle>()
            && idle.0.len() < KEPT
        {
            idle.0.push(workshop);
        }
    }
    result
}
