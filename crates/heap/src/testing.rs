//! What tests on all floors ask about the heap they run in.

/// The variable that makes every heap collect at each Nth allocation.
const STRESS: &str = "TERCEL_HEAP_STRESS";

/// How many rounds of something a test makes: `usual`, or far fewer under heap stress, where each
/// round takes hundreds of times as long; but 20, if there are as many.
pub fn rounds(usual: usize) -> usize {
    let part = match stress_every() {
        None => 1,
        Some(0..10) => 500,
        Some(_) => 50,
    };
    (usual / part).max(20).min(usual)
}

/// Whether the environment asks for heap stress.
pub fn under_stress() -> bool {
    stress_every().is_some()
}

fn stress_every() -> Option<u64> {
    std::env::var(STRESS).ok()?.parse().ok().filter(|&every| every != 0)
}
