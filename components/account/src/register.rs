//! `GET` and `POST /{m}/account/register`, and the page after it.

use axum::response::Response;
use http::StatusCode;
use outpost_db::account::{self, AccountRefusal, Register as Command};
use outpost_domain::account::{Email, NAME_MAX, Password};
use outpost_domain::ids::{AccountTokenId, CustomerId};
use outpost_http::form::Form;
use outpost_http::{Failure, HttpState, order_account};
use outpost_web_account::paths;
use outpost_web_account::view::{MailSent, Register};
use serde::Deserialize;

use crate::login::typed_email;
use crate::password_hash;
use crate::request::AccountRequest;

/// The form.
pub(crate) async fn show(mut request: AccountRequest) -> Result<Response, Failure> {
    let shell = request.shell();
    let order = Some(request.query.text("order").to_owned()).filter(|order| !order.is_empty());
    let page = match order.as_deref().map(|order| email_of_order(&request, order)).transpose()?.flatten() {
        Some(email) => Register { email, order, ..Register::default() },
        None => Register::default(),
    };
    Ok(request.page(StatusCode::OK, outpost_web_account::register(&shell, &page)))
}

/// The form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RegisterForm {
    name: String,
    email: String,
    new_password: String,
    order: String,
}

/// Why a form makes no account.
enum Refused {
    /// Something in it is wrong; the form says what.
    Form(Box<Register>),
    /// The request failed.
    Failure(Failure),
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// Makes an account that waits for its confirmation. The answer is the same where the address has an account: its owner
/// gets a mail, and nothing changes.
pub(crate) async fn submit(mut request: AccountRequest, Form(form): Form<RegisterForm>) -> Result<Response, Failure> {
    request.limit("register").await?;
    let command = match parse(&request, form) {
        Ok(command) => command,
        Err(Refused::Failure(failure)) => return Err(failure),
        Err(Refused::Form(page)) => {
            let shell = request.shell();
            return Ok(request.page(StatusCode::UNPROCESSABLE_ENTITY, outpost_web_account::register(&shell, &page)));
        }
    };
    let id = request.new_command();
    match account::register(&*request.state.primary, id, &request.visitor(), &command).await {
        Ok(()) => {
            let location = format!("{}?for=register", paths::mail_sent(request.prefix));
            Ok(request.see_other(&location, None))
        }
        Err(AccountRefusal::Sql(error)) => Err(error.into()),
        Err(refusal) => Err(Failure::Internal(refusal.to_string())),
    }
}

/// The command for a form. A password is hashed only where everything else is right.
fn parse(request: &AccountRequest, form: RegisterForm) -> Result<Command, Refused> {
    let order = Some(form.order).filter(|order| !order.is_empty());
    let kept = order.as_deref().map(|order| email_of_order(request, order)).transpose()?.flatten();
    let name: String = form.name.chars().filter(|letter| !letter.is_control()).collect();
    let mut page = Register {
        name: name.trim().to_owned(),
        order: order.filter(|_| kept.is_some()),
        email: kept.unwrap_or_else(|| typed_email(&form.email)),
        ..Register::default()
    };
    page.name_is_long = page.name.chars().count() > NAME_MAX;
    let email = page.email.parse::<Email>();
    page.email_is_wrong = email.is_err();
    let password = match &email {
        Ok(email) => Password::new(&form.new_password, email),
        Err(_) => Ok(Password::typed(&form.new_password)),
    };
    page.password = password.as_ref().err().copied();
    let (Ok(email), Ok(password), false) = (email, password, page.name_is_long) else {
        return Err(Refused::Form(Box::new(page)));
    };
    Ok(Command {
        customer_id: CustomerId::new(request.state.new_uuid()),
        token_id: AccountTokenId::new(request.state.new_uuid()),
        email,
        name: page.name,
        prefix: request.prefix,
        password_hash: password_hash::store(&request.state, &password)?,
    })
}

/// The mail address that an order's page sealed.
fn email_of_order(request: &AccountRequest, order: &str) -> Result<Option<String>, Failure> {
    order_account::open_email(&request.state.config.secrets, order, request.state.now())
}

/// `GET /{m}/account/mail-sent`: look into your mailbox.
pub(crate) async fn mail_sent(mut request: AccountRequest) -> Result<Response, Failure> {
    let page = match request.query.text("for") {
        "reset" => MailSent::ResetRequested,
        _ => MailSent::Registered,
    };
    let shell = request.shell();
    Ok(request.page(StatusCode::OK, outpost_web_account::mail_sent(&shell, page)))
}
