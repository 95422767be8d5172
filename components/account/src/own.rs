//! Reads a customer's page: the session's check and the content are one statement.

use axum::response::Response;
use outpost_db::account::{AccountRefusal, CustomerPage, CustomerRecord};
use outpost_db::command::SessionHash;
use outpost_db::sql::{BoxFuture, Sql, SqlError};
use outpost_domain::ids::CommandId;
use outpost_http::Failure;
use outpost_http::consistency::{self, ConsistencyToken};
use outpost_http::cookies::Kind;
use outpost_web_account::paths;
use outpost_web_account::view::Notice;

use crate::request::AccountRequest;

/// The answer of one database, as [`load`] asks for it.
pub(crate) type Answer<'a, T> = BoxFuture<'a, Result<CustomerPage<T>, SqlError>>;

/// The content of a customer's page, and the customer; at most two statements. The replica answers where it has
/// what this browser wrote and saw; right after a login it lacks the session, and the primary answers.
///
/// Where the session is over, the browser is asked to log in again.
pub(crate) async fn load<T>(
    request: &mut AccountRequest,
    read: impl for<'a> Fn(&'a dyn Sql, &'a SessionHash, Option<CommandId>) -> Answer<'a, T> + Send + Sync,
) -> Result<(CustomerRecord, T), Failure> {
    let session = request.session()?;
    let token = ConsistencyToken::read(&request.cookies);
    let state = request.state.clone();
    let page = read(&*state.replica, &session.hash, token.command).await?;
    let found = if token.is_met_by(page.position, page.has_command) {
        consistency::record_read(&mut request.cookies, page.position, page.has_command);
        page.found
    } else {
        let page = read(&*state.primary, &session.hash, None).await?;
        consistency::record_primary(&mut request.cookies, page.position);
        page.found
    };
    found.filter(|(customer, _)| customer.id == session.customer_id).ok_or_else(|| over(request))
}

/// The session is over: its cookie goes, and the browser is asked to log in.
pub(crate) fn over(request: &mut AccountRequest) -> Failure {
    request.cookies.remove(Kind::Session);
    let location = if request.is_read {
        paths::login_then(request.prefix, &request.context.target)
    } else {
        paths::login(request.prefix)
    };
    request.see_other(&location, None).into()
}

/// Goes on after a command of a customer, with something to say on the next page.
///
/// # Errors
/// As [`record`].
pub(crate) fn go_on(
    request: &mut AccountRequest,
    command: CommandId,
    result: Result<(), AccountRefusal>,
    location: &str,
    notice: Notice,
) -> Result<Response, Failure> {
    record(request, command, result)?;
    Ok(request.see_other(location, Some(notice)))
}

/// Records a command of a customer that happened.
///
/// # Errors
/// Where the command did not happen, for a reason that no form can show. Where that is the session, the browser is asked
/// to log in again.
pub(crate) fn record(
    request: &mut AccountRequest,
    command: CommandId,
    result: Result<(), AccountRefusal>,
) -> Result<(), Failure> {
    result.map_err(|refusal| match refusal {
        AccountRefusal::SessionEnded => over(request),
        AccountRefusal::Sql(error) => error.into(),
        AccountRefusal::UnknownAddress | AccountRefusal::UnknownSession | AccountRefusal::UnknownCustomer => {
            Failure::NotFound
        }
        refusal => Failure::Unprocessable(refusal.to_string()),
    })?;
    request.record(command);
    Ok(())
}
