//! `GET` and `POST /{m}/track`: finds an order by its number and the mail address it was placed with.

use axum::response::Response;
use http::StatusCode;
use outpost_db::order::{OrderSnapshot, snapshot};
use outpost_db::sql::SqlError;
use outpost_domain::order::OrderNumber;
use outpost_http::form::Form;
use outpost_http::security::rate_limit;
use outpost_http::{Failure, HttpState, email, granted_orders, input};
use outpost_web_shop::paths;
use outpost_web_shop::view::{Retry, Track, TrackProblem, UnavailableOperation};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{consistency, own_orders};
use crate::cart::notice::notice;
use crate::flash;
use crate::layout;
use crate::page_request::PageRequest;
use crate::unavailable;

/// A client may try once for every so many writes a minute that the operator allows: 10 times by default.
const WRITES_PER_ATTEMPT: u32 = 6;
/// The most characters of a field that the page repeats.
const SHOWN_MAX: usize = 254;

/// The form; `?number=` fills in the number.
pub(crate) async fn show(mut request: PageRequest) -> Result<Response, Failure> {
    let number = request.query.text("number").chars().take(40).collect();
    let flash = flash::take(&mut request.cookies);
    let mut layout = layout::load(&request).await?;
    layout.shell.notice = flash.as_ref().and_then(|flash| notice(flash, None, request.prefix, None));
    let (market, now) = (request.prefix.market, request.state.clock.now());
    let orders = own_orders::load(&request).await?;
    let orders = orders.iter().filter_map(|order| own_orders::summary_view(order, market, now)).collect();
    let track = Track { number, orders, ..Track::default() };
    Ok(request.own_page(StatusCode::OK, outpost_web_shop::track(&layout.shell, &track)))
}

/// The form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct TrackForm {
    number: String,
    email: String,
}

/// Lets the browser see the order if number and address match. The response does not tell which of them is wrong.
pub(crate) async fn find(mut request: PageRequest, Form(form): Form<TrackForm>) -> Result<Response, Failure> {
    let attempts = request.state.config.site.writes_per_minute.div_ceil(WRITES_PER_ATTEMPT);
    rate_limit::check(&request.state, &request.context.request_id, "track", &request.context.client, attempts).await?;
    let normalised = |text: &str| input::to_half_width(text).trim().chars().take(SHOWN_MAX).collect::<String>();
    let (number, mail) = (normalised(&form.number), normalised(&form.email));
    let (parsed, address) = (number.parse::<OrderNumber>(), email::parse(&mail));
    let (Ok(parsed), Some(address)) = (&parsed, &address) else {
        let problem = TrackProblem::Malformed { number: parsed.is_err(), email: address.is_none() };
        let page_view = Track { number, email: mail, problem: Some(problem), ..Track::default() };
        return page(request, StatusCode::UNPROCESSABLE_ENTITY, page_view).await;
    };
    match matching(&request, parsed, address).await {
        Ok(Some(found)) => {
            let now = request.state.now();
            granted_orders::grant(&mut request.cookies, parsed, now);
            consistency::record_read(&mut request.cookies, &found);
            return Ok(request.see_other(&paths::order(request.prefix, parsed.as_str())));
        }
        Ok(None) => {}
        Err(error) => {
            let retry = Retry::Form(paths::track(request.prefix), vec![("number", number), ("email", mail)]);
            return unavailable::respond(&request, UnavailableOperation::TrackOrder, retry, error);
        }
    }
    page(
        request,
        StatusCode::UNPROCESSABLE_ENTITY,
        Track { number, email: mail, problem: Some(TrackProblem::NotFound), ..Track::default() },
    )
    .await
}

/// The order with this number and address. The primary is asked whenever the replica has no match, be the number
/// unknown or the address wrong, so that both cases take the same time.
async fn matching(
    request: &PageRequest,
    number: &OrderNumber,
    address: &str,
) -> Result<Option<OrderSnapshot>, SqlError> {
    for sql in [&request.state.replica, &request.state.primary] {
        let found = snapshot(&**sql, number, None).await?;
        if let Some(found) = found.filter(|found| is_equal(&found.order.email, address)) {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Compares hashes, so that the time taken reveals nothing about the address.
fn is_equal(a: &str, b: &str) -> bool {
    let digest = |text: &str| Sha256::digest(text.to_lowercase());
    digest(a).iter().zip(digest(b)).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

async fn page(request: PageRequest, status: StatusCode, track: Track) -> Result<Response, Failure> {
    let layout = layout::load(&request).await?;
    Ok(request.own_page(status, outpost_web_shop::track(&layout.shell, &track)))
}
