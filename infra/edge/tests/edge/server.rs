//! A stand-in for a libSQL server: one file behind `POST /v2/pipeline`, for whatever a test makes of it.

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use outpost_edge::sql::hrana::{Cell, Stmt};
use outpost_edge::sql::{Database, Durability, SqlLimits, Statement, Value};
use serde_json::json;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

/// Any free port of this machine.
pub const ANYWHERE: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 0);

/// A server that ends, with its connections, when it is dropped.
pub struct Server {
    pub addr: SocketAddr,
    _serving: JoinSet<()>,
}

/// Serves the file `primary.db` of a folder.
pub async fn serve(folder: &Path) -> Server {
    let file = folder.join("primary.db");
    let database = Database::open(&file, Durability::Full, SqlLimits::default(), &[]).unwrap();
    let listener = TcpListener::bind(ANYWHERE).await.unwrap();
    let addr = listener.local_addr().unwrap();
    let mut serving = JoinSet::new();
    serving.spawn(async move {
        let mut connections = JoinSet::new();
        while let Ok((stream, _)) = listener.accept().await {
            let database = Arc::clone(&database);
            let service = service_fn(move |request| answer(Arc::clone(&database), request));
            let connection = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service);
            connections.spawn(async move { drop(connection.await) });
        }
    });
    Server { addr, _serving: serving }
}

async fn answer(database: Arc<Database>, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let body = request.into_body().collect().await.unwrap().to_bytes();
    let pipeline: serde_json::Value = serde_json::from_slice(&body).unwrap();
    let mut results = Vec::new();
    for step in pipeline["requests"].as_array().unwrap() {
        results.push(match step["type"].as_str() {
            Some("execute") => execute(&database, serde_json::from_value(step["stmt"].clone()).unwrap()).await,
            _ => json!({ "type": "ok", "response": { "type": "close" } }),
        });
    }
    Ok(Response::new(Full::from(json!({ "baton": null, "results": results }).to_string())))
}

/// sqld puts words of its own before SQLite's message.
async fn execute(database: &Arc<Database>, stmt: Stmt) -> serde_json::Value {
    let parameters = stmt.args.into_iter().map(|cell| Value::try_from(cell).unwrap()).collect();
    match database.run(Statement { sql: stmt.sql.unwrap(), parameters }).await {
        Ok(outcome) => {
            let columns: Vec<_> = outcome.columns.iter().map(|name| json!({ "name": name })).collect();
            let rows: Vec<Vec<Cell>> =
                outcome.rows.into_iter().map(|row| row.into_iter().map(Cell::from).collect()).collect();
            let result = json!({ "cols": columns, "rows": rows, "affected_row_count": outcome.changes });
            json!({ "type": "ok", "response": { "type": "execute", "result": result } })
        }
        Err(error) => json!({ "type": "error", "error": { "message": format!("SQLite error: {error}") } }),
    }
}
