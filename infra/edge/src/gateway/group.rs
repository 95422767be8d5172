//! Commands that share a commit, as one Hrana batch, and what its result says of each.
//!
//! Each command has a savepoint of its own, so that one that is refused undoes only itself. Where SQLite rolls back the
//! whole transaction by itself, nothing after it is run: no step runs outside of the transaction.

use super::job::{Answer, NoAnswer, Ran};
use crate::sql::hrana::Stmt;
use serde::Deserialize;
use serde_json::{Value, json};

/// Steps of one command: savepoint, command, rollback, release.
const STEPS: usize = 4;
/// The step that begins the transaction.
const BEGIN: usize = 0;

/// What became of a group.
#[derive(Debug, PartialEq)]
pub enum Outcome {
    /// It is committed; an answer for each command.
    Committed(Vec<Answer>),
    /// Nothing of it is stored. Where a command had an error, this is the last one.
    RolledBack(Option<Value>),
    /// Others write: nothing was run.
    Busy(Value),
    /// sqld did not say.
    Unknown(String),
}

/// The batch's result as sqld writes it.
#[derive(Deserialize)]
struct BatchResult {
    step_results: Vec<Option<Value>>,
    step_errors: Vec<Option<Value>>,
    #[serde(default)]
    replication_index: Value,
}

/// The request for a group.
pub fn request<'a>(commands: impl Iterator<Item = &'a Stmt>) -> Value {
    let in_transaction = json!({ "type": "not", "cond": { "type": "is_autocommit" } });
    let begun = json!({ "type": "and", "conds": [{ "type": "ok", "step": BEGIN }, in_transaction] });
    let control =
        |sql: &str, condition: &Value| json!({ "condition": condition, "stmt": { "sql": sql, "want_rows": false } });
    let mut steps = vec![control("BEGIN IMMEDIATE", &Value::Null)];
    for command in commands {
        let savepoint = steps.len();
        let step = savepoint + 1;
        let failed = json!({ "type": "and", "conds": [{ "type": "error", "step": step }, in_transaction] });
        let set = json!({ "type": "and", "conds": [{ "type": "ok", "step": savepoint }, in_transaction] });
        steps.push(control("SAVEPOINT command", &begun));
        steps.push(json!({ "condition": { "type": "ok", "step": savepoint }, "stmt": command }));
        steps.push(control("ROLLBACK TO command", &failed));
        steps.push(control("RELEASE command", &set));
    }
    steps.push(control("COMMIT", &begun));
    // A commit that failed may leave the transaction open.
    steps.push(control("ROLLBACK", &begun));
    json!({ "type": "batch", "batch": { "steps": steps } })
}

/// Reads the result of [`request`] for so many commands.
pub fn read(result: Value, commands: usize) -> Outcome {
    let batch = match result["type"].as_str() {
        Some("ok") => serde_json::from_value::<BatchResult>(result["response"]["result"].clone()),
        _ => return Outcome::Unknown(format!("sqld failed the group: {}", result["error"]["message"])),
    };
    let commit = 1 + STEPS * commands;
    let mut batch = match batch {
        Ok(batch) if batch.step_results.len() == commit + 2 && batch.step_errors.len() == commit + 2 => batch,
        Ok(_) => return Outcome::Unknown("sqld's answer has other steps than were sent".to_owned()),
        Err(error) => return Outcome::Unknown(format!("sqld's answer is not understood: {error}")),
    };
    if let Some(error) = batch.step_errors[BEGIN].take() {
        return Outcome::Busy(error);
    }
    if batch.step_results[commit].is_none() {
        return Outcome::RolledBack(batch.step_errors.into_iter().flatten().next_back());
    }
    let mut answers = Vec::with_capacity(commands);
    for at in 0..commands {
        let step = 2 + STEPS * at;
        answers.push(match (batch.step_results[step].take(), batch.step_errors[step].take()) {
            (Some(mut rows), None) => {
                // The commit has moved the log; what stands at the step was read before.
                rows["replication_index"] = batch.replication_index.clone();
                Ok(Ran::Rows(rows))
            }
            (_, Some(error)) => Ok(Ran::Error(error)),
            (None, None) => Err(NoAnswer::NotRun("its savepoint could not be set".to_owned())),
        });
    }
    Outcome::Committed(answers)
}

#[cfg(test)]
mod tests;
