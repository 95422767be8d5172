//! The present password, asked for once more before something that cannot be undone.

use outpost_db::account::{self, Credential};
use outpost_db::sql::SqlError;
use outpost_domain::account::{Email, Password};
use outpost_http::Failure;
use outpost_web_account::view::LoginProblem;

use crate::enter::count;
use crate::own;
use crate::password_hash;
use crate::request::AccountRequest;
use crate::session::Session;

/// Why somebody who is logged in is not believed.
pub(crate) enum NotProven {
    /// The password is missing or wrong, or there were too many wrong ones.
    Problem(LoginProblem),
    /// The request ends otherwise.
    Failure(Failure),
}

impl From<Failure> for NotProven {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<SqlError> for NotProven {
    fn from(error: SqlError) -> Self {
        Self::Failure(error.into())
    }
}

/// A customer who knows their password.
pub(crate) struct Proven {
    /// The session.
    pub session: Session,
    /// The credential that the password belongs to.
    pub credential: Credential,
    /// Their mail address.
    pub email: Email,
}

/// Compares a typed password with the one of whoever has this session. Wrong ones count like those of a login.
pub(crate) async fn check(request: &mut AccountRequest, typed: &str) -> Result<Proven, NotProven> {
    let session = request.session()?;
    request.limit("login").await?;
    if typed.is_empty() {
        return Err(NotProven::Problem(LoginProblem::Incomplete { email: false, password: true }));
    }
    let state = request.state.clone();
    let found = account::credential(&*state.primary, &session.hash).await?;
    let Some((email, login)) = found else { return Err(own::over(request).into()) };
    if login.blocked_seconds > 0 {
        return Err(NotProven::Problem(LoginProblem::Blocked { seconds: login.blocked_seconds }));
    }
    let email: Email = email.parse().map_err(|_| Failure::Internal("a stored mail address is none".to_owned()))?;
    let stored = login.credential.as_ref().map(|credential| credential.password_hash.as_str());
    if !password_hash::is_right(&state, &Password::typed(typed), stored)? {
        let (id, sender) = (request.new_command(), request.visitor());
        count(account::record_login_failure(&*state.primary, id, &sender, &email, login.failures).await)?;
        return Err(NotProven::Problem(LoginProblem::Wrong));
    }
    let credential = login.credential.ok_or_else(|| Failure::Internal("a customer without a password".to_owned()))?;
    Ok(Proven { session, credential, email })
}
