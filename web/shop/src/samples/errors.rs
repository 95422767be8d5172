//! Pages of requests that fail, and of actions that wait for the primary.

use outpost_domain::market::MarketLocale;
use outpost_domain::samples::markets;

use super::{Sample, sample};
use crate::view::{ErrorKind, ErrorPage, PrimaryUnavailable, Retry, Shell, UnavailableOperation};

/// A page for every kind of error.
pub(super) fn every_kind(market_locale: MarketLocale) -> impl Iterator<Item = Sample> {
    let wait = 30;
    let errors = [
        ("error-400", ErrorKind::BadRequest),
        ("error-403", ErrorKind::Forbidden),
        ("error-404", ErrorKind::NotFound),
        ("error-405", ErrorKind::MethodNotAllowed),
        ("error-413", ErrorKind::TooLarge),
        ("error-415", ErrorKind::UnsupportedMedia),
        ("error-422", ErrorKind::Unprocessable),
        ("error-429", ErrorKind::TooManyRequests { retry_after_seconds: wait }),
        ("error-500", ErrorKind::Internal),
        ("error-503", ErrorKind::Unavailable { retry_after_seconds: wait * 10 }),
    ];
    let bare = Shell::new(markets().into(), market_locale, "https://shop.example", "");
    errors.into_iter().map(move |(name, kind)| {
        sample(name, crate::error(&bare, &ErrorPage { kind, request_id: "0193-5a1c-77e2".to_owned() }))
    })
}

/// A page for every action that cannot be carried out while the primary is out of reach.
pub(super) fn unavailable(market_locale: MarketLocale) -> impl Iterator<Item = Sample> {
    let shell = Shell { cart_count: 2, ..Shell::new(markets().into(), market_locale, "https://shop.example", "") };
    let form = Retry::Form(format!("/{market_locale}/checkout/review"), vec![("order_id", "sealed".to_owned())]);
    let page = |operation, retry: &Retry| PrimaryUnavailable {
        operation,
        retry: retry.clone(),
        retry_after_seconds: 10,
        request_id: "0193-5a1c-77e2".to_owned(),
    };
    let order = Retry::Page(format!("/{market_locale}/orders/OUT-7K3M-9QXA"));
    [
        ("unavailable-place-order", page(UnavailableOperation::PlaceOrder, &form)),
        ("unavailable-pay", page(UnavailableOperation::Pay, &order)),
        ("unavailable-extend-hold", page(UnavailableOperation::ExtendHold, &form)),
        ("unavailable-cancel-order", page(UnavailableOperation::CancelOrder, &form)),
        ("unavailable-show-order", page(UnavailableOperation::ShowOrder, &order)),
        ("unavailable-track-order", page(UnavailableOperation::TrackOrder, &form)),
    ]
    .into_iter()
    .map(move |(name, page)| sample(name, crate::primary_unavailable(&shell, &page)))
}
