//! One run: takes what is due until nothing is left, or the time of a run is over.

use futures_util::future::join_all;
use outpost_db::outbox::{self, AttemptResult, Claim, MailSource, Outcome};
use outpost_db::sql::SqlError;
use outpost_http::HttpState;

use crate::compose::{ComposeError, compose};
use crate::mail::Mail;
use crate::mailer::{Mailer, SendError};
use crate::retry;
use crate::state::State;

/// How long rows are nobody else's, in seconds: longer than any batch takes.
const LEASE_SECONDS: i64 = 120;
/// How many mails are handed over at once.
const BATCH: u32 = 25;
/// A run takes nothing new after so many seconds.
const RUN_SECONDS: i64 = 20;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drained {
    /// Rows that are done.
    pub sent: usize,
    /// Rows that are tried again, or are dead letters now.
    pub failed: usize,
}

/// Hands over what is due. Ends early where a whole batch failed: the others would as well.
///
/// # Errors
/// When the primary cannot be reached. What was handed over and not recorded comes again.
pub async fn drain(state: &State, mailer: &dyn Mailer) -> Result<Drained, SqlError> {
    let mut done = Drained::default();
    let ends_at = state.now() + RUN_SECONDS;
    while state.now() <= ends_at {
        let claims = outbox::claim(&*state.primary, LEASE_SECONDS, BATCH).await?;
        if claims.is_empty() {
            break;
        }
        let ids: Vec<i64> = claims.iter().map(|claim| claim.id).collect();
        let sources = outbox::sources(&*state.primary, &ids).await?;
        let attempt = |claim: &Claim| {
            let (claim, source) = (*claim, sources.iter().find(|source| source.id == claim.id));
            async move { attempt(state, mailer, claim, source).await }
        };
        let results = join_all(claims.iter().map(attempt)).await;
        record(state, &results).await?;
        let failed = results.iter().filter(|result| result.outcome != Outcome::Sent).count();
        done.failed += failed;
        done.sent += results.len() - failed;
        if failed == results.len() {
            break;
        }
    }
    Ok(done)
}

/// Recording twice changes nothing, and what is not recorded is sent again: so it is tried twice.
async fn record(state: &State, results: &[AttemptResult]) -> Result<(), SqlError> {
    match outbox::record(&*state.primary, results).await {
        Err(SqlError::Unreachable(_)) => outbox::record(&*state.primary, results).await,
        answer => answer,
    }
}

async fn attempt(state: &State, mailer: &dyn Mailer, claim: Claim, source: Option<&MailSource>) -> AttemptResult {
    let result = |outcome, delay_seconds, error| AttemptResult { claim, outcome, delay_seconds, error };
    let later = |code: &str, wait: i64| match retry::delay_seconds(claim.attempts) {
        Some(delay) => result(Outcome::Later, delay.max(wait), Some(code.to_owned())),
        None => result(Outcome::Dead, 0, Some(code.to_owned())),
    };
    match send(state, mailer, source).await {
        Ok(()) => result(Outcome::Sent, 0, None),
        Err(Unsent::Compose(error)) => {
            eprintln!("dispatch: the mail {}: {error}", claim.id);
            later("not_composed", 0)
        }
        Err(Unsent::Send(SendError::Refused(code))) => result(Outcome::Dead, 0, Some(code)),
        Err(Unsent::Send(SendError::Later { code, retry_after_seconds })) => {
            later(&code, retry_after_seconds.unwrap_or(0).clamp(0, 86_400))
        }
    }
}

enum Unsent {
    Compose(ComposeError),
    Send(SendError),
}

/// Sends the mail of a row; a row without one is done.
async fn send(state: &State, mailer: &dyn Mailer, source: Option<&MailSource>) -> Result<(), Unsent> {
    let Some(source) = source else { return Ok(()) };
    let Some((to, letter)) = compose(state, source).await.map_err(Unsent::Compose)? else { return Ok(()) };
    let mail =
        Mail::new(source, to, &letter).map_err(|invalid| Unsent::Send(SendError::Refused(invalid.to_string())))?;
    mailer.send(&mail).await.map_err(Unsent::Send)
}
