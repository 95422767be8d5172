//! Databases, key-value stores, variables and outgoing requests, through a guest.

use http::StatusCode;

use super::site::{Site, encode};

#[tokio::test(flavor = "multi_thread")]
async fn what_one_label_writes_the_other_reads_at_once() {
    let site = Site::start().await;
    site.sql("primary", "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT").await;
    for number in 1..=20 {
        let written = site.sql("primary", &format!("INSERT INTO item (name) VALUES ('n{number}') RETURNING id")).await;
        assert_eq!(written.body, format!("id\n{number}\nchanges 1 rowid {number}"));
        let read =
            site.sql("default", "SELECT max(id) AS newest, 1.5 AS half, x'0aff' AS raw, NULL AS none FROM item").await;
        assert_eq!(read.body, format!("newest|half|raw|none\n{number}|1.5|[0a, ff]|null\nchanges 0 rowid 0"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_statement_reaches_the_guest_in_sqlites_own_words() {
    let site = Site::start().await;
    site.sql("primary", "CREATE TABLE item (id INTEGER PRIMARY KEY, stock INTEGER CHECK (stock >= 0)) STRICT").await;
    site.sql("primary", "CREATE VIEW take (id) AS SELECT id FROM item").await;
    let trigger = "CREATE TRIGGER take_one INSTEAD OF INSERT ON take BEGIN \
                   INSERT INTO item (id, stock) VALUES (NEW.id, 1); \
                   SELECT RAISE(ABORT, 'out_of_stock {\"sku\":\"A-1\"}'); END";
    assert_eq!(site.sql("primary", trigger).await.status, StatusCode::OK);
    for (statement, words) in [
        ("INSERT INTO take (id) VALUES (1)", "out_of_stock {\\\"sku\\\":\\\"A-1\\\"}"),
        ("INSERT INTO item (id, stock) VALUES (1, -1)", "CHECK constraint failed: stock >= 0"),
        ("SELECT absent", "no such column: absent"),
        ("SELECT ?1", "statement has 1 parameters but 0 values were given"),
    ] {
        let answer = site.sql("primary", statement).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert_eq!(answer.body, format!("Error::Io(\"{words}\")"), "{statement}");
    }
    assert_eq!(site.sql("default", "SELECT count(*) FROM item").await.body.lines().nth(1), Some("0"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_that_looks_like_a_read_is_still_a_write() {
    let site = Site::start().await;
    site.sql("primary", "CREATE TABLE item (id INTEGER PRIMARY KEY)").await;
    let written =
        site.sql("default", "/* why */ WITH new (id) AS (VALUES (7)) INSERT INTO item SELECT id FROM new").await;
    assert_eq!(written.status, StatusCode::OK, "{}", written.body);
    assert_eq!(site.sql("default", "SELECT id FROM item").await.body.lines().nth(1), Some("7"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_left_open_is_rolled_back_and_holds_nobody_up() {
    let site = Site::start().await;
    site.sql("primary", "CREATE TABLE item (id INTEGER PRIMARY KEY)").await;
    let run = |statements: &str| format!("/tx/primary?{}", encode(statements));
    assert_eq!(site.get(&run("BEGIN; INSERT INTO item VALUES (1); COMMIT")).await.body, "done");
    assert_eq!(site.get(&run("BEGIN; INSERT INTO item VALUES (2)")).await.body, "done");
    assert_eq!(
        site.get(&run("BEGIN; INSERT INTO item VALUES (3); SELECT nothing")).await.status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(site.sql("primary", "INSERT INTO item VALUES (4)").await.status, StatusCode::OK);
    assert_eq!(site.sql("default", "SELECT group_concat(id) FROM item").await.body.lines().nth(1), Some("1,4"));
}

#[tokio::test(flavor = "multi_thread")]
async fn many_writers_at_once_lose_nothing() {
    let site = Site::start().await;
    site.sql("primary", "CREATE TABLE counter (n INTEGER NOT NULL CHECK (n <= 10))").await;
    site.sql("primary", "INSERT INTO counter VALUES (0)").await;
    let path = format!("/sql/primary?{}", encode("UPDATE counter SET n = n + 1"));
    let answers = futures_util::future::join_all((0..40).map(|_| site.post(&path, ""))).await;
    let done = answers.iter().filter(|answer| answer.status == StatusCode::OK).count();
    assert_eq!(done, 10, "the others are refused one by one");
    assert_eq!(site.sql("default", "SELECT n FROM counter").await.body.lines().nth(1), Some("10"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_component_opens_only_what_it_was_granted() {
    let site = Site::start().await;
    for path in ["/sql/other?SELECT%201", "/kv/other/keys"] {
        let answer = site.get(path).await;
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::FORBIDDEN, "Error::AccessDenied"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_larger_than_allowed_is_an_error_and_not_a_large_answer() {
    let site = Site::with(|options| options.limits.sql_result_bytes = 10_000).await;
    let answer = site.sql("default", "SELECT zeroblob(20000)").await;
    assert_eq!(answer.body, "Error::Io(\"query result exceeds limit of 10000 bytes\")");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_value_store_keeps_what_it_is_given() {
    let site = Site::start().await;
    let body = |path: &'static str| async { site.get(path).await.body };
    assert_eq!(body("/kv/default/get?a").await, "none");
    assert_eq!(body("/kv/default/set?a=1").await, "set");
    assert_eq!(body("/kv/default/set?a=2").await, "set");
    assert_eq!(body("/kv/default/set?b=3").await, "set");
    assert_eq!(body("/kv/default/get?a").await, "2");
    assert_eq!(body("/kv/default/keys").await, "a,b");
    assert_eq!(body("/kv/default/delete?a").await, "deleted");
    assert_eq!(body("/kv/default/exists?a").await, "false");
    assert_eq!(body("/kv/default/exists?b").await, "true");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_thirty_parallel_tries_a_limit_of_ten_lets_ten_pass() {
    let site = Site::start().await;
    for way in ["increment", "swap"] {
        let path = format!("/counter/default/{way}?10");
        // Each POST has an instance of its own.
        let tries = futures_util::future::join_all((0..30).map(|_| site.post(&path, ""))).await;
        let passed = tries.iter().filter(|answer| answer.status == StatusCode::OK).count();
        let refused = tries.iter().filter(|answer| answer.status == StatusCode::TOO_MANY_REQUESTS).count();
        assert_eq!((passed, refused), (10, 20), "{way}: {tries:?}");
    }
    let counted = site.get("/kv/default/get?increment").await;
    assert_eq!(counted.body.as_bytes(), 30_i64.to_le_bytes(), "a counter is stored as on Spin");
    site.get("/kv/default/set?increment=text").await;
    let refused = site.post("/counter/default/increment?10", "").await;
    assert!(refused.body.contains("the value is not a counter"), "{}", refused.body);
    let denied = site.post("/counter/other/increment?10", "").await;
    assert_eq!(denied.body, "Error::AccessDenied");
}

#[tokio::test(flavor = "multi_thread")]
async fn variables_and_environment_reach_the_component_that_declares_them() {
    let site = Site::with(|options| {
        options.environment.insert("SPIN_VARIABLE_WHO".into(), "edge".into());
    })
    .await;
    assert_eq!(site.get("/variable?greeting").await.body, "hello edge");
    assert_eq!(site.get("/variable?token").await.body, "s3cret");
    assert_eq!(site.get("/variable?who").await.body, "Error::Undefined(\"who\")");
    assert_eq!(site.get("/variable?Not-A-Name").await.body, "Error::InvalidName(\"Not-A-Name\")");
    assert_eq!(site.get("/environment?REGION").await.body, "here");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_allowed_hosts_are_called() {
    let site = Site::start().await;
    let health = format!("http://{}/healthz", site.running.admin_addr.unwrap());
    assert_eq!(site.get(&format!("/fetch?{health}")).await.body, "200 OK ok\n");
    let denied = site.get("/fetch?http://localhost:1/").await;
    assert_eq!((denied.status, denied.body.as_str()), (StatusCode::BAD_GATEWAY, "ErrorCode::HttpRequestDenied"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_variable_says_which_host_is_called_and_no_other_port_of_it_is() {
    let provider = Site::start().await;
    let origin = format!("http://{}", provider.running.addr);
    let site = Site::with(|options| options.variables.push(("provider".into(), origin.clone()))).await;
    let posted = site.get(&format!("/named/a/deep/post?{origin}/echo")).await;
    assert_eq!(posted.body, "200 OK a posted body");
    let admin = format!("http://{}/healthz", provider.running.admin_addr.unwrap());
    let denied = site.get(&format!("/named/a/deep/fetch?{admin}")).await;
    assert_eq!((denied.status, denied.body.as_str()), (StatusCode::BAD_GATEWAY, "ErrorCode::HttpRequestDenied"));
}
