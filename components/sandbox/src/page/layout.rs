//! The document around each page, and its stylesheet.

use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::catalogue::Language;
use crate::html::escape;
use crate::payment::Payment;

const STYLES: &str = include_str!("sandbox.css");

/// `GET /sandbox.css`.
pub(crate) async fn stylesheet() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=300")], STYLES)
}

/// The query of the hosted page.
#[derive(Debug, Deserialize)]
pub(crate) struct PageQuery {
    /// The language that the shop asks for.
    #[serde(default)]
    locale: Option<String>,
}

impl PageQuery {
    /// The language of the page: the one in the address, else the browser's.
    pub(super) fn language(&self, headers: &HeaderMap) -> Language {
        let named = self.locale.as_deref().and_then(Language::of_tag);
        named.unwrap_or_else(|| {
            let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
            Language::negotiate(accepted.unwrap_or(""))
        })
    }
}

/// Where the forms of a payment's page are sent.
pub(super) fn action(payment: &Payment, language: Language) -> String {
    format!("/pay/{}?locale={}", payment.reference, language.code())
}

/// A page about a payment, with the way back to the shop.
pub(super) fn about(status: StatusCode, language: Language, payment: &Payment, content: &str) -> Response {
    let amount = language.money(payment.amount_minor, &payment.currency);
    let order = language.format("order", &[("number", &payment.order_number)]);
    let back = format!(
        r#"<p class="back"><a href="{}">{}</a></p>"#,
        escape(&payment.return_url),
        escape(&language.text("back"))
    );
    let head = format!(r#"<p class="amount"><strong>{}</strong> <span>{}</span></p>"#, escape(&amount), escape(&order));
    page(status, language, Some(&payment.return_url), &format!("{head}{content}{back}"))
}

/// A page. Its forms may lead to `return_url`.
pub(super) fn page(status: StatusCode, language: Language, return_url: Option<&str>, content: &str) -> Response {
    let text = |key| escape(&language.text(key));
    let html = format!(
        r#"<!DOCTYPE html>
<html lang="{lang}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/sandbox.css">
</head>
<body>
<header><p class="banner">{banner}</p><p>{explained}</p></header>
<main>{content}</main>
</body>
</html>
"#,
        lang = language.code(),
        title = text("title"),
        banner = text("banner"),
        explained = text("explained"),
    );
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'self'{}",
        return_url.and_then(origin).map_or_else(String::new, |origin| format!(" {origin}"))
    );
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CONTENT_LANGUAGE, language.code().to_owned()),
    ];
    (status, headers, html).into_response()
}

/// Scheme, host and port of an address. Browsers hold redirects of a form against `form-action`, too.
fn origin(url: &str) -> Option<String> {
    let uri: Uri = url.parse().ok()?;
    Some(format!("{}://{}", uri.scheme_str()?, uri.authority()?))
}
