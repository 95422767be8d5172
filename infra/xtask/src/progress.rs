//! What a person sees while a command works: one line when a step begins, one with its seconds when it ends.

use std::time::Instant;

use anyhow::Result;

/// Runs a step and says how long it took.
///
/// # Errors
/// Those of the step.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("· {name} …");
    let start = Instant::now();
    let outcome = work();
    let mark = if outcome.is_ok() { "✓" } else { "✗" };
    eprintln!("{mark} {name} ({:.1} s)", start.elapsed().as_secs_f64());
    outcome
}

/// Says something that needs no time.
pub fn note(words: &str) {
    eprintln!("· {words}");
}
