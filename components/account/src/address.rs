//! The addresses of a customer: `GET /{m}/account/addresses`, one as a form, its deletion.

mod form;

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use outpost_db::account::{self, SaveAddress, SavedAddress as Stored};
use outpost_domain::account::ADDRESSES_MAX;
use outpost_domain::ids::AddressId;
use outpost_http::form::{Fields, Form, NoFields};
use outpost_http::{Failure, HttpState};
use outpost_web_account::paths;
use outpost_web_account::view::{AddressForm, AddressList, Notice, SavedAddress, Section};

use crate::own;
use crate::request::AccountRequest;

/// The list.
pub(crate) async fn list(mut request: AccountRequest) -> Result<Response, Failure> {
    let addresses = load(&mut request).await?;
    let page =
        AddressList { is_full: addresses.len() >= ADDRESSES_MAX, addresses: addresses.into_iter().map(view).collect() };
    let shell = request.own_shell(Section::Addresses);
    Ok(request.page(StatusCode::OK, outpost_web_account::addresses(&shell, &page)))
}

async fn load(request: &mut AccountRequest) -> Result<Vec<Stored>, Failure> {
    let (_, addresses) =
        own::load(request, |sql, session, command| Box::pin(account::addresses(sql, session, command))).await?;
    Ok(addresses)
}

fn view(stored: Stored) -> SavedAddress {
    SavedAddress {
        id: stored.id.to_string(),
        is_default: stored.is_default,
        address: stored.address,
        phone: stored.phone,
    }
}

/// One address as a form; `new` is a new one, whose id is made here: saving the form twice makes one address.
pub(crate) async fn show(
    mut request: AccountRequest,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let addresses = load(&mut request).await?;
    let shop =
        outpost_db::shell::load(&*request.state.replica, request.prefix, [], request.state.markets.tag()).await?;
    let stored = addresses.into_iter().find(|address| address.id.to_string() == id).map(view);
    let is_stored = stored.is_some();
    let saved = match stored {
        Some(stored) => stored,
        None if id == "new" => form::empty(AddressId::new(request.state.new_uuid()), &shop.home_country),
        None => return Err(Failure::NotFound),
    };
    let page = AddressForm { saved, is_stored, countries: shop.countries, problems: Vec::new() };
    Ok(answer(&mut request, StatusCode::OK, &page))
}

/// Saves an address, or shows the form again: with its errors, or for another country.
pub(crate) async fn save(
    mut request: AccountRequest,
    Path((_, id)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let session = request.session()?;
    let id: AddressId = id.parse().map_err(|_| Failure::NotFound)?;
    let shop =
        outpost_db::shell::load(&*request.state.replica, request.prefix, [], request.state.markets.tag()).await?;
    let saved = form::parse(id, &fields);
    let problems = form::problems(&saved, &shop.countries);
    let changes_country = fields.get("step") == Some("country");
    if changes_country || !problems.is_empty() {
        let status = if changes_country { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let problems = if changes_country { Vec::new() } else { problems };
        let page = AddressForm { saved, is_stored: false, countries: shop.countries, problems };
        return Ok(answer(&mut request, status, &page));
    }
    let address = SaveAddress { id, address: saved.address, phone: saved.phone, is_default: saved.is_default };
    let (command, sender) = (request.new_command(), request.customer(&session));
    let saved = account::save_address(&*request.state.primary, command, &sender, &address).await;
    let location = paths::addresses(request.prefix);
    own::go_on(&mut request, command, saved, &location, Notice::AddressSaved)
}

/// Deletes an address.
pub(crate) async fn delete(
    mut request: AccountRequest,
    Path((_, id)): Path<(String, String)>,
    _: Form<NoFields>,
) -> Result<Response, Failure> {
    let session = request.session()?;
    let id: AddressId = id.parse().map_err(|_| Failure::NotFound)?;
    let (command, sender) = (request.new_command(), request.customer(&session));
    let deleted = account::delete_address(&*request.state.primary, command, &sender, id).await;
    let location = paths::addresses(request.prefix);
    own::go_on(&mut request, command, deleted, &location, Notice::AddressDeleted)
}

fn answer(request: &mut AccountRequest, status: StatusCode, page: &AddressForm) -> Response {
    let shell = request.own_shell(Section::Addresses);
    request.page(status, outpost_web_account::address(&shell, page))
}
