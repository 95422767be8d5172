//! Requests as clients send them.

use super::*;

fn actions(body: Value) -> Result<Vec<&'static str>, String> {
    let pipeline: Pipeline = serde_json::from_value(body).map_err(|error| error.to_string())?;
    let name = |action: &Action| match action {
        Action::Close => "close",
        Action::GetAutocommit => "get_autocommit",
        Action::Execute(_) => "execute",
        Action::Batch(_) => "batch",
        Action::Describe(_) => "describe",
    };
    let actions = pipeline.actions().map_err(|refusal| refusal.to_string())?;
    Ok(actions.iter().map(name).collect())
}

#[test]
fn requests_of_the_edge_host_and_of_spins_client_are_served() {
    let stmt = json!({ "sql": "SELECT 1", "args": [{ "type": "integer", "value": "1" }], "named_args": [],
        "want_rows": true, "sql_id": null, "replication_index": null });
    let execute = json!({ "type": "execute", "stmt": stmt });
    let batch = json!({ "type": "batch", "batch": { "steps": [{ "condition": null, "stmt": stmt }] } });
    let check = |requests: Value, expect: &[&str]| {
        assert_eq!(actions(json!({ "baton": null, "requests": requests })), Ok(expect.to_vec()));
    };
    check(json!([execute, { "type": "close" }]), &["execute", "close"]);
    check(json!([{ "type": "describe", "sql": "SELECT 1" }]), &["describe"]);
    check(json!([batch, { "type": "get_autocommit" }, { "type": "close" }]), &["batch", "get_autocommit", "close"]);
    let cursor: Cursor = serde_json::from_value(json!({ "baton": null, "batch": batch["batch"] })).unwrap();
    assert_eq!(cursor.statement().unwrap().args.len(), 1);
}

#[test]
fn whatever_would_be_more_than_one_statement_is_refused() {
    let stmt = json!({ "sql": "SELECT 1" });
    let execute = json!({ "type": "execute", "stmt": stmt });
    let step = json!({ "stmt": stmt });
    let refused = [
        json!([execute, execute]),
        json!([execute, { "type": "batch", "batch": { "steps": [step] } }]),
        json!([{ "type": "batch", "batch": { "steps": [step, step] } }]),
        json!([{ "type": "batch", "batch": { "steps": [{ "condition": { "type": "ok", "step": 0 }, "stmt": stmt }] } }]),
        json!([{ "type": "sequence", "sql": "SELECT 1; SELECT 2" }]),
        json!([{ "type": "store_sql", "sql_id": 1, "sql": "SELECT 1" }]),
        json!([{ "type": "execute", "stmt": { "sql": "SELECT :a", "named_args": [{ "name": "a" }] } }]),
        json!([{ "type": "close" }, { "type": "close" }, { "type": "close" }, { "type": "close" }, { "type": "close" }]),
    ];
    for requests in refused {
        let said = actions(json!({ "requests": requests })).unwrap_err();
        assert!(said.contains("does not serve"), "{requests}: {said}");
    }
    let stream = json!({ "baton": "b", "requests": [execute] });
    assert!(actions(stream).unwrap_err().contains("a stream that goes on"));
}

#[test]
fn a_cursor_is_answered_line_by_line() {
    let rows = json!({ "cols": [{ "name": "a" }], "rows": [[{ "type": "integer", "value": "1" }]],
        "affected_row_count": 1, "last_insert_rowid": "1" });
    let lines: Vec<Value> = cursor_rows(&rows).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let types: Vec<_> = lines.iter().filter_map(|line| line["type"].as_str()).collect();
    assert_eq!(types, ["step_begin", "row", "step_end"]);
    assert!(lines[0]["baton"].is_null());
    let error = json!({ "message": "SQLite error: refused:x", "code": "SQLITE_CONSTRAINT" });
    assert!(cursor_error(&error).contains("\"step_error\""));
}
