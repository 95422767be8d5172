//! The routes of this component.

use axum::Router;
use outpost_http::Access::Visitor;
use outpost_http::error_layer::ErrorPages;
use outpost_http::routes::Routes;

use crate::state::State;
use crate::{error_text, files, media};

/// The component as one service. Its files set the security headers of their kind themselves.
pub fn router(state: State) -> Router {
    outpost_http::serve(routes(state), ErrorPages::Pages(error_text::render), None)
}

/// Every route of the component, with who may use it.
pub fn routes(state: State) -> Routes<State> {
    Routes::new(state).get("/assets/{*name}", Visitor, files::serve).get("/media/{name}", Visitor, media::serve)
}
