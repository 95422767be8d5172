//! Configuration errors, gathered so that one run names every offender and says how to fix each.

use std::fmt;

/// One thing that is wrong with the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where: a path into the file, such as `component.shop.source`.
    pub place: String,
    /// What is wrong.
    pub fault: String,
    /// What to do about it.
    pub fix: String,
}

/// All problems of a configuration; shown as a numbered list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Adds one.
    pub fn add(&mut self, place: impl Into<String>, fault: impl Into<String>, fix: impl Into<String>) {
        self.0.push(Problem { place: place.into(), fault: fault.into(), fix: fix.into() });
    }

    /// `value` when nothing was wrong.
    pub fn into_result<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = if self.0.len() == 1 { "problem" } else { "problems" };
        write!(f, "the configuration has {} {noun}:", self.0.len())?;
        for (number, problem) in self.0.iter().enumerate() {
            write!(f, "\n  {}. {}: {}\n     {}", number + 1, problem.place, problem.fault, problem.fix)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
