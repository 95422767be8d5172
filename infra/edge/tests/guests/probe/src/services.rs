//! The host's services as a guest sees them.

use http::StatusCode;
use spin_sdk::experimental::wasi::keyvalue::atomics::{self, Cas, CasError};
use spin_sdk::experimental::wasi::keyvalue::store;
use spin_sdk::http::body::IncomingBodyExt;
use spin_sdk::http::{BoxBody, Response};
use spin_sdk::key_value::Store;
use spin_sdk::sqlite::{Connection, Value};
use spin_sdk::wasip3::http::types::ErrorCode;

use crate::text;

/// Answers the routes that call the host, and 404 for anything else.
pub async fn answer(path: &str, argument: &str) -> anyhow::Result<Response<BoxBody>> {
    if let Some(label) = path.strip_prefix("/sql/") {
        return sql(label, argument).await;
    }
    if let Some(label) = path.strip_prefix("/tx/") {
        return transaction(label, argument).await;
    }
    if let Some(rest) = path.strip_prefix("/kv/") {
        return key_value(rest, argument).await;
    }
    if let Some(rest) = path.strip_prefix("/counter/") {
        return counter(rest, argument);
    }
    match path {
        "/variable" => match spin_sdk::variables::get(argument).await {
            Ok(value) => text(StatusCode::OK, value),
            Err(error) => text(StatusCode::BAD_REQUEST, format!("{error:?}")),
        },
        "/environment" => text(StatusCode::OK, std::env::var(argument).unwrap_or_default()),
        path if path.ends_with("/fetch") => fetch(spin_sdk::http::get(argument).await).await,
        path if path.ends_with("/post") => fetch(spin_sdk::http::post(argument, "a posted body").await).await,
        _ => text(StatusCode::NOT_FOUND, "no such route"),
    }
}

/// Runs one statement and prints columns, rows, changes and last row id, one a line.
async fn sql(label: &str, statement: &str) -> anyhow::Result<Response<BoxBody>> {
    let connection = match Connection::open(label).await {
        Ok(connection) => connection,
        Err(error) => return text(StatusCode::FORBIDDEN, format!("{error:?}")),
    };
    let mut result = match connection.execute(statement, []).await {
        Ok(result) => result,
        Err(error) => return text(StatusCode::BAD_REQUEST, format!("{error:?}")),
    };
    let mut lines = vec![result.columns().join("|")];
    while let Some(row) = result.next().await {
        lines.push(row.values.iter().map(show).collect::<Vec<_>>().join("|"));
    }
    if let Err(error) = result.result().await {
        return text(StatusCode::BAD_REQUEST, format!("{error:?}"));
    }
    let changes = connection.changes().await;
    let rowid = connection.last_insert_rowid().await;
    lines.push(format!("changes {changes} rowid {rowid}"));
    text(StatusCode::OK, lines.join("\n"))
}

/// Runs statements divided by `;` on one connection, stopping at the first error.
async fn transaction(label: &str, statements: &str) -> anyhow::Result<Response<BoxBody>> {
    let connection = Connection::open(label).await?;
    for statement in statements.split(';').filter(|s| !s.trim().is_empty()) {
        let outcome = match connection.execute(statement, []).await {
            Ok(result) => result.collect().await.map(|_| ()),
            Err(error) => Err(error),
        };
        if let Err(error) = outcome {
            return text(StatusCode::BAD_REQUEST, format!("{error:?}"));
        }
    }
    text(StatusCode::OK, "done")
}

fn show(value: &Value) -> String {
    match value {
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Blob(bytes) => format!("{bytes:02x?}"),
        Value::Null => "null".into(),
    }
}

/// `/kv/<label>/<verb>?key=value`.
async fn key_value(rest: &str, argument: &str) -> anyhow::Result<Response<BoxBody>> {
    let (label, verb) = rest.split_once('/').unwrap_or((rest, ""));
    let store = match Store::open(label).await {
        Ok(store) => store,
        Err(error) => return text(StatusCode::FORBIDDEN, format!("{error:?}")),
    };
    let (key, value) = argument.split_once('=').unwrap_or((argument, ""));
    match verb {
        "set" => {
            store.set(key, value).await?;
            text(StatusCode::OK, "set")
        }
        "get" => match store.get(key).await? {
            Some(value) => text(StatusCode::OK, String::from_utf8(value)?),
            None => text(StatusCode::NOT_FOUND, "none"),
        },
        "delete" => {
            store.delete(key).await?;
            text(StatusCode::OK, "deleted")
        }
        "exists" => text(StatusCode::OK, store.exists(key).await?.to_string()),
        _ => text(StatusCode::OK, store.get_keys().await.collect().await?.join(",")),
    }
}

/// `/counter/<label>/<way>?<limit>` counts itself under the name of the way, and passes while the limit allows it.
fn counter(rest: &str, limit: &str) -> anyhow::Result<Response<BoxBody>> {
    let (label, way) = rest.split_once('/').unwrap_or((rest, ""));
    let bucket = match store::open(label) {
        Ok(bucket) => bucket,
        Err(error) => return text(StatusCode::FORBIDDEN, format!("{error:?}")),
    };
    let count = match way {
        "increment" => match atomics::increment(&bucket, way, 1) {
            Ok(count) => count,
            Err(error) => return text(StatusCode::BAD_REQUEST, format!("{error:?}")),
        },
        _ => swap(&bucket, way)?,
    };
    let status = if count <= limit.parse()? { StatusCode::OK } else { StatusCode::TOO_MANY_REQUESTS };
    text(status, count.to_string())
}

/// Adds one to a number that is stored as text.
fn swap(bucket: &store::Bucket, key: &str) -> anyhow::Result<i64> {
    let mut cas = Cas::new(bucket, key).map_err(|error| anyhow::anyhow!("{error:?}"))?;
    loop {
        let current = cas.current().map_err(|error| anyhow::anyhow!("{error:?}"))?;
        let count = current.map_or(Ok(0), |text| String::from_utf8(text).map(|text| text.parse().unwrap_or(0)))? + 1;
        match atomics::swap(cas, count.to_string().as_bytes()) {
            Ok(()) => return Ok(count),
            Err(CasError::CasFailed(fresh)) => cas = fresh,
            Err(CasError::StoreError(error)) => anyhow::bail!("{error:?}"),
        }
    }
}

/// Answers what another server answered.
async fn fetch(answer: Result<spin_sdk::http::Response, ErrorCode>) -> anyhow::Result<Response<BoxBody>> {
    match answer {
        Ok(response) => {
            let status = response.status();
            let body = response.into_body().bytes().await?;
            text(StatusCode::OK, format!("{status} {}", String::from_utf8_lossy(&body)))
        }
        Err(error) => text(StatusCode::BAD_GATEWAY, format!("{error:?}")),
    }
}
