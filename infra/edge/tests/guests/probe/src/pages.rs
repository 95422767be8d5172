//! Pages as a shop makes them: of data with a version, for caches and compression to work on.

use std::fmt::Write;

use http::{HeaderMap, Request, StatusCode};
use spin_sdk::http::{BoxBody, FullBody, Response, box_body};
use spin_sdk::sqlite::{Connection, Value};

use crate::text;

/// `/catalogue/<kind>?<bytes>` shows all items and who asks; `/page/<kind>?<bytes>` shows filler.
pub async fn answer<B>(request: &Request<B>, seen: u32, argument: &str) -> anyhow::Result<Response<BoxBody>> {
    let headers = request.headers();
    match request.uri().path() {
        path if path.starts_with("/catalogue/") => catalogue(&path["/catalogue/".len()..], headers, seen, argument).await,
        "/page/encoded" => page(headers, argument, &[("content-encoding", "x-own"), ("etag", "\"p\"")]),
        "/page/fixed" => page(headers, argument, &[("cache-control", "no-transform"), ("etag", "\"p\"")]),
        "/page/picture" => page(headers, argument, &[("content-type", "image/png"), ("etag", "\"p\"")]),
        "/page/weak" => page(headers, argument, &[("etag", "W/\"p\"")]),
        "/page/html" => page(headers, argument, &[("etag", "\"p\""), ("accept-ranges", "bytes")]),
        _ => text(StatusCode::NOT_FOUND, "no such page"),
    }
}

async fn catalogue(
    kind: &str,
    headers: &HeaderMap,
    seen: u32,
    argument: &str,
) -> anyhow::Result<Response<BoxBody>> {
    let cookie = headers.get("cookie").map_or("none", |cookie| cookie.to_str().unwrap_or("odd")).to_owned();
    let connection = Connection::open("default").await?;
    // The version first, and the page's data after it: see the edge host's page cache.
    let version = one(&connection, "SELECT version FROM catalogue_version").await?;
    let tag = format!("\"v{version}-{}\"", cookie.replace(|c: char| !c.is_ascii_alphanumeric(), ""));
    let control = match kind {
        "private" if cookie != "none" => "private, max-age=60",
        "short" => "public, max-age=1",
        _ => "public, max-age=60, stale-while-revalidate=30",
    };
    let mut response = http::Response::builder()
        .header("content-type", "text/html; charset=utf-8")
        .header("cache-control", control)
        .header("etag", &tag)
        .header("outpost-data-version", &version);
    if kind != "everyone" {
        response = response.header("vary", "Cookie");
    }
    if kind == "sets" {
        response = response.header("set-cookie", format!("visitor={seen}-{version}; Path=/"));
    }
    if kind == "moved" {
        response = response.status(StatusCode::PERMANENT_REDIRECT).header("location", "/catalogue/keyed");
    }
    if known(headers, &tag) {
        return Ok(response.status(StatusCode::NOT_MODIFIED).body(box_body(FullBody::new(bytes::Bytes::new())))?);
    }
    let value = one(&connection, "SELECT name FROM item WHERE id = 1").await?;
    let mut html = format!("<p>value={value} cookie={cookie} kind={kind}</p><ul>\n");
    let mut rows = connection.execute("SELECT id, name FROM item ORDER BY id", []).await?;
    while let Some(row) = rows.next().await {
        if let [Value::Integer(id), Value::Text(name)] = &row.values[..] {
            writeln!(html, "<li class=\"card\"><a href=\"/items/{id}\"><h2>{name}</h2></a><b>{}</b></li>", id * 7919)?;
        }
    }
    rows.result().await?;
    fill(&mut html, argument.parse().unwrap_or(0));
    Ok(response.header("content-length", html.len()).body(box_body(FullBody::new(bytes::Bytes::from(html))))?)
}

fn page(headers: &HeaderMap, argument: &str, lines: &[(&str, &str)]) -> anyhow::Result<Response<BoxBody>> {
    let mut response = http::Response::builder();
    for (name, value) in lines {
        response = response.header(*name, *value);
    }
    if lines.iter().any(|(name, value)| *name == "etag" && known(headers, value)) {
        return Ok(response.status(StatusCode::NOT_MODIFIED).body(box_body(FullBody::new(bytes::Bytes::new())))?);
    }
    if lines.iter().all(|(name, _)| *name != "content-type") {
        response = response.header("content-type", "text/html; charset=utf-8");
    }
    let mut html = String::new();
    fill(&mut html, argument.parse()?);
    Ok(response.header("content-length", html.len()).body(box_body(FullBody::new(bytes::Bytes::from(html))))?)
}

/// Makes `html` at least so long.
fn fill(html: &mut String, length: usize) {
    let mut line = 0_u32;
    while html.len() < length {
        let mixed = line.wrapping_mul(2_654_435_761);
        let card = format!("<li class=\"card\">{mixed:08x} card number {line}</li>\n");
        html.push_str(&card[..card.len().min(length - html.len())]);
        line += 1;
    }
}

fn known(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get("if-none-match").and_then(|known| known.to_str().ok()).unwrap_or("");
    known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag.trim_start_matches("W/"))
}

/// The one value that a statement answers.
async fn one(connection: &Connection, sql: &str) -> anyhow::Result<String> {
    let rows = connection.execute(sql, []).await?.collect().await?;
    match rows.first().and_then(|row| row.values.first()) {
        Some(Value::Integer(number)) => Ok(number.to_string()),
        Some(Value::Text(text)) => Ok(text.clone()),
        _ => anyhow::bail!("no value for {sql}"),
    }
}
