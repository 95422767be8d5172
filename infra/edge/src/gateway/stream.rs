//! One Hrana stream to the sqld that writes: opened when it is needed, kept for as long as it is used.
//!
//! sqld ends a stream on which nothing is asked for 10 s, and each open one takes one of the few connections that the
//! database has. So whoever holds a stream renews it or closes it.

use super::health::Health;
use crate::sql::remote::{CallError, Client};
use bytes::Bytes;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

/// Largest answer, in bytes. sqld's own limit is smaller.
const ANSWER: usize = 64 << 20;

/// A stream, or the place of one.
pub struct Stream {
    client: Arc<Client>,
    time: Duration,
    health: Arc<Health>,
    baton: Option<String>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    /// Nothing was run.
    #[error("{0}")]
    NotRun(String),
    /// sqld has no connection left; nothing was run.
    #[error("sqld has no connection left")]
    NoPlace,
    /// What was sent may have been run.
    #[error("{0}")]
    Unknown(String),
}

#[derive(Deserialize)]
struct PipelineAnswer {
    baton: Option<String>,
    results: Vec<Value>,
}

/// What came of one request.
enum Sent {
    Answered(Vec<Value>),
    /// sqld no longer knows the stream, so nothing was run.
    Gone,
}

impl Stream {
    /// A stream that is opened by the first request. Each request waits for its answer for `time`.
    pub fn new(client: Arc<Client>, time: Duration, health: Arc<Health>) -> Self {
        Self { client, time, health, baton: None }
    }

    /// Whether sqld keeps the stream open.
    pub fn is_open(&self) -> bool {
        self.baton.is_some()
    }

    /// Sends requests and returns one result for each. A stream that sqld has ended meanwhile is opened anew.
    pub async fn send(&mut self, requests: &[Value]) -> Result<Vec<Value>, StreamError> {
        let sent = match self.send_once(requests).await {
            Ok(Sent::Gone) => self.send_once(requests).await,
            sent => sent,
        };
        let sent = match sent {
            Ok(Sent::Answered(results)) if results.len() == requests.len() => Ok(results),
            Ok(Sent::Answered(_)) => Err(StreamError::Unknown("sqld's answer is not complete".to_owned())),
            Ok(Sent::Gone) => Err(StreamError::NotRun("sqld does not keep the stream".to_owned())),
            Err(error) => Err(error),
        };
        match &sent {
            Ok(_) | Err(StreamError::NoPlace) => self.health.answered(),
            Err(error) => self.health.failed(&error.to_string()),
        }
        sent
    }

    /// Keeps an open stream open, and opens one that is not.
    pub async fn renew(&mut self) {
        if let Err(error) = self.send(&[json!({ "type": "get_autocommit" })]).await {
            tracing::debug!(%error, "a stream cannot be renewed");
        }
    }

    /// Ends the stream, and with it a transaction that is open.
    pub async fn close(&mut self) {
        if self.is_open()
            && let Err(error) = self.send_once(&[json!({ "type": "close" })]).await
        {
            tracing::debug!(%error, "a stream cannot be closed; sqld ends it");
        }
        self.baton = None;
    }

    /// The baton names the stream's state before this request. Without an answer there is none, so the stream is left to
    /// sqld, which ends it.
    async fn send_once(&mut self, requests: &[Value]) -> Result<Sent, StreamError> {
        let baton = self.baton.take();
        let body = json!({ "baton": baton, "requests": requests }).to_string();
        let (status, bytes) = match self.client.exchange("/v3/pipeline", body.into(), ANSWER, self.time).await {
            Ok(answer) => answer,
            Err(error @ CallError::Unsent(_)) => return Err(StreamError::NotRun(error.to_string())),
            Err(error) => return Err(StreamError::Unknown(error.to_string())),
        };
        if status != StatusCode::OK {
            return judge(status, &bytes, baton.is_some());
        }
        let answer: PipelineAnswer = serde_json::from_slice(&bytes)
            .map_err(|error| StreamError::Unknown(format!("sqld's answer is not understood: {error}")))?;
        self.baton = answer.baton;
        Ok(Sent::Answered(answer.results))
    }
}

/// What a status other than 200 says: 400 for a baton that sqld does not know, 500 with a code for one that it ended.
fn judge(status: StatusCode, body: &Bytes, had_baton: bool) -> Result<Sent, StreamError> {
    let said = String::from_utf8_lossy(body);
    let is_expired = status == StatusCode::INTERNAL_SERVER_ERROR && said.contains("STREAM_EXPIRED");
    let is_forgotten = status == StatusCode::BAD_REQUEST && said.contains("baton");
    if had_baton && (is_expired || is_forgotten) {
        return Ok(Sent::Gone);
    }
    let words = format!("sqld answered {status}: {}", said.chars().take(200).collect::<String>());
    Err(match status {
        StatusCode::TOO_MANY_REQUESTS => StreamError::NoPlace,
        StatusCode::NOT_FOUND | StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => StreamError::NotRun(words),
        _ => StreamError::Unknown(words),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_that_sqld_ended_is_told_from_a_statement_that_may_have_been_run() {
        let check = |status: u16, said: &'static str, had_baton, expect: &str| {
            let judged = match judge(StatusCode::from_u16(status).unwrap(), &Bytes::from(said), had_baton) {
                Ok(Sent::Gone) => "gone",
                Ok(Sent::Answered(_)) => "answered",
                Err(StreamError::NotRun(_)) => "not run",
                Err(StreamError::NoPlace) => "no place",
                Err(StreamError::Unknown(_)) => "unknown",
            };
            assert_eq!(judged, expect, "{status} {said}");
        };
        check(400, "Received an invalid baton", true, "gone");
        check(400, "Received an invalid baton", false, "unknown");
        check(500, r#"{"message":"…","code":"STREAM_EXPIRED"}"#, true, "gone");
        check(500, "panic", true, "unknown");
        check(429, r#"{"error":"Timed out while opening database connection"}"#, false, "no place");
        check(404, "", false, "not run");
        check(503, "", true, "unknown");
    }
}
