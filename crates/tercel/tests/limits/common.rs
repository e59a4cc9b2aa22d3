//! Forms evaluated in a small heap, on a thread with a stack of a given size.

use tercel::{Mutator, Options, Runtime, Thrown, evaluator};

/// Evaluates the forms one after the other in one runtime, and compares what they print as.
pub fn check(forms: &'static [(&'static str, &'static str)]) {
    with_runtime(64 << 20, move |cx| {
        for &(form, expected) in forms {
            assert_eq!(shown(cx, form), expected, "{form}");
        }
    });
}

/// Runs `work` in a runtime of its own, whose heap is small.
pub fn with_runtime(stack_bytes: usize, work: impl FnOnce(&mut Mutator) + Send + 'static) {
    let run = move || {
        let options = Options { heap_bytes_max: Some(48 << 20) };
        let runtime = Runtime::new(&options).expect("room for a runtime");
        work(&mut runtime.mutator());
    };
    let thread = std::thread::Builder::new().stack_size(stack_bytes).spawn(run);
    thread.expect("a thread").join().expect("every form gives its answer");
}

/// Overwrites what earlier calls left on the stack: stacks are scanned conservatively, and what was
/// just too much would stay.
#[inline(never)]
fn scrub_stack() {
    std::hint::black_box(&mut [0_u8; 64 << 10]);
}

/// What a form's value prints as, or its exception.
pub fn shown(cx: &mut Mutator, form: &str) -> String {
    scrub_stack();
    let shown = evaluator::eval_text(cx, form, "limits", 1, 1)
        .and_then(|value| evaluator::shown(cx, value));
    match shown {
        Ok(text) => text,
        Err(Thrown) => evaluator::describe_pending(cx),
    }
}
