//! `GET` and `POST /{m}/account/profile`: name, language and market.

use axum::response::Response;
use http::StatusCode;
use outpost_db::account::{self, SaveProfile};
use outpost_domain::account::NAME_MAX;
use outpost_http::Failure;
use outpost_http::form::Form;
use outpost_web_account::paths;
use outpost_web_account::view::{Notice, Profile, Section};
use serde::Deserialize;

use crate::own;
use crate::request::AccountRequest;

/// The form, filled in.
pub(crate) async fn show(mut request: AccountRequest) -> Result<Response, Failure> {
    let (customer, ()) =
        own::load(&mut request, |sql, session, command| Box::pin(account::profile(sql, session, command))).await?;
    let stored = request.markets.prefix(&customer.market_locale.to_string());
    let prefix = stored.unwrap_or(request.prefix);
    let page = Profile { name: customer.name, email: customer.email, prefix, name_is_long: false };
    let shell = request.own_shell(Section::Profile);
    Ok(request.page(StatusCode::OK, outpost_web_account::profile(&shell, &page)))
}

/// The form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ProfileForm {
    name: String,
    prefix: String,
}

/// Saves it.
pub(crate) async fn save(mut request: AccountRequest, Form(form): Form<ProfileForm>) -> Result<Response, Failure> {
    let session = request.session()?;
    let name: String = form.name.chars().filter(|letter| !letter.is_control()).collect();
    let (name, prefix) = (name.trim().to_owned(), request.markets.prefix(&form.prefix).ok_or(Failure::BadRequest)?);
    if name.chars().count() > NAME_MAX {
        let page = Profile { name, email: String::new(), prefix, name_is_long: true };
        let shell = request.own_shell(Section::Profile);
        return Ok(request.page(StatusCode::UNPROCESSABLE_ENTITY, outpost_web_account::profile(&shell, &page)));
    }
    let id = request.new_command();
    let profile = SaveProfile { name, prefix };
    let saved = account::save_profile(&*request.state.primary, id, &request.customer(&session), &profile).await;
    let location = paths::profile(request.prefix);
    own::go_on(&mut request, id, saved, &location, Notice::ProfileSaved)
}
