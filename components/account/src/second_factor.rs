//! The second step of a login, for whoever has an authenticator app: its code, or a recovery code.

use axum::response::Response;
use http::StatusCode;
use outpost_db::account::{self, Credential, SecondFactor};
use outpost_domain::account::Email;
use outpost_http::secrets::Purpose;
use outpost_http::{Failure, HttpState, seal, second_factor};
use outpost_web_account::paths;
use outpost_web_account::view::{LoginProblem, SecondFactorPage};
use serde::{Deserialize, Serialize};

use crate::enter::{count, enter, go_on};
use crate::request::AccountRequest;
use crate::state::State;

/// The kind of code, as its hash has it.
pub(crate) const RECOVERY_CODE: &str = "recovery code";
const LABEL: &str = "second-factor";
/// How long the second step may take, in seconds.
const TTL_SECONDS: i64 = 300;
/// Letters and digits of a recovery code; an app's code has fewer.
pub(crate) const RECOVERY_LETTERS: usize = 16;

/// What the first step has shown: the password was right.
#[derive(Serialize, Deserialize)]
struct Proof {
    email: String,
    version: i64,
    to: String,
}

/// Asks for the code, after the password.
pub(crate) fn ask(
    request: &mut AccountRequest,
    email: &Email,
    credential: &Credential,
    to: String,
) -> Result<Response, Failure> {
    let proof = Proof { email: email.to_string(), version: credential.version, to };
    let keys = request.state.config.secrets.keys(Purpose::Session)?;
    let proof = seal::seal(keys, LABEL, &serde_json::to_string(&proof)?, request.state.now());
    Ok(page(request, proof, None))
}

/// Opens a session where the code is right. A wrong one counts as a wrong password does.
pub(crate) async fn submit(mut request: AccountRequest, sealed: String, code: &str) -> Result<Response, Failure> {
    let state = request.state.clone();
    let keys = state.config.secrets.keys(Purpose::Session)?;
    let opened = seal::open(keys, LABEL, &sealed, state.now(), TTL_SECONDS);
    let Some(proof) = opened.and_then(|text| serde_json::from_str::<Proof>(&text).ok()) else {
        return Ok(request.see_other(&paths::login(request.prefix), None));
    };
    let email: Email = proof.email.parse().map_err(|_| Failure::BadRequest)?;
    let found = account::login(&*state.primary, &email).await?;
    if found.blocked_seconds > 0 {
        let problem = LoginProblem::Blocked { seconds: found.blocked_seconds };
        return Ok(page(&mut request, sealed, Some(problem)));
    }
    let Some(credential) = found.credential.as_ref().filter(|credential| credential.version == proof.version) else {
        return Ok(request.see_other(&paths::login(request.prefix), None));
    };
    let problem = match factor(&state, credential, code)? {
        Some(factor) => match enter(&mut request, credential, Some(factor)).await? {
            None => return Ok(go_on(&mut request, proof.to)),
            Some(problem) => problem,
        },
        None => LoginProblem::Wrong,
    };
    if problem == LoginProblem::Wrong {
        let (id, sender) = (request.new_command(), request.visitor());
        count(account::record_login_failure(&*state.primary, id, &sender, &email, found.failures).await)?;
    }
    Ok(page(&mut request, sealed, Some(problem)))
}

/// The proof that was typed; `None` where it cannot be right.
fn factor(state: &State, credential: &Credential, typed: &str) -> Result<Option<SecondFactor>, Failure> {
    let Some(totp) = &credential.totp else { return Ok(None) };
    if typed.chars().filter(char::is_ascii_alphanumeric).count() == RECOVERY_LETTERS {
        return Ok(Some(SecondFactor::RecoveryCode(second_factor::code_hash(RECOVERY_CODE, typed))));
    }
    let secret = second_factor::open_totp(state.config.secrets.keys(Purpose::Credential)?, &totp.secret, state.now());
    let step = secret.and_then(|secret| secret.step_of(typed, state.now()));
    Ok(step.filter(|step| *step > totp.step).map(SecondFactor::Totp))
}

fn page(request: &mut AccountRequest, proof: String, problem: Option<LoginProblem>) -> Response {
    let status = match problem {
        None => StatusCode::OK,
        Some(LoginProblem::Blocked { .. }) => StatusCode::TOO_MANY_REQUESTS,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let shell = request.shell();
    request.page(status, outpost_web_account::second_factor(&shell, &SecondFactorPage { proof, problem }))
}
