//! A browser that keeps cookies, and the answers it gets.

use std::collections::BTreeMap;

use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::Shop;

pub struct Answer {
    pub status: StatusCode,
    pub headers: http::HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}: {}", self.header("location"), self.main());
        self
    }

    #[track_caller]
    pub fn leads_to(self, location: &str) -> Self {
        assert_eq!((self.status.as_u16(), self.header("location")), (303, location), "{}", self.main());
        self
    }

    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(self.text.contains(words), "no {words:?} in: {}", self.main());
        self
    }

    #[track_caller]
    pub fn keeps_quiet_about(self, words: &str) -> Self {
        assert!(!self.text.contains(words), "{words:?} in: {}", self.main());
        self
    }

    /// The page without its head, for messages.
    pub fn main(&self) -> &str {
        self.text.split_once("<main").map_or(&self.text, |(_, main)| main)
    }
}

/// A browser with its cookies.
#[derive(Clone)]
pub struct Browser<'a> {
    pub shop: &'a Shop,
    pub cookies: BTreeMap<String, String>,
    pub user_agent: String,
}

impl<'a> Browser<'a> {
    pub async fn get(&mut self, path: &str) -> Answer {
        let request = Request::builder().uri(path).header(header::ACCEPT, "text/html");
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let request = self.form(path, form).header("sec-fetch-site", "same-origin");
        self.send(request.body(body(form)).unwrap()).await
    }

    /// A form that a page of another site sends.
    pub async fn post_from_elsewhere(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let request = self.form(path, form).header("sec-fetch-site", "cross-site");
        self.send(request.body(body(form)).unwrap()).await
    }

    fn form(&self, path: &str, _: &[(&str, &str)]) -> http::request::Builder {
        let form = "application/x-www-form-urlencoded";
        Request::builder().method(Method::POST).uri(path).header(header::CONTENT_TYPE, form)
    }

    pub async fn log_in(&mut self, email: &str, password: &str) -> Answer {
        self.post("/en-gb/account/login", &[("email", email), ("password", password)]).await
    }

    /// Opens a link from a mail and presses the button of its page.
    pub async fn follow(&mut self, link: &str) -> Answer {
        let (path, token) = link.split_once("?token=").unwrap();
        self.get(link).await.is(200).says("name=\"token\"");
        let token = percent_decode(token);
        self.post(path, &[("token", &token)]).await
    }

    async fn send(&mut self, mut request: Request<Body>) -> Answer {
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        request.headers_mut().insert(header::USER_AGENT, self.user_agent.parse().unwrap());
        let response = self.shop.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        for change in parts.headers.get_all(header::SET_COOKIE) {
            let text = change.to_str().unwrap();
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            if text.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Answer { status: parts.status, headers: parts.headers, text: String::from_utf8(bytes.to_vec()).unwrap() }
    }

    /// The same browser, whose requests land in another region from now on.
    pub fn moved_to<'b>(&self, region: &'b Shop) -> Browser<'b> {
        Browser { shop: region, cookies: self.cookies.clone(), user_agent: self.user_agent.clone() }
    }

    /// A copy of its cookies in somebody else's hands.
    pub fn stolen(&self) -> Browser<'a> {
        self.clone()
    }
}

fn body(form: &[(&str, &str)]) -> Body {
    let pairs: Vec<String> = form.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    Body::from(pairs.join("&"))
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// The text of a link, which is percent-encoded ASCII.
pub fn percent_decode(text: &str) -> String {
    let mut parts = text.split('%');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |decoded, part| {
        let byte = u8::from_str_radix(&part[..2], 16).unwrap();
        format!("{decoded}{}{}", char::from(byte), &part[2..])
    })
}
