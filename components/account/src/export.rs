//! `GET /{m}/account/export.json`: everything that is kept about a customer.

use axum::response::Response;
use http::header::{CONTENT_DISPOSITION, HeaderValue};
use outpost_db::account;
use outpost_http::caching::Caching;
use outpost_http::{Failure, respond};

use crate::own;
use crate::request::AccountRequest;

/// The file.
pub(crate) async fn show(mut request: AccountRequest) -> Result<Response, Failure> {
    let (_, export) =
        own::load(&mut request, |sql, session, command| Box::pin(account::export(sql, session, command))).await?;
    let text = serde_json::to_string_pretty(&export)?;
    let mut response = respond::text(Caching::no_store(), "application/json", text);
    let name = HeaderValue::from_static("attachment; filename=\"outpost.json\"");
    response.headers_mut().insert(CONTENT_DISPOSITION, name);
    Ok(respond::with_cookies(&request.cookies, response))
}
