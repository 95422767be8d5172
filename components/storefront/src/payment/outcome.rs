//! `GET /{m}/orders/{number}/payments/{id}`: where a provider sends the shopper back. Asks the provider what became of the
//! payment, writes it down, and says it.
//!
//! The address proves nothing: only what the provider says counts. The webhook may have been first, or may come later.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use http::header::{HeaderName, HeaderValue};
use outpost_db::order::{Order, OrderPayment};
use outpost_db::payment::RecordPaymentRefusal;
use outpost_domain::ids::PaymentId;
use outpost_domain::payment::{DeclineReason, PaymentMethod, PaymentReport, PaymentState};
use outpost_http::Failure;
use outpost_payment::{PaymentProvider, ProviderError, ProviderPayment, standing, standing::refused};
use outpost_web_shop::paths;
use outpost_web_shop::view::{PendingCause, PendingPayment, Retry, UnavailableOperation};

use super::report;
use crate::flash::{self, Flash};
use crate::layout;
use crate::log;
use crate::order::lookup::own_order;
use crate::page_request::PageRequest;
use crate::unavailable;

/// After so many seconds the page of a payment that is pending asks again. A browser without scripts obeys it too.
const REFRESH_SECONDS: u32 = 5;
const REFRESH: HeaderName = HeaderName::from_static("refresh");

/// What became of a payment, as a redirect to the order or back to the ways to pay; or the page that waits for it.
pub(crate) async fn show(
    mut request: PageRequest,
    Path((_, number, id)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let order = own_order(&mut request, &number).await?;
    let id: PaymentId = id.parse().map_err(|_| Failure::NotFound)?;
    let payment = order.payments.iter().find(|payment| payment.id == id).ok_or(Failure::NotFound)?;
    let state = request.state.clone();
    let provider = state.providers.get(payment.provider).ok_or(Failure::NotFound)?;
    if payment.state == PaymentState::Captured {
        return Ok(paid(request, &order));
    }
    let report = match read(&request, provider, &order, payment).await {
        Ok(report) => report,
        Err(error) => {
            log::error(&request.context.request_id, "the payment provider is silent", &error.to_string());
            return pending(&request, &order, id, PendingCause::ProviderSilent).await;
        }
    };
    if (report.state != payment.state || payment.reference.is_none())
        && let Err(error) = report::record(&mut request, payment.provider, &report).await
    {
        return not_recorded(&request, &order, &report, error).await;
    }
    if report.state == PaymentState::Authorised {
        return pending(&request, &order, id, PendingCause::Bank).await;
    }
    Ok(respond(request, &order, payment.method, &report))
}

/// How the payment stands. Money that is reserved is taken.
async fn read(
    request: &PageRequest,
    provider: &dyn PaymentProvider,
    order: &Order,
    payment: &OrderPayment,
) -> Result<PaymentReport, ProviderError> {
    let report = match &payment.reference {
        Some(reference) => {
            let (payment_id, amount) = (payment.id, order.total);
            provider.read(&ProviderPayment { payment_id, reference: reference.clone(), amount }).await?
        }
        None => {
            let wanted = report::request(request, order, payment.id, payment.method);
            match standing(provider, &wanted).await {
                Err(ProviderError::Refused { reason, .. }) => refused(&wanted, &reason),
                standing => standing?.report,
            }
        }
    };
    if report.state != PaymentState::Authorised {
        return Ok(report);
    }
    let reserved = ProviderPayment { payment_id: payment.id, reference: report.reference.clone(), amount: order.total };
    match provider.capture(&reserved).await {
        Ok(captured) => Ok(captured),
        Err(error) => {
            log::error(&request.context.request_id, "reserved money was not taken", &error.to_string());
            Ok(report)
        }
    }
}

/// The page that follows what a provider said. What is paid later waits, with its number on the page of the ways to pay.
pub(super) fn respond(
    mut request: PageRequest,
    order: &Order,
    method: PaymentMethod,
    report: &PaymentReport,
) -> Response {
    let pay = paths::order_pay(request.prefix, order.number.as_str());
    let reason = match report.state {
        PaymentState::Captured => return paid(request, order),
        PaymentState::Created | PaymentState::NeedsAction if method.is_paid_later() => return request.see_other(&pay),
        PaymentState::Created | PaymentState::NeedsAction | PaymentState::Authorised if report.reason.is_none() => {
            DeclineReason::Abandoned
        }
        _ => DeclineReason::of_code(report.reason.as_deref()),
    };
    flash::set(&mut request.cookies, &Flash::Declined(reason));
    request.see_other(&pay)
}

/// The order's page says how it stands: paid, or that money which came too late goes back.
fn paid(mut request: PageRequest, order: &Order) -> Response {
    flash::set(&mut request.cookies, &Flash::Thanks);
    request.see_other(&paths::order(request.prefix, order.number.as_str()))
}

/// The primary is out of reach between charge and record. Nothing is lost: this page, webhook or job record it.
async fn not_recorded(
    request: &PageRequest,
    order: &Order,
    report: &PaymentReport,
    error: RecordPaymentRefusal,
) -> Result<Response, Failure> {
    let RecordPaymentRefusal::Sql(error) = error else { return Err(Failure::Internal(error.to_string())) };
    if report.state == PaymentState::Captured {
        log::error(&request.context.request_id, "a payment was not recorded yet", &error.to_string());
        return pending(request, order, report.payment_id, PendingCause::NotRecorded).await;
    }
    let again = paths::order_payment(request.prefix, order.number.as_str(), &report.payment_id.to_string());
    unavailable::respond(request, UnavailableOperation::Pay, Retry::Page(again), error)
}

async fn pending(
    request: &PageRequest,
    order: &Order,
    id: PaymentId,
    cause: PendingCause,
) -> Result<Response, Failure> {
    let layout = layout::load(request).await?;
    let page = PendingPayment {
        number: order.number.to_string(),
        amount: order.total,
        payment_id: id.to_string(),
        cause,
        retry_after_seconds: REFRESH_SECONDS,
    };
    let status = match cause {
        PendingCause::NotRecorded => StatusCode::SERVICE_UNAVAILABLE,
        PendingCause::Bank | PendingCause::ProviderSilent => StatusCode::OK,
    };
    let mut response = request.own_page(status, outpost_web_shop::pending_payment(&layout.shell, &page));
    response.headers_mut().insert(REFRESH, HeaderValue::from(REFRESH_SECONDS));
    Ok(response)
}
