//! A small component on this crate: who may use its routes, and how its errors look.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use http::request::Parts;
use http::{Method, Request, StatusCode};
use http_body_util::BodyExt;
use outpost_db::sql::{BoxFuture, SqlError};
use outpost_http::caching::Caching;
use outpost_http::error_layer::ErrorPages;
use outpost_http::failure::FailureReport;
use outpost_http::form::{Form, NoFields};
use outpost_http::request_context::RequestContext;
use outpost_http::secrets::Secrets;
use outpost_http::security::headers::SecurityHeaders;
use outpost_http::site::{Site, TrustedProxies};
use outpost_http::{Access, Failure, FormState, HttpState, Ports, Routes, respond, serve};
use outpost_platform::{Change, Clock, Entropy, HostError, KeyValue};
use time::OffsetDateTime;
use tower::ServiceExt;

/// Clock, randomness and counters that never change.
struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> OffsetDateTime {
        OffsetDateTime::UNIX_EPOCH
    }
}

impl Entropy for Fixed {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

impl KeyValue for Fixed {
    fn update<'a>(&'a self, _: &'a str, _: Change<'a>) -> BoxFuture<'a, Result<bool, HostError>> {
        Box::pin(async { Ok(true) })
    }
}

struct State {
    site: Site,
    secrets: Secrets,
}

impl HttpState for State {
    const COMPONENT: &'static str = "test";

    fn ports(&self) -> Ports<'_> {
        Ports { clock: &Fixed, entropy: &Fixed, site: &self.site }
    }

    /// Whoever says so in a header.
    fn authorise<'a>(&'a self, access: Access, parts: &'a mut Parts) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(async move {
            let said = parts.headers.get("test-access").and_then(|value| value.to_str().ok());
            let needed = match access {
                Access::Customer => "customer",
                Access::Staff(permission) => permission,
                _ => return Err(Failure::Internal("not asked in this test".to_owned())),
            };
            if said == Some(needed) { Ok(()) } else { Err(Failure::Forbidden("log in first")) }
        })
    }
}

impl FormState for State {
    fn key_value(&self) -> &dyn KeyValue {
        &Fixed
    }

    fn secrets(&self) -> &Secrets {
        &self.secrets
    }
}

fn routes() -> Routes<Arc<State>> {
    let site = Site {
        public_url: "http://shop.example".to_owned(),
        trusted_proxies: TrustedProxies::None,
        writes_per_minute: 0,
    };
    Routes::new(Arc::new(State { site, secrets: Secrets::default() }))
        .get("/", Access::Visitor, async || "open")
        .get("/account", Access::Customer, async || "mine")
        .get("/staff", Access::Staff("order:read"), async || "theirs")
        .get("/broken", Access::Visitor, async || Failure::Internal("the cause".to_owned()))
        .get("/away", Access::Visitor, async || Failure::from(SqlError::Unreachable("the cause".to_owned())))
        .post("/job", Access::Job, async || StatusCode::NO_CONTENT)
        .form("/form", Access::Customer, async |_: Form<NoFields>| "sent")
}

fn page<'a>(
    _: &'a Arc<State>,
    _: &'a RequestContext,
    report: &'a FailureReport,
) -> BoxFuture<'a, axum::response::Response> {
    Box::pin(async { respond::html(report.status, Caching::no_store(), format!("<h1>{}</h1>", report.status)) })
}

fn component() -> Router {
    let headers = SecurityHeaders { is_https: false, speculation_rules: None, form_target: None };
    serve(routes(), ErrorPages::Pages(page), Some(headers))
}

/// Sends a request written as `METHOD path`, then `name: value` lines. Gives status and body.
async fn send(request: &str) -> (u16, String) {
    let mut lines = request.lines();
    let (method, path) = lines.next().and_then(|line| line.split_once(' ')).unwrap();
    let mut builder = Request::builder().method(method).uri(path);
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        builder = builder.header(name, value);
    }
    let response = component().oneshot(builder.body(Body::empty()).unwrap()).await.unwrap();
    assert!(response.headers().contains_key("content-security-policy"), "{request}");
    let status = response.status().as_u16();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

async fn check(request: &str, status: u16, body: &str) {
    assert_eq!(send(request).await, (status, body.to_owned()), "{request}");
}

#[tokio::test]
async fn a_route_lets_through_whom_it_declares() {
    check("GET /", 200, "open").await;
    check("GET /account", 403, "<h1>403 Forbidden</h1>").await;
    check("GET /account\ntest-access: customer", 200, "mine").await;
    check("GET /staff\ntest-access: customer", 403, "<h1>403 Forbidden</h1>").await;
    check("GET /staff\ntest-access: order:read", 200, "theirs").await;
    check("POST /job", 403, "<h1>403 Forbidden</h1>").await;
    check("POST /job\noutpost-job: 1", 204, "").await;
}

#[tokio::test]
async fn a_form_is_taken_from_a_page_of_this_site_only() {
    let form = "POST /form\ntest-access: customer\ncontent-type: application/x-www-form-urlencoded";
    check(form, 403, "<h1>403 Forbidden</h1>").await;
    check(&format!("{form}\nsec-fetch-site: cross-site"), 403, "<h1>403 Forbidden</h1>").await;
    check(&format!("{form}\nsec-fetch-site: same-origin"), 200, "sent").await;
    let stranger = form.replace("test-access: customer", "test-access: nobody");
    check(&format!("{stranger}\nsec-fetch-site: same-origin"), 403, "<h1>403 Forbidden</h1>").await;
}

#[tokio::test]
async fn an_error_is_a_page_or_a_problem_document_and_keeps_its_cause() {
    check("GET /broken", 500, "<h1>500 Internal Server Error</h1>").await;
    check("GET /away", 503, "<h1>503 Service Unavailable</h1>").await;
    check("GET /nowhere", 404, "<h1>404 Not Found</h1>").await;
    check("DELETE /", 405, "<h1>405 Method Not Allowed</h1>").await;
    let problem = "{\"detail\":null,\"request_id\":\"r-1\",\"status\":500,\"title\":\"Internal Server Error\",\
                   \"type\":\"about:blank\"}";
    check("GET /broken\naccept: application/json\nx-request-id: r-1", 500, problem).await;
    let problem = "{\"detail\":\"log in first\",\"request_id\":\"r-1\",\"status\":403,\"title\":\"Forbidden\",\
                   \"type\":\"about:blank\"}";
    check("GET /account\naccept: application/json\nx-request-id: r-1", 403, problem).await;
}

#[test]
fn the_table_of_routes_says_who_may_use_each() {
    let routes = routes();
    let of = |method: Method, pattern: &str| {
        routes.table().iter().find(|route| route.method == method && route.pattern == pattern).unwrap().access
    };
    assert_eq!(routes.table().len(), 7);
    assert_eq!(of(Method::GET, "/staff"), Access::Staff("order:read"));
    assert_eq!(of(Method::POST, "/form"), Access::Customer);
    assert_eq!(of(Method::POST, "/job"), Access::Job);
}
