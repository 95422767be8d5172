//! The `Sql` port over a real sqld.

use outpost_db::sql::{Sql, SqlError, Value};
use outpost_db::transaction::{Transaction, statements};

use super::program::ctl;
use super::sqld::Sqld;

#[tokio::test]
async fn every_kind_of_value_comes_back_as_it_was_sent() {
    let Some(sqld) = Sqld::start().await else { return };
    let values = vec![
        Value::Null,
        Value::Integer(i64::MIN),
        Value::Real(0.25),
        Value::Text("ü\u{0}'".to_owned()),
        Value::Blob(vec![0, 255, 7]),
    ];
    let rows = sqld
        .remote()
        .query("SELECT ?1 AS missing, ?2 AS integer, ?3 AS real, ?4 AS text, ?5 AS bytes", values.clone())
        .await
        .unwrap();
    let mut row = rows.into_first().unwrap();
    assert_eq!(row.get::<Option<i64>>("missing").unwrap(), None);
    assert_eq!(row.integer("integer").unwrap(), i64::MIN);
    assert_eq!(Value::Text(row.text("text").unwrap()), values[3]);
    assert_eq!(row.get::<Vec<u8>>("bytes").unwrap(), [0, 255, 7]);
}

#[tokio::test]
async fn a_transaction_is_all_or_nothing() {
    let Some(sqld) = Sqld::start().await else { return };
    let remote = sqld.remote();
    let count = async || remote.query("SELECT count(*) FROM a", Vec::new()).await.unwrap().single::<i64>().unwrap();
    remote.transaction(statements("CREATE TABLE a (b INTEGER PRIMARY KEY); INSERT INTO a VALUES (1);")).await.unwrap();
    let refused = remote.transaction(statements("INSERT INTO a VALUES (2); INSERT INTO a VALUES (1);")).await;
    assert_eq!(refused, Err(SqlError::Statement("UNIQUE constraint failed: a.b".to_owned())));
    assert_eq!(count().await, 1);
    remote.transaction(statements("INSERT INTO a VALUES (2); INSERT INTO a VALUES (3);")).await.unwrap();
    assert_eq!(count().await, 3);
}

#[tokio::test]
async fn a_server_that_is_away_is_said_to_be() {
    ctl(&["migrate", "--url", "http://127.0.0.1:9"]).await.refused("cannot be reached");
}

#[tokio::test]
async fn a_token_never_leaves_for_another_machine_over_plain_http() {
    let folder = tempfile::tempdir().unwrap();
    let token = folder.path().join("token");
    std::fs::write(&token, "secret\n").unwrap();
    let arguments = ["migrate", "--url", "http://192.0.2.1:8080", "--token-file", token.to_str().unwrap()];
    ctl(&arguments).await.refused("use https");
}
