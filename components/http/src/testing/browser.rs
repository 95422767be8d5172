//! A browser without scripts: it keeps its cookies and calls a router in process. Whatever a test does not expect panics.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::Body;
use http::request::Builder;
use http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tower::ServiceExt;

/// The longest cookie that browsers keep, in bytes.
const COOKIE_BYTES_MAX: usize = 4_095;

/// A whole response.
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub text: String,
}

impl Answer {
    /// The answer of a router.
    pub async fn to(request: Request<Body>, router: &Router) -> Self {
        let Ok(response) = router.clone().oneshot(request).await;
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a whole body").to_bytes();
        let text = String::from_utf8(bytes.to_vec()).expect("a body of text");
        Self { status: parts.status, headers: parts.headers, text }
    }

    /// A header; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a header of text"))
    }

    /// Where it leads.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// Has this status.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}: {}", self.location(), self.main());
        self
    }

    /// Is a redirect after a form, to this address.
    #[track_caller]
    pub fn leads_to(self, location: &str) -> Self {
        assert_eq!((self.status.as_u16(), self.location()), (303, location), "{}", self.main());
        self
    }

    /// Has these words.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(self.text.contains(words), "no {words:?} in: {}", self.main());
        self
    }

    /// Does not have these words.
    #[track_caller]
    pub fn keeps_quiet_about(self, words: &str) -> Self {
        assert!(!self.text.contains(words), "{words:?} in: {}", self.main());
        self
    }

    /// The page without its head, for messages.
    pub fn main(&self) -> &str {
        self.text.split_once("<main").map_or(&self.text, |(_, main)| main)
    }

    /// The value of a hidden field.
    #[track_caller]
    pub fn field(&self, name: &str) -> String {
        let value =
            self.text.split_once(&format!("name=\"{name}\" value=\"")).and_then(|(_, tail)| tail.split_once('"'));
        value.unwrap_or_else(|| panic!("no {name} in: {}", self.main())).0.to_owned()
    }
}

/// A browser with its cookies.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    /// Its cookies by their names.
    pub cookies: BTreeMap<String, String>,
    /// How it names itself; empty where it does not.
    pub user_agent: &'static str,
}

impl Browser {
    /// A browser without cookies, whose requests go to this router.
    pub fn new(router: &Router) -> Self {
        Self { router: router.clone(), cookies: BTreeMap::new(), user_agent: "" }
    }

    /// The same browser, whose requests go to another router from now on.
    pub fn moved_to(&self, router: &Router) -> Self {
        Self { router: router.clone(), ..self.clone() }
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        let request = Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty());
        self.send(request.expect("a request")).await
    }

    /// Sends a form from a page of this site.
    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.submit(Request::post(path).header("sec-fetch-site", "same-origin"), form).await
    }

    /// Sends a form from a page of another site.
    pub async fn post_from_elsewhere(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.submit(Request::post(path).header("sec-fetch-site", "cross-site"), form).await
    }

    async fn submit(&mut self, request: Builder, form: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> = form.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(pairs.join("&"))).expect("a request")).await
    }

    /// Sends a request with the cookies, and keeps those of the answer.
    pub async fn send(&mut self, mut request: Request<Body>) -> Answer {
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().expect("cookies"));
        }
        if !self.user_agent.is_empty() {
            request.headers_mut().insert(header::USER_AGENT, header::HeaderValue::from_static(self.user_agent));
        }
        let answer = Answer::to(request, &self.router).await;
        for change in answer.headers.get_all(header::SET_COOKIE) {
            self.keep(change.to_str().expect("a cookie of text"));
        }
        answer
    }

    fn keep(&mut self, change: &str) {
        assert!(change.len() <= COOKIE_BYTES_MAX, "a cookie that browsers drop: {} bytes", change.len());
        let (name, value) = change.split(';').next().and_then(|pair| pair.split_once('=')).expect("a cookie");
        if change.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

/// Text as a form sends it.
fn encode(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
