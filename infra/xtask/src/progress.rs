//! What a person sees while a command works: a line when a step begins, one with its seconds when it ends, and a table
//! of all steps at the end.

use std::{
    cell::Cell,
    fmt::Write,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use anyhow::Result;

/// Steps in the order in which they began.
static STEPS: Mutex<Steps> = Mutex::new(Steps { expected: 0, begun: 0, all: Vec::new() });

thread_local! {
    /// Steps that enclose the current one.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

struct Steps {
    /// Outermost steps that a command has announced.
    expected: usize,
    /// Outermost steps that have begun.
    begun: usize,
    all: Vec<Step>,
}

struct Step {
    name: String,
    depth: usize,
    time: Option<Duration>,
    is_ok: bool,
}

/// Announces how many outermost steps a command will take. They are numbered from then on.
pub fn expect_steps(count: usize) {
    steps().expected = count;
}

/// Runs a step and says how long it took.
///
/// # Errors
/// Those of the step.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let (depth, start) = (DEPTH.get(), Instant::now());
    let (index, counter) = steps().begin(name, depth);
    eprintln!("· {counter}{name} …");
    DEPTH.set(depth + 1);
    let outcome = work();
    DEPTH.set(depth);
    let mark = if outcome.is_ok() { "✓" } else { "✗" };
    eprintln!("{mark} {counter}{name} ({:.1} s)", start.elapsed().as_secs_f64());
    steps().end(index, start.elapsed(), outcome.is_ok());
    outcome
}

/// Says that a step has nothing to do.
pub fn skip(name: &str) {
    let (index, counter) = steps().begin(name, DEPTH.get());
    eprintln!("✓ {counter}{name}: up to date");
    steps().end(index, Duration::ZERO, true);
}

/// Says something that takes no time.
pub fn note(text: &str) {
    eprintln!("· {text}");
}

/// All steps with their times. A step's time contains those of the steps inside it.
pub fn table() -> String {
    let mut text = String::new();
    for Step { name, depth, time, is_ok } in &steps().all {
        let seconds = time.map_or_else(|| "-".to_owned(), |time| format!("{:.1}", time.as_secs_f64()));
        let mark = if *is_ok { "" } else { "  FAILED" };
        // Writing to a string cannot fail.
        _ = writeln!(text, "{seconds:>9} s  {:indent$}{name}{mark}", "", indent = 2 * depth);
    }
    text
}

fn steps() -> MutexGuard<'static, Steps> {
    STEPS.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Steps {
    fn begin(&mut self, name: &str, depth: usize) -> (usize, String) {
        self.all.push(Step { name: name.to_owned(), depth, time: None, is_ok: false });
        self.begun += usize::from(depth == 0);
        let is_counted = depth == 0 && self.begun <= self.expected;
        let counter = if is_counted { format!("[{}/{}] ", self.begun, self.expected) } else { String::new() };
        (self.all.len() - 1, counter)
    }

    fn end(&mut self, index: usize, time: Duration, is_ok: bool) {
        if let Some(step) = self.all.get_mut(index) {
            (step.time, step.is_ok) = (Some(time), is_ok);
        }
    }
}
