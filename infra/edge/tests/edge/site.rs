//! A served application for one test, and a small client.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytes::Bytes;
use http::response::Parts;
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper_util::rt::TokioIo;
use outpost_edge::{Host, Limits, Options, Running};
use tempfile::TempDir;
use tokio::net::TcpStream;

/// The token that all requests of this client carry unless they have one of their own.
pub const OPERATOR: &str = "operator";

/// A folder with a manifest, and the host that serves it.
pub struct Site {
    /// The folder; gone with the site.
    pub folder: TempDir,
    /// The host.
    pub running: Running,
}

/// A whole answer.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, as text.
    pub body: String,
}

/// Limits that make faults show quickly.
pub fn quick() -> Limits {
    Limits {
        request_time: Duration::from_secs(2),
        cpu_time: Duration::from_millis(300),
        drain_time: Duration::from_secs(5),
        memory_bytes: 64 << 20,
        body_bytes: 1 << 20,
        body_time: Duration::from_secs(1),
        ..Limits::default()
    }
}

/// Options for the probe with two labels on one file, in `folder`.
pub fn options(folder: &Path) -> Options {
    let manifest = include_str!("spin.toml").replace("PROBE", &super::guest::probe().display().to_string());
    std::fs::write(folder.join("spin.toml"), manifest).unwrap();
    let file = folder.join("shop.db").display().to_string();
    let label = |name: &str| format!("[sqlite_database.{name}]\ntype = \"spin\"\npath = {file:?}\n");
    let config = folder.join("runtime.toml");
    std::fs::write(&config, label("default") + &label("primary")).unwrap();
    Options {
        runtime_config: Some(config),
        operator_token: Some(OPERATOR.to_owned()),
        cache_dir: Some(cache()),
        admin_listen: Some(SocketAddr::from(([127, 0, 0, 1], 0))),
        variables: vec![("token".into(), "s3cret".into())],
        limits: quick(),
        ..Options::new(folder)
    }
}

/// Compiled code is shared by all tests: compiling is the slow part.
pub fn cache() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("compiled")
}

impl Site {
    /// The probe with [`quick`] limits.
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    /// The probe with options of the test's own.
    pub async fn with(change: impl FnOnce(&mut Options)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut options = options(folder.path());
        change(&mut options);
        let running = Host::start(options).await.unwrap();
        Self { folder, running }
    }

    /// Sends one request on a connection of its own.
    pub async fn send(&self, method: Method, path: &str, body: impl Into<Bytes>) -> Answer {
        let request = Request::builder().method(method).uri(path).body(Full::new(body.into())).unwrap();
        request_to(self.running.addr, request).await
    }

    /// A GET.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, Bytes::new()).await
    }

    /// A GET with headers of its own.
    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        request_to(self.running.addr, with_headers(Method::GET, path, headers)).await
    }

    /// Runs SQL that must succeed.
    pub async fn must_run(&self, statement: &str) -> Answer {
        let answer = self.post(&format!("/sql/primary?{}", encode(statement)), Bytes::new()).await;
        assert_eq!(answer.status, StatusCode::OK, "{statement}: {}", answer.body);
        answer
    }

    /// A catalogue of `items` whose version moves with every change.
    pub async fn with_catalogue(self, items: u32) -> Self {
        for statement in [
            "CREATE TABLE catalogue_version (version INTEGER NOT NULL) STRICT",
            "INSERT INTO catalogue_version VALUES (1)",
            "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT",
            "INSERT INTO item VALUES (1, '0')",
            "CREATE TRIGGER item_changed AFTER UPDATE ON item BEGIN \
             UPDATE catalogue_version SET version = version + 1; END",
        ] {
            self.must_run(statement).await;
        }
        let more = format!(
            "INSERT INTO item WITH RECURSIVE next (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM next WHERE id < {items}) \
             SELECT id, 'item number ' || id FROM next WHERE id > 1"
        );
        self.must_run(&more).await;
        self
    }

    /// Changes the catalogue: what its pages show as `value` becomes one more. Answers the new value.
    pub async fn change_catalogue(&self) -> u64 {
        let answer = self.must_run("UPDATE item SET name = name + 1 WHERE id = 1 RETURNING name").await;
        answer.body.lines().nth(1).unwrap().parse().unwrap()
    }

    /// A POST.
    pub async fn post(&self, path: &str, body: impl Into<Bytes>) -> Answer {
        self.send(Method::POST, path, body).await
    }

    /// Runs SQL in the guest; the statement is percent-encoded here.
    pub async fn sql(&self, label: &str, statement: &str) -> Answer {
        self.get(&format!("/sql/{label}?{}", encode(statement))).await
    }

    /// The value of a metric whose line begins so; 0 when there is none.
    pub async fn metric(&self, line: &str) -> f64 {
        let request = Request::get("/metrics").body(Full::default()).unwrap();
        let text = request_to(self.running.admin_addr.unwrap(), request).await.body;
        let found = text.lines().find_map(|known| known.strip_prefix(line));
        found.map_or(0.0, |value| value.trim().parse().unwrap())
    }
}

/// A request without a body.
pub fn with_headers(method: Method, path: &str, headers: &[(&str, &str)]) -> Request<Full<Bytes>> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Full::default()).unwrap()
}

/// Sends one request and reads its whole answer, which is text.
pub async fn request_to(addr: SocketAddr, request: Request<Full<Bytes>>) -> Answer {
    let (parts, body) = bytes_from(addr, request).await;
    Answer { status: parts.status, headers: parts.headers, body: String::from_utf8(body.into()).unwrap() }
}

/// Sends one request and reads its whole answer.
pub async fn bytes_from(addr: SocketAddr, mut request: Request<Full<Bytes>>) -> (Parts, Bytes) {
    let stream = TcpStream::connect(addr).await.unwrap();
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
    let connection = tokio::spawn(connection);
    let host = addr.to_string().parse().unwrap();
    request.headers_mut().entry("host").or_insert(host);
    request.headers_mut().entry("outpost-operator-token").or_insert(HeaderValue::from_static(OPERATOR));
    let (parts, body) = sender.send_request(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    drop(sender);
    drop(connection.await);
    (parts, body)
}

/// Sends bytes as they are and reads until the host closes the connection.
pub async fn raw(addr: SocketAddr, bytes: &[u8]) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut stream = TcpStream::connect(addr).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    let mut answer = Vec::new();
    let reading = stream.read_to_end(&mut answer);
    drop(tokio::time::timeout(Duration::from_secs(5), reading).await.expect("the host closes the connection"));
    String::from_utf8_lossy(&answer).into_owned()
}

/// Percent-encodes everything but letters and digits.
pub fn encode(text: &str) -> String {
    let encoded = |byte: u8| match byte {
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(encoded).collect()
}
