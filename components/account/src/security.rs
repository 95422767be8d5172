//! `GET /{m}/account/security`: password, mail address and sessions.

use axum::response::Response;
use http::StatusCode;
use outpost_db::account::{self, SessionRecord};
use outpost_domain::device;
use outpost_http::Failure;
use outpost_web_account::view::{Section, Security, SecurityProblem, Session as SessionView};

use crate::own;
use crate::request::AccountRequest;

/// The page.
pub(crate) async fn show(request: AccountRequest) -> Result<Response, Failure> {
    page(request, None, String::new()).await
}

/// The page with what was wrong with one of its forms.
pub(crate) async fn page(
    mut request: AccountRequest,
    problem: Option<SecurityProblem>,
    new_email: String,
) -> Result<Response, Failure> {
    let (customer, sessions) =
        own::load(&mut request, |sql, session, command| Box::pin(account::sessions(sql, session, command))).await?;
    let this = request.session()?.hash.to_string();
    let mut sessions: Vec<SessionView> =
        sessions.iter().map(|session| view(&request, session, &this)).collect::<Result<_, _>>()?;
    sessions.sort_by_key(|session| !session.is_this);
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = Security { email: customer.email, sessions, problem, new_email };
    let shell = request.own_shell(Section::Security);
    Ok(request.page(status, outpost_web_account::security(&shell, &page)))
}

fn view(request: &AccountRequest, session: &SessionRecord, this: &str) -> Result<SessionView, Failure> {
    Ok(SessionView {
        id: session.id_hash.clone(),
        is_this: session.id_hash == this,
        device: device::name(&session.user_agent),
        created_at: request.moment(session.created_at)?,
        last_used_at: request.moment(session.last_used_at)?,
    })
}
