//! A fault as a page.

use axum::response::Response;

use super::message;
use crate::catalogue::Language;
use crate::fault::Fault;

/// Unknown payments and a database that does not answer; nothing else goes wrong on a page.
pub(super) fn fault_page(language: Language, fault: &Fault) -> Response {
    if matches!(fault, Fault::UnknownPayment) {
        return message::not_found(language);
    }
    eprintln!("sandbox: {fault}");
    message::unavailable(language)
}
