//! `GET` and `POST /{m}/track`: finds an order by its number and the mail address it was placed with.

use axum::response::Response;
use http::StatusCode;
use outpost_db::order::{Sighting, sight};
use outpost_db::sql::SqlError;
use outpost_domain::order::OrderNumber;
use outpost_web_shop::paths;
use outpost_web_shop::view::{Retry, Track, TrackProblem, UnavailableOperation};
use sha2::{Digest, Sha256};

use super::{access, freshness};
use crate::checkout::email;
use crate::failure::Failure;
use crate::form::Form;
use crate::paused;
use crate::security::limit;
use crate::shell;
use crate::typed;
use crate::visit::Visit;

/// A visitor may try once for every so many writes a minute that the operator allows: 10 times by default.
const WRITES_PER_TRY: u32 = 6;
/// The most characters of a field that are shown again.
const SHOWN_MAX: usize = 254;

/// The form; `?number=` fills it in.
pub(crate) async fn show(visit: Visit) -> Result<Response, Failure> {
    let number = visit.query.text("number").chars().take(40).collect();
    page(visit, StatusCode::OK, Track { number, ..Track::default() }).await
}

/// Lets the browser see the order if both fit. One answer for a wrong number and a wrong address.
pub(crate) async fn find(mut visit: Visit, Form(fields): Form) -> Result<Response, Failure> {
    let tries = visit.state.config.writes_per_minute.div_ceil(WRITES_PER_TRY);
    limit::spend(&visit.state, &visit.request_id, "track", &visit.visitor, tries).await?;
    let typed = |name| typed::half_width(fields.text(name)).trim().chars().take(SHOWN_MAX).collect::<String>();
    let (number, mail) = (typed("number"), typed("email"));
    let (parsed, address) = (number.parse::<OrderNumber>(), email::parse(&mail));
    let (Ok(parsed), Some(address)) = (&parsed, &address) else {
        let problem = TrackProblem::Malformed { number: parsed.is_err(), email: address.is_none() };
        let page_view = Track { number, email: mail, problem: Some(problem) };
        return page(visit, StatusCode::UNPROCESSABLE_ENTITY, page_view).await;
    };
    match matching(&visit, parsed, address).await {
        Ok(Some(found)) => {
            access::grant(&mut visit.jar, parsed);
            freshness::saw(&mut visit.jar, &found);
            return Ok(visit.see_other(&paths::order(visit.prefix, parsed.as_str())));
        }
        Ok(None) => {}
        Err(error) => {
            let again = Retry::Form(paths::track(visit.prefix), vec![("number", number), ("email", mail)]);
            return paused::answer(&visit, UnavailableOperation::TrackOrder, again, error);
        }
    }
    page(visit, StatusCode::UNPROCESSABLE_ENTITY, Track { number, email: mail, problem: Some(TrackProblem::NotFound) })
        .await
}

/// The order with both. What the replica cannot answer with yes the primary is asked too, be it the number that is
/// unknown or the address that is wrong, so that the two take the same time.
async fn matching(visit: &Visit, number: &OrderNumber, address: &str) -> Result<Option<Sighting>, SqlError> {
    for sql in [&visit.state.replica, &visit.state.primary] {
        let found = sight(&**sql, number, None).await?;
        if let Some(found) = found.filter(|found| is_same(&found.order.email, address)) {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// Compares hashes, so that the time taken tells nothing about the address.
fn is_same(a: &str, b: &str) -> bool {
    let digest = |text: &str| Sha256::digest(text.to_lowercase());
    digest(a).iter().zip(digest(b)).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

async fn page(visit: Visit, status: StatusCode, track: Track) -> Result<Response, Failure> {
    let surroundings = shell::load(&visit).await?;
    Ok(visit.own_page(status, outpost_web_shop::track(&surroundings.shell, &track)))
}
