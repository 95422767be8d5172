//! Azure Communication Services' mail, by its REST contract of 2023-03-31: signed requests, JSON, one operation a mail.
//!
//! An operation has the mail's id: asked for again, the service knows it.

mod config;
mod message;
mod signature;

use std::sync::Arc;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{Method, Request, Response, StatusCode};
use outpost_http::site::host;
use outpost_platform::{BoxFuture, Clock, Http};

use crate::mail::Mail;
use crate::mailer::{Mailer, SendError};

pub use config::AzureConfig;

const VERSION: &str = "api-version=2023-03-31";

/// A client of one resource.
pub struct AzureMail {
    http: Arc<dyn Http>,
    clock: Arc<dyn Clock>,
    config: AzureConfig,
}

impl AzureMail {
    /// A client that sends its requests through `http`.
    pub fn new(http: Arc<dyn Http>, clock: Arc<dyn Clock>, config: AzureConfig) -> Self {
        Self { http, clock, config }
    }

    async fn call(&self, method: Method, path: &str, id: &str, body: Bytes) -> Result<Response<Bytes>, SendError> {
        let AzureConfig { endpoint, access_key, .. } = &self.config;
        let target = format!("{path}?{VERSION}");
        let mut request = Request::builder()
            .method(&method)
            .uri(format!("{endpoint}{target}"))
            .header(CONTENT_TYPE, "application/json")
            .header("operation-id", id)
            .header("x-ms-client-request-id", id);
        let now = self.clock.now();
        let signed = signature::headers(access_key, &method, &target, host(endpoint), &body, now);
        for (name, value) in signed.ok_or_else(|| later("not_signed", None))? {
            request = request.header(name, value);
        }
        let request = request.body(body).map_err(|_| later("bad_request", None))?;
        self.http.send(request).await.map_err(|_| later("no_answer", None))
    }

    /// Whether the service has the operation. It refuses to begin one twice.
    async fn has_operation(&self, id: &str) -> Result<bool, SendError> {
        let answer = self.call(Method::GET, &format!("/emails/operations/{id}"), id, Bytes::new()).await?;
        Ok(answer.status().is_success())
    }
}

impl Mailer for AzureMail {
    fn send<'a>(&'a self, mail: &'a Mail) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(async move {
            let id = mail.id.to_string();
            let body =
                message::body(mail, &self.config.sender).map_err(|_| SendError::Refused("no_json".to_owned()))?;
            let answer = self.call(Method::POST, "/emails:send", &id, body.into()).await?;
            if answer.status() == StatusCode::CONFLICT && self.has_operation(&id).await? {
                return Ok(());
            }
            read(&answer)
        })
    }
}

/// What an answer means. Whoever is refused altogether, or asked to wait, tries again; a mail that is refused does not.
fn read(answer: &Response<Bytes>) -> Result<(), SendError> {
    let status = answer.status();
    if status.is_success() {
        return Ok(());
    }
    let code = format!("{} {}", status.as_u16(), message::error_code(answer.body()));
    let is_this_mail =
        matches!(status, StatusCode::BAD_REQUEST | StatusCode::PAYLOAD_TOO_LARGE | StatusCode::UNPROCESSABLE_ENTITY);
    if is_this_mail {
        return Err(SendError::Refused(code));
    }
    let seconds = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
    Err(later(&code, seconds))
}

fn later(code: &str, retry_after_seconds: Option<i64>) -> SendError {
    SendError::Later { code: code.to_owned(), retry_after_seconds }
}
