//! The routes of a component. Each says who may use it: there is no way to add one without.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get, post};
use http::Method;

use crate::access::Access;
use crate::access_layer;
use crate::form::SMALL_FORM_BYTES_MAX;
use crate::security::guard;
use crate::state::{FormState, HttpState};

/// A route as it was declared.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DeclaredRoute {
    /// The method; GET includes HEAD.
    pub method: Method,
    /// The pattern of its paths, e.g. `/{market}/track`.
    pub pattern: &'static str,
    /// Who may use it.
    pub access: Access,
}

/// The routes of a component, with the table of what they demand.
pub struct Routes<S> {
    pub(crate) state: S,
    pub(crate) router: Router<S>,
    table: Vec<DeclaredRoute>,
}

impl<S: HttpState + Clone> Routes<S> {
    /// No routes yet.
    pub fn new(state: S) -> Self {
        Self { state, router: Router::new(), table: Vec::new() }
    }

    /// A page or a document.
    pub fn get<H, T>(self, pattern: impl Into<&'static str>, access: Access, handler: H) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
    {
        let route = self.guarded(access, get(handler));
        self.with(Method::GET, pattern.into(), access, route)
    }

    /// Where programs post: a job, a webhook, an API. Pages post to [`Routes::form`].
    pub fn post<H, T>(self, pattern: impl Into<&'static str>, access: Access, handler: H) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
    {
        let route = self.guarded(access, post(handler));
        self.with(Method::POST, pattern.into(), access, route)
    }

    /// Every route that was declared.
    pub fn table(&self) -> &[DeclaredRoute] {
        &self.table
    }

    fn guarded(&self, access: Access, route: MethodRouter<S>) -> MethodRouter<S> {
        match access {
            Access::Visitor | Access::Provider => route,
            Access::Customer | Access::Staff(_) | Access::Token(_) | Access::Job => {
                route.route_layer(from_fn_with_state((self.state.clone(), access), access_layer::layer::<S>))
            }
        }
    }

    fn with(mut self, method: Method, pattern: &'static str, access: Access, route: MethodRouter<S>) -> Self {
        self.router = self.router.route(pattern, route);
        self.table.push(DeclaredRoute { method, pattern, access });
        self
    }
}

impl<S: FormState + Clone> Routes<S> {
    /// Where a form of a page is posted, without files. It must come from a page of this site, and counts against its
    /// client's rate limit.
    pub fn form<H, T>(self, pattern: impl Into<&'static str>, access: Access, handler: H) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
    {
        let route = self
            .guarded(access, post(handler).layer(DefaultBodyLimit::max(SMALL_FORM_BYTES_MAX)))
            .route_layer(from_fn_with_state(self.state.clone(), guard::layer::<S>));
        self.with(Method::POST, pattern.into(), access, route)
    }
}
