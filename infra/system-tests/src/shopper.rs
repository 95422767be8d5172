//! A browser without scripts: cookies, links, forms. Each shopper has its own cookie jar and connections.

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

/// One visitor of one market. A clone is another tab of the same browser: same cookies so far, same connections.
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

    /// A new visitor with another source address, such as `127.0.0.2`: rate limits count by address.
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

    /// Switches to another region of the shop and keeps the cookies, which browsers do not separate by port.
    pub fn go_to(&mut self, origin: &str) -> &mut Self {
        origin.clone_into(&mut self.origin);
        self
    }

    /// The same browser on a site that knows none of its cookies.
    pub fn elsewhere(&self, origin: &str) -> Self {
        Self { client: self.client.clone(), origin: origin.to_owned(), prefix: String::new(), cookies: BTreeMap::new() }
    }

    /// Deletes a cookie.
    pub fn forget(&mut self, name: &str) {
        self.cookies.remove(name);
    }

    /// The market's prefix.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The value of a cookie.
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
    /// When no complete answer arrived.
    pub async fn get(&mut self, path: &str) -> Result<Page> {
        self.send(Method::GET, path, Bytes::new()).await
    }

    /// Submits a form as it stands.
    ///
    /// # Errors
    /// When no complete answer arrived. The shop may or may not have acted on the request.
    pub async fn submit(&mut self, form: &Form) -> Result<Page> {
        self.send(Method::POST, &form.action, Bytes::from(encode(&form.fields))).await
    }

    /// Posts the given fields.
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

    /// Stores the cookies that an answer sets.
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

/// The body of a posted form.
fn encode(fields: &[(String, String)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}
