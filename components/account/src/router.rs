//! The routes of accounts.

use std::sync::Arc;

use axum::Router;
use outpost_http::Access::{Customer, Visitor};
use outpost_http::error_layer::ErrorPages;
use outpost_http::routes::Routes;
use outpost_http::security::headers::SecurityHeaders;
use outpost_web_account::routes as at;

use crate::state::{Shared, State};
use crate::{
    address, authenticator, deletion, email, error_page, export, login, logout, order, password, profile, register,
    reset, security, sessions, verify,
};

/// Accounts as one service, which handles any number of requests at once.
pub fn router(state: State) -> Router {
    // Pages of accounts are never prefetched.
    let headers =
        SecurityHeaders { is_https: state.config.site.is_https(), speculation_rules: None, form_target: None };
    outpost_http::serve(routes(state), ErrorPages::Pages(error_page::render), Some(headers))
}

/// Every route of accounts, with who may use it.
pub fn routes(state: State) -> Routes<Shared> {
    own(entering(Routes::new(Arc::new(state))))
}

fn entering(routes: Routes<Shared>) -> Routes<Shared> {
    routes
        .get(at::LOGIN, Visitor, login::show)
        .form(at::LOGIN, Visitor, login::submit)
        .form(at::LOGOUT, Visitor, logout::submit)
        .get(at::REGISTER, Visitor, register::show)
        .form(at::REGISTER, Visitor, register::submit)
        .get(at::MAIL_SENT, Visitor, register::mail_sent)
        .get(at::VERIFY, Visitor, verify::show_verify)
        .form(at::VERIFY, Visitor, verify::verify)
        .get(at::NEW_EMAIL, Visitor, verify::show_change)
        .form(at::NEW_EMAIL, Visitor, verify::change)
        .get(at::FORGOT, Visitor, reset::show_forgot)
        .form(at::FORGOT, Visitor, reset::forgot)
        .get(at::RESET, Visitor, reset::show)
        .form(at::RESET, Visitor, reset::submit)
}

fn own(routes: Routes<Shared>) -> Routes<Shared> {
    routes
        .get(at::ORDERS, Customer, order::list)
        .get(at::ORDER, Customer, order::show)
        .form(at::ORDERS_ADOPTION, Customer, order::adopt)
        .get(at::ADDRESSES, Customer, address::list)
        .get(at::ADDRESS, Customer, address::show)
        .form(at::ADDRESS, Customer, address::save)
        .form(at::ADDRESS_DELETION, Customer, address::delete)
        .get(at::PROFILE, Customer, profile::show)
        .form(at::PROFILE, Customer, profile::save)
        .get(at::SECURITY, Customer, security::show)
        .get(at::AUTHENTICATOR, Customer, authenticator::show)
        .form(at::AUTHENTICATOR, Customer, authenticator::submit)
        .form(at::AUTHENTICATOR_REMOVAL, Customer, authenticator::remove)
        .form(at::PASSWORD, Customer, password::change)
        .form(at::EMAIL, Customer, email::change)
        .form(at::SESSIONS, Customer, sessions::end)
        .get(at::EXPORT, Customer, export::show)
        .get(at::DELETION, Customer, deletion::show)
        .form(at::DELETION, Customer, deletion::submit)
}
