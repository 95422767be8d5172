//! The routes of this component.

use axum::Router;
use outpost_http::Access::{Job, Visitor};
use outpost_http::error_layer::ErrorPages;
use outpost_http::routes::Routes;
use outpost_http::security::headers::SecurityHeaders;

use crate::state::State;
use crate::{job, mailbox};

/// The component as one service.
pub fn router(state: State) -> Router {
    let headers =
        SecurityHeaders { is_https: state.config.site.is_https(), speculation_rules: None, form_target: None };
    outpost_http::serve(routes(state), ErrorPages::Problems, Some(headers))
}

/// Every route of the component, with who may use it.
pub fn routes(state: State) -> Routes<State> {
    Routes::new(state).post("/jobs/send-mail", Job, job::send_mail).get("/dev/mail", Visitor, mailbox::list).get(
        "/dev/mail/{id}/{form}",
        Visitor,
        mailbox::show,
    )
}
