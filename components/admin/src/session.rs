//! Sessions of staff: the cookie, the row behind it, and the check in front of every route.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{Method, StatusCode};
use outpost_db::sql::Sql;
use outpost_db::staff::{self, StaffSession};
use outpost_domain::principal::{Principal, SessionHash};
use outpost_http::caching::Caching;
use outpost_http::consistency::ConsistencyToken;
use outpost_http::cookies::{Cookies, Kind};
use outpost_http::{Access, Actor, Failure, FormState, HttpState, respond};
use outpost_web_admin::routes;

use crate::refusal::FORBIDDEN;
use crate::state::State;

/// How long a session lasts, in seconds: a working day.
pub(crate) const SESSION_SECONDS: i64 = 12 * 3_600;

/// The staff member whose request it is.
#[derive(Clone)]
pub(crate) struct Staff {
    /// Who, and what they are permitted.
    pub(crate) session: Arc<StaffSession>,
    /// The principal of their commands.
    pub(crate) actor: Actor,
    /// Whether the replica lacks what this browser did last, so that the primary is read.
    pub(crate) reads_primary: bool,
}

impl Staff {
    /// Whether they may do this.
    pub(crate) fn may(&self, permission: &str) -> bool {
        self.session.permissions.contains(permission)
    }

    /// The database that shows this browser its own writes.
    pub(crate) fn sql<'a>(&self, state: &'a State) -> &'a dyn Sql {
        if self.reads_primary { &*state.primary } else { &*state.replica }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Staff {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let found = parts.extensions.get::<Self>().cloned();
        found.ok_or_else(|| Failure::Internal(format!("{} has no staff member: its route demands none", parts.uri)))
    }
}

/// Lets staff with the permission through. Whoever is not logged in is led to the login; nothing else is told.
pub(crate) async fn authorise(state: &State, access: Access, parts: &mut Parts) -> Result<(), Failure> {
    let Access::Staff(permission) = access else {
        return Err(Failure::Internal(format!("the panel knows no {access:?}")));
    };
    let cookies = Cookies::read(&parts.headers, state.secrets(), state.now());
    let Some(staff) = find(state, &cookies).await? else { return Err(to_login(parts)) };
    if !staff.may(permission) {
        return Err(FORBIDDEN);
    }
    parts.extensions.insert(staff.actor.clone());
    parts.extensions.insert(staff);
    Ok(())
}

/// The staff member whose cookie this is. A session that the replica does not have may be new: the primary is asked.
pub(crate) async fn find(state: &State, cookies: &Cookies) -> Result<Option<Staff>, Failure> {
    let Some(id) = cookies.get(Kind::AdminSession) else { return Ok(None) };
    let hash = SessionHash::of(id.as_bytes());
    let command = ConsistencyToken::read(cookies).command;
    let known = staff::session(&*state.replica, &hash, state.now(), command).await?;
    let (found, reads_primary) = match known {
        Some((session, true)) => (Some(session), false),
        _ => (staff::session(&*state.primary, &hash, state.now(), None).await?.map(|(found, _)| found), true),
    };
    Ok(found.map(|session| Staff {
        actor: Actor { principal: Principal::Staff(session.staff_id), session: Some(hash) },
        session: Arc::new(session),
        reads_primary,
    }))
}

/// A page leads to the login, a form is refused: what was typed would be lost on the way.
fn to_login(parts: &Parts) -> Failure {
    if parts.method == Method::GET || parts.method == Method::HEAD {
        respond::redirect(StatusCode::SEE_OTHER, Caching::no_store(), routes::LOG_IN).into()
    } else {
        Failure::Forbidden("you are not logged in, or your session has ended")
    }
}
