//! `GET` and `POST /{m}/account/authenticator`: an authenticator app and recovery codes, for whoever wants them.
//!
//! What is new travels sealed in the form, so that sending it again sets up the same app.

use axum::response::Response;
use http::StatusCode;
use outpost_db::account::{self, SetTotp, Totp};
use outpost_domain::totp::TotpSecret;
use outpost_http::form::Form;
use outpost_http::secrets::Purpose;
use outpost_http::{Failure, HttpState, seal, second_factor};
use outpost_web_account::paths;
use outpost_web_account::view::{Authenticator, AuthenticatorProblem, AuthenticatorSetup, Notice, Section};
use outpost_web_ui::parts::qr_code::QrPath;
use serde::{Deserialize, Serialize};

use crate::own;
use crate::present_password::{self, NotProven, Proven};
use crate::request::AccountRequest;
use crate::second_factor::{RECOVERY_CODE, RECOVERY_LETTERS};

const CODES: usize = 8;
const LABEL: &str = "authenticator";
/// How long the form may stay open, in seconds.
const FORM_SECONDS: i64 = 3_600;

/// An app that is being set up.
#[derive(Serialize, Deserialize)]
struct Draft {
    totp: String,
    codes: Vec<String>,
}

/// The form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AuthenticatorForm {
    draft: String,
    code: String,
    password: String,
}

/// What is set up, or a new app to set up.
pub(crate) async fn show(mut request: AccountRequest) -> Result<Response, Failure> {
    let entropy = &*request.state.entropy;
    let draft = Draft {
        totp: second_factor::draw_totp(entropy).to_string(),
        codes: (0..CODES).map(|_| second_factor::code(entropy, RECOVERY_LETTERS)).collect(),
    };
    let keys = request.state.config.secrets.keys(Purpose::Credential)?;
    let sealed = seal::seal(keys, LABEL, &serde_json::to_string(&draft)?, request.state.now());
    page(&mut request, &draft, sealed, None).await
}

/// Sets the app up, once its first code is right, and shows the recovery codes.
pub(crate) async fn submit(
    mut request: AccountRequest,
    Form(form): Form<AuthenticatorForm>,
) -> Result<Response, Failure> {
    let now = request.state.now();
    let keys = request.state.config.secrets.keys(Purpose::Credential)?;
    let opened = seal::open(keys, LABEL, &form.draft, now, FORM_SECONDS);
    let draft: Draft = opened.and_then(|text| serde_json::from_str(&text).ok()).ok_or(Failure::BadRequest)?;
    let secret: TotpSecret = draft.totp.parse().map_err(|_| Failure::BadRequest)?;
    let sealed = second_factor::seal_totp(keys, &secret, now);
    let proven = match present_password::check(&mut request, &form.password).await {
        Ok(proven) => proven,
        Err(NotProven::Failure(failure)) => return Err(failure),
        Err(NotProven::Problem(problem)) => {
            let problem = AuthenticatorProblem::Password(problem);
            return page(&mut request, &draft, form.draft, Some(problem)).await;
        }
    };
    let Some(step) = secret.step_of(&form.code, now) else {
        return page(&mut request, &draft, form.draft, Some(AuthenticatorProblem::Code)).await;
    };
    let code_hashes = draft.codes.iter().map(|code| second_factor::code_hash(RECOVERY_CODE, code)).collect();
    let totp = Some(Totp { secret: sealed, step });
    set(&mut request, &proven, totp, code_hashes).await?;
    let shell = request.own_shell(Section::Security);
    Ok(request.page(StatusCode::OK, outpost_web_account::recovery_codes(&shell, &draft.codes)))
}

/// Takes the app away.
pub(crate) async fn remove(
    mut request: AccountRequest,
    Form(form): Form<AuthenticatorForm>,
) -> Result<Response, Failure> {
    match present_password::check(&mut request, &form.password).await {
        Ok(proven) => {
            set(&mut request, &proven, None, Vec::new()).await?;
            let location = paths::security(request.prefix);
            Ok(request.see_other(&location, Some(Notice::AuthenticatorRemoved)))
        }
        Err(NotProven::Failure(failure)) => Err(failure),
        Err(NotProven::Problem(problem)) => {
            let page = Authenticator { setup: None, problem: Some(AuthenticatorProblem::Password(problem)) };
            Ok(render(&mut request, &page))
        }
    }
}

async fn set(
    request: &mut AccountRequest,
    proven: &Proven,
    totp: Option<Totp>,
    code_hashes: Vec<String>,
) -> Result<(), Failure> {
    let set = SetTotp { credential_version: proven.credential.version, totp, code_hashes };
    let (id, sender) = (request.new_command(), request.customer(&proven.session));
    let set = account::set_totp(&*request.state.primary, id, &sender, &set).await;
    own::record(request, id, set)
}

/// The page. Whether there is an app, the primary says: it may have been set up a moment ago.
async fn page(
    request: &mut AccountRequest,
    draft: &Draft,
    sealed: String,
    problem: Option<AuthenticatorProblem>,
) -> Result<Response, Failure> {
    let session = request.session()?;
    let Some((email, login)) = account::credential(&*request.state.primary, &session.hash).await? else {
        return Err(own::over(request));
    };
    let is_on = login.credential.is_some_and(|credential| credential.totp.is_some());
    let setup = if is_on { None } else { Some(setup(draft, sealed, &email)?) };
    Ok(render(request, &Authenticator { setup, problem }))
}

fn setup(draft: &Draft, sealed: String, email: &str) -> Result<AuthenticatorSetup, Failure> {
    let secret: TotpSecret = draft.totp.parse().map_err(|_| Failure::BadRequest)?;
    // An app shows the address; letters that its format does not know are left out.
    let account: String =
        email.chars().filter(|letter| letter.is_ascii_alphanumeric() || "@.-+_".contains(*letter)).collect();
    let uri = secret.uri("Outpost", &account);
    let code = QrPath::of(&uri).ok_or_else(|| Failure::Internal("an address too long for a QR code".to_owned()))?;
    Ok(AuthenticatorSetup { draft: sealed, secret: draft.totp.clone(), uri, code })
}

fn render(request: &mut AccountRequest, page: &Authenticator) -> Response {
    let status = if page.problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let shell = request.own_shell(Section::Security);
    request.page(status, outpost_web_account::authenticator(&shell, page))
}
