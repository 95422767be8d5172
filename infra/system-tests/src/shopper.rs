//! A browser without scripts: cookies, links, forms. Each shopper has a cookie jar and connections of their own.

use std::collections::BTreeMap;
use std::net::IpAddr;

use anyhow::{Context, Result};
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, ORIGIN, SET_COOKIE};
use http::{HeaderMap, Method, Request};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

use crate::page::{Form, Page};

/// One visitor of one market. A clone is the same visitor in another tab: same cookies so far, same connections.
#[derive(Clone, Debug)]
pub struct Shopper {
    client: Client<HttpConnector, Full<Bytes>>,
    origin: String,
    prefix: String,
    cookies: BTreeMap<String, String>,
}

impl Shopper {
    /// A new visitor of `origin` (`http://host:port`), in the market `prefix`, e.g. `en-gb`.
    pub fn new(origin: &str, prefix: &str) -> Self {
        Self::at(origin, prefix, None)
    }

    /// A new visitor at another address of this machine, such as `127.0.0.2`: the shop counts how often one address
    /// asks for certain things.
    pub fn at(origin: &str, prefix: &str, address: Option<IpAddr>) -> Self {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        connector.set_local_address(address);
        let client = Client::builder(TokioExecutor::new()).build(connector);
        Self { client, origin: origin.to_owned(), prefix: prefix.to_owned(), cookies: BTreeMap::new() }
    }

    /// A path of this visitor's market: `/cart` becomes `/en-gb/cart`.
    pub fn path(&self, after: &str) -> String {
        format!("/{}{after}", self.prefix)
    }

    /// Goes on at another address of the shop, with the same cookies: browsers do not tell ports apart.
    pub fn go_to(&mut self, origin: &str) -> &mut Self {
        origin.clone_into(&mut self.origin);
        self
    }

    /// Drops a cookie, as a browser may.
    pub fn forget(&mut self, name: &str) {
        self.cookies.remove(name);
    }

    /// The market's prefix.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The value of a cookie the shop set.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// All cookies, as they are sent.
    pub fn cookies(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    /// Opens a page. Redirects are not followed.
    ///
    /// # Errors
    /// When no whole answer came.
    pub async fn get(&mut self, path: &str) -> Result<Page> {
        self.send(Method::GET, path, Bytes::new()).await
    }

    /// Sends a form as it stands.
    ///
    /// # Errors
    /// When no whole answer came: the shop may or may not have done what was asked.
    pub async fn submit(&mut self, form: &Form) -> Result<Page> {
        self.send(Method::POST, &form.action, Bytes::from(encode(&form.fields))).await
    }

    /// Sends fields of one's own making.
    ///
    /// # Errors
    /// As [`Shopper::submit`].
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Page> {
        let fields: Vec<_> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.send(Method::POST, path, Bytes::from(encode(&fields))).await
    }

    async fn send(&mut self, method: Method, path: &str, body: Bytes) -> Result<Page> {
        let shown = format!("{method} {path}");
        let mut request = Request::builder().method(&method).uri(format!("{}{path}", self.origin));
        request = request.header(ACCEPT, "text/html");
        if !self.cookies.is_empty() {
            request = request.header(COOKIE, self.cookies());
        }
        if method == Method::POST {
            request = request
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header(ORIGIN, &self.origin)
                .header("sec-fetch-site", "same-origin");
        }
        let request = request.body(Full::new(body)).with_context(|| shown.clone())?;
        let response = self.client.request(request).await.with_context(|| shown.clone())?;
        let (parts, body) = response.into_parts();
        let body = body.collect().await.with_context(|| shown)?.to_bytes();
        self.keep_cookies(&parts.headers);
        Ok(Page { status: parts.status, headers: parts.headers, body })
    }

    /// Takes over the cookies that an answer sets.
    pub fn keep_cookies(&mut self, headers: &HeaderMap) {
        for text in headers.get_all(SET_COOKIE).iter().filter_map(|value| value.to_str().ok()) {
            let mut parts = text.split(';');
            let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else { continue };
            if parts.any(|part| part.trim().eq_ignore_ascii_case("max-age=0")) {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// As browsers write forms, but with every byte that is not a letter or digit escaped.
fn encode(fields: &[(String, String)]) -> String {
    let escape = |text: &str| {
        text.bytes()
            .map(
                |byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") },
            )
            .collect::<String>()
    };
    fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect::<Vec<_>>().join("&")
}
