//! What the gateway makes of sqld's answers to groups.

use super::*;

const DONE: &str = r#"{"cols":[],"rows":[],"affected_row_count":1,"replication_index":null}"#;

/// The result of a group: for each step `+` for done, `-` for an error, `.` for not run.
fn result(steps: &str) -> Value {
    let done: Value = serde_json::from_str(DONE).unwrap();
    let error = json!({ "message": "SQLite error: refused:lines_changed []", "code": "SQLITE_CONSTRAINT" });
    let of = |sign: char, value: &Value| -> Vec<Value> {
        steps.chars().map(|step| if step == sign { value.clone() } else { Value::Null }).collect()
    };
    json!({ "type": "ok", "response": { "type": "batch", "result": {
        "step_results": of('+', &done), "step_errors": of('-', &error), "replication_index": "7",
    } } })
}

fn kinds(outcome: Outcome) -> Vec<&'static str> {
    let Outcome::Committed(answers) = outcome else { panic!("{outcome:?}") };
    let kind = |answer: &Answer| match answer {
        Ok(Ran::Rows(rows)) => {
            assert_eq!(rows["replication_index"], "7", "a caller learns how far the log is");
            "rows"
        }
        Ok(Ran::Error(_)) => "error",
        Err(NoAnswer::NotRun(_)) => "not run",
        Err(NoAnswer::Unknown(_)) => "unknown",
    };
    answers.iter().map(kind).collect()
}

#[test]
fn a_refused_command_is_answered_alone_and_its_neighbours_stand() {
    let outcome = read(result("+ ++.+ +-++ ++.+ +.".replace(' ', "").as_str()), 3);
    assert_eq!(kinds(outcome), ["rows", "error", "rows"]);
}

#[test]
fn nobody_is_acknowledged_where_the_commit_is_not() {
    for steps in ["+ ++.+ ++.+ -+", "+ ++.+ +-.. ..", "+ ++.+ +-.. .... .."] {
        let steps = steps.replace(' ', "");
        let commands = (steps.len() - 3) / STEPS;
        assert!(matches!(read(result(&steps), commands), Outcome::RolledBack(Some(_))), "{steps}");
    }
    let failed = json!({ "type": "error", "error": { "message": "Transaction timed out" } });
    assert!(matches!(read(failed, 1), Outcome::Unknown(_)));
    assert!(matches!(read(result("+++"), 1), Outcome::Unknown(_)), "another answer than to this group");
}

#[test]
fn a_group_that_others_keep_out_was_not_run() {
    assert!(matches!(read(result("-......"), 1), Outcome::Busy(_)));
}

#[test]
fn a_step_runs_only_inside_the_transaction() {
    let command: Stmt = serde_json::from_value(json!({ "sql": "INSERT INTO item VALUES (1)" })).unwrap();
    let request = request([&command, &command].into_iter());
    let steps = request["batch"]["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 1 + 2 * STEPS + 2);
    let texts: Vec<_> = steps.iter().map(|step| step["stmt"]["sql"].as_str().unwrap()).collect();
    assert_eq!(texts[..3], ["BEGIN IMMEDIATE", "SAVEPOINT command", "INSERT INTO item VALUES (1)"]);
    assert!(steps[1..].iter().all(|step| !step["condition"].is_null()), "each step but the first has a condition");
}
