//! The gateway in front of a real sqld, where the variable SQLD names one.

use super::site::{Answer, Site, bytes_from, request_to};
use super::sqld::{self, Sqld};
use bytes::Bytes;
use http::{Request, StatusCode};
use http_body_util::Full;
use outpost_edge::gateway::{GatewayLimits, GatewayOptions, RunningGateway, Statements, Tokens};
use outpost_edge::sql::remote::Server;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const TOKEN: &str = "tokyo-tokyo-tokyo";
const ADD: &str = "INSERT INTO add_item (id, name) VALUES (?1, ?2)";
const COUNT: &str = "SELECT count(*), sum(id) FROM item";
const DEFER: &str = "INSERT INTO part (item) VALUES (?1)";

/// A command that is refused for some names, and a table with a foreign key that is checked at the commit.
const TABLES: [&str; 5] = [
    "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT",
    "CREATE TABLE part (item INTEGER REFERENCES item DEFERRABLE INITIALLY DEFERRED) STRICT",
    "CREATE VIEW add_item AS SELECT id, name FROM item",
    "CREATE TRIGGER add_item INSTEAD OF INSERT ON add_item BEGIN \
     INSERT INTO item VALUES (new.id, new.name); \
     SELECT RAISE(ABORT, 'refused:name {\"id\":1}') WHERE new.name = 'no'; \
     SELECT RAISE(ROLLBACK, 'all is undone') WHERE new.name = 'rollback'; END",
    "INSERT INTO item VALUES (0, 'first')",
];

struct Fixture {
    folder: TempDir,
    sqld: Sqld,
    gateway: RunningGateway,
}

/// An sqld with [`TABLES`] and a gateway in front of it; `None` where there is no sqld.
async fn fixture() -> Option<Fixture> {
    let program = sqld::program()?;
    let folder = tempfile::tempdir().unwrap();
    let sqld = Sqld::start(&program, folder.path()).await;
    for sql in TABLES {
        sqld.run(sql).await;
    }
    let gateway = start(sqld.addr, SocketAddr::from(([127, 0, 0, 1], 0))).await;
    Some(Fixture { folder, sqld, gateway })
}

async fn start(sqld: SocketAddr, listen: SocketAddr) -> RunningGateway {
    let options = GatewayOptions {
        listen,
        admin_listen: Some(SocketAddr::from(([127, 0, 0, 1], 0))),
        hosts: Vec::new(),
        server: Server::new(&format!("http://{sqld}"), "").unwrap(),
        tokens: Tokens::parse(&format!("tokyo={TOKEN}")).unwrap(),
        statements: Statements::of([ADD, COUNT, DEFER]).unwrap(),
        limits: GatewayLimits::default(),
    };
    RunningGateway::start(options).await.unwrap()
}

impl Fixture {
    async fn post(&self, path: &str, body: Value) -> Answer {
        post(self.gateway.addr, path, TOKEN, body).await
    }

    async fn run(&self, sql: &str, args: &[Value]) -> Answer {
        self.post("/v2/pipeline", execute(sql, args)).await
    }

    async fn add(&self, id: u32, name: &str) -> Answer {
        self.run(ADD, &[integer(id), text(name)]).await
    }

    async fn admin(&self, path: &str) -> String {
        let request = Request::get(path).body(Full::default()).unwrap();
        request_to(self.gateway.admin_addr.unwrap(), request).await.body
    }
}

async fn post(addr: SocketAddr, path: &str, token: &str, body: Value) -> Answer {
    let request = Request::post(path).header("authorization", format!("Bearer {token}"));
    request_to(addr, request.body(Full::<Bytes>::from(body.to_string())).unwrap()).await
}

fn execute(sql: &str, args: &[Value]) -> Value {
    let stmt = json!({ "sql": sql, "args": args, "want_rows": true });
    json!({ "requests": [{ "type": "execute", "stmt": stmt }, { "type": "close" }] })
}

fn integer(value: u32) -> Value {
    json!({ "type": "integer", "value": value.to_string() })
}

fn text(value: &str) -> Value {
    json!({ "type": "text", "value": value })
}

fn is_ok(answer: &Answer) -> bool {
    answer.status == StatusCode::OK && !answer.body.contains("\"error\"")
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_that_come_together_share_commits_and_a_refused_one_fails_alone() {
    let Some(fixture) = fixture().await else { return };
    let ids = 1..=200_u32;
    let name = |id: u32| match id % 50 {
        7 => "no",
        8 => "rollback",
        _ => "yes",
    };
    let answers = futures_util::future::join_all(ids.clone().map(|id| fixture.add(id, name(id)))).await;
    for (id, answer) in ids.clone().zip(answers) {
        match name(id) {
            "no" => assert!(answer.body.contains("SQLite error: refused:name {\\\"id\\\":1}"), "{}", answer.body),
            "rollback" => assert!(answer.body.contains("all is undone"), "{}", answer.body),
            _ => assert!(is_ok(&answer), "{id}: {} {}", answer.status, answer.body),
        }
    }
    let sum: u32 = ids.filter(|id| name(*id) == "yes").sum();
    assert_eq!(fixture.sqld.run("SELECT sum(id) FROM item").await, Some(sum.to_string()));
    let metrics = fixture.admin("/metrics").await;
    let value = |line: &str| -> f64 {
        metrics.lines().find_map(|known| known.strip_prefix(line)).map_or(0.0, |value| value.trim().parse().unwrap())
    };
    assert!(value("outpost_gateway_groups_total") < 200.0, "{metrics}");
    let labels = "region=\"tokyo\",kind=\"command\"";
    assert_eq!(value(&format!("outpost_gateway_statements_total{{{labels},outcome=\"error\"}}")), 8.0, "{metrics}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_the_commit_refuses_takes_no_other_with_it() {
    let Some(fixture) = fixture().await else { return };
    let parts = (0..20_u32).map(|number| {
        let fixture = &fixture;
        async move {
            if number == 11 { fixture.run(DEFER, &[integer(99)]).await } else { fixture.add(number + 1, "yes").await }
        }
    });
    let answers = futures_util::future::join_all(parts).await;
    for (number, answer) in answers.iter().enumerate() {
        assert_eq!(is_ok(answer), number != 11, "{number}: {}", answer.body);
    }
    assert!(answers[11].body.contains("FOREIGN KEY"), "{}", answers[11].body);
    assert_eq!(fixture.sqld.run("SELECT count(*) FROM part").await.as_deref(), Some("0"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_region_runs_nothing_that_the_build_does_not_ship() {
    let Some(fixture) = fixture().await else { return };
    for sql in ["DELETE FROM item", "SELECT name FROM item", "INSERT INTO item VALUES (5, 'x')", "PRAGMA user_version"]
    {
        let batch = json!({ "steps": [{ "stmt": { "sql": sql } }] });
        let bodies = [
            ("/v2/pipeline", execute(sql, &[])),
            ("/v3/pipeline", json!({ "requests": [{ "type": "batch", "batch": batch }] })),
            ("/v3/pipeline", json!({ "requests": [{ "type": "describe", "sql": sql }] })),
            ("/v3/cursor", json!({ "batch": batch })),
        ];
        for (path, body) in bodies {
            let answer = fixture.post(path, body).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{sql} by {path}: {}", answer.body);
        }
    }
    let sequence = json!({ "requests": [{ "type": "sequence", "sql": "DELETE FROM item" }] });
    assert_eq!(fixture.post("/v3/pipeline", sequence).await.status, StatusCode::BAD_REQUEST);
    let other = post(fixture.gateway.addr, "/v2/pipeline", "another-token-another", execute(COUNT, &[])).await;
    assert_eq!(other.status, StatusCode::UNAUTHORIZED, "{}", other.body);
    assert_eq!(fixture.sqld.run("SELECT count(*) FROM item").await.as_deref(), Some("1"));
}

#[tokio::test(flavor = "multi_thread")]
async fn spins_client_is_served_as_sqld_serves_it() {
    let Some(fixture) = fixture().await else { return };
    let describe = json!({ "baton": null, "requests": [{ "type": "describe", "sql": COUNT, "sql_id": null }] });
    let described = fixture.post("/v3/pipeline", describe).await;
    assert!(described.body.contains("\"is_readonly\":true"), "{}", described.body);
    let cursor = async |addr: SocketAddr, sql: &str, args: Vec<Value>| {
        let stmt = json!({ "sql": sql, "args": args, "named_args": [], "want_rows": true });
        let body = json!({ "baton": null, "batch": { "steps": [{ "condition": null, "stmt": stmt }] } });
        let answer = post(addr, "/v3/cursor", TOKEN, body).await;
        let mut lines: Vec<Value> = answer.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        // sqld keeps the stream, and it adds how far its log is.
        let baton = lines.remove(0)["baton"].take();
        if !baton.is_null() {
            post(addr, "/v3/pipeline", TOKEN, json!({ "baton": baton, "requests": [{ "type": "close" }] })).await;
        }
        lines.retain(|line| line["type"] != "replication_index");
        lines
    };
    let refused = vec![integer(1), text("no")];
    for (sql, args) in [(COUNT, Vec::new()), (ADD, refused)] {
        let (ours, theirs) =
            (cursor(fixture.gateway.addr, sql, args.clone()).await, cursor(fixture.sqld.addr, sql, args).await);
        assert_eq!(ours, theirs, "{sql}");
    }
    assert_eq!(cursor(fixture.gateway.addr, ADD, vec![integer(2), text("yes")]).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_region_writes_through_the_gateway_and_reads_from_its_replica() {
    let Some(fixture) = fixture().await else { return };
    let replica = fixture.folder.path().join("replica").display().to_string();
    let (sqld, gateway) = (fixture.sqld.addr, fixture.gateway.addr);
    let config = fixture.folder.path().join("region.toml");
    let text = format!(
        "[sqlite_database.default]\ntype = \"replica\"\nurl = \"http://{sqld}\"\nsync_interval = \"50ms\"\n\
         path = {replica:?}\n[sqlite_database.primary]\ntype = \"libsql\"\nurl = \"http://{gateway}\"\n\
         token = \"{TOKEN}\"\n"
    );
    std::fs::write(&config, text).unwrap();
    let site = Site::with(|options| options.runtime_config = Some(config)).await;
    fixture.sqld.run("INSERT INTO item VALUES (3, 'third')").await;
    let began = Instant::now();
    while site.sql("default", COUNT).await.body.lines().nth(1) != Some("2|3") {
        assert!(began.elapsed() < Duration::from_secs(10), "{}", site.sql("default", COUNT).await.body);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let fresh = site.sql("primary", COUNT).await;
    assert_eq!(fresh.body.lines().nth(1), Some("2|3"), "{}", fresh.body);
    let refused = site.sql("primary", "DELETE FROM item").await;
    assert!(refused.body.contains("the primary refused: This statement is not among those"), "{}", refused.body);
    let line = "outpost_edge_primary_breaker_open{label=\"primary\"}";
    assert_eq!(site.metric(line).await, 0.0, "a refusal is an answer");
}

#[tokio::test(flavor = "multi_thread")]
async fn while_sqld_is_gone_nothing_is_acknowledged_and_afterwards_all_goes_on() {
    let Some(mut fixture) = fixture().await else { return };
    assert!(is_ok(&fixture.add(1, "yes").await));
    fixture.sqld.kill();
    let refused = fixture.add(2, "yes").await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE, "{}", refused.body);
    assert!(fixture.admin("/healthz").await.starts_with("degraded: sqld does not answer"));
    fixture.sqld.restart().await;
    let began = Instant::now();
    let mut id = 3;
    while !is_ok(&fixture.add(id, "yes").await) {
        assert!(began.elapsed() < Duration::from_secs(10));
        id += 1;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(fixture.admin("/readyz").await, "ok\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_leaves_room_for_another_connection_and_ends_its_streams() {
    let Some(fixture) = fixture().await else { return };
    assert!(is_ok(&fixture.add(1, "yes").await));
    assert_eq!(fixture.run(COUNT, &[]).await.status, StatusCode::OK);
    // sqld gives out two connections, and the gateway keeps one of them.
    let stream = json!({ "requests": [{ "type": "execute", "stmt": { "sql": "SELECT 1" } }] });
    let open = async || {
        let request = Request::post("/v3/pipeline").body(Full::from(stream.to_string())).unwrap();
        bytes_from(fixture.sqld.addr, request).await.0.status
    };
    assert_eq!(open().await, StatusCode::OK);
    assert_eq!(open().await, StatusCode::TOO_MANY_REQUESTS, "that was the last one");
    let fresh = fixture.run(COUNT, &[]).await;
    assert_eq!(fresh.status, StatusCode::OK, "reads go with the commands then: {}", fresh.body);
    assert!(is_ok(&fixture.add(2, "yes").await));
    fixture.gateway.shutdown().await;
    assert_eq!(open().await, StatusCode::OK, "it has closed its stream");
}
