//! `POST /{m}/orders/{number}/pay`: stores an attempt, asks its provider for a payment, and leads to the provider's page.
//!
//! The attempt is stored first, and its id is the key under which the provider is asked. Whatever is lost after that, the
//! next press of the button, the provider's webhook or the job that settles payments finds the same payment.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use outpost_db::order::Order;
use outpost_db::payment::{CreatePayment, CreatePaymentRefusal, create};
use outpost_domain::ids::CommandId;
use outpost_domain::payment::PaymentMethod;
use outpost_http::form::Form;
use outpost_http::{Failure, consistency};
use outpost_payment::{PaymentProvider, ProviderError, Standing, standing};
use outpost_web_shop::paths;
use outpost_web_shop::view::{PaymentProblem, Retry, UnavailableOperation};
use serde::Deserialize;

use super::{attempt, outcome, page, report};
use crate::log;
use crate::order::lookup::own_order;
use crate::page_request::PageRequest;
use crate::unavailable;

/// The form of the payment page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct PaymentForm {
    /// Code of the way to pay.
    method: String,
    /// The failed attempts before this one.
    attempt: String,
}

/// One attempt. A second press of the button leads to the same payment.
pub(crate) async fn pay(
    mut request: PageRequest,
    Path((_, number)): Path<(String, String)>,
    Form(form): Form<PaymentForm>,
) -> Result<Response, Failure> {
    let order = own_order(&mut request, &number).await?;
    if !page::is_payable(&request, &order) {
        return Ok(request.see_other(&paths::order(request.prefix, order.number.as_str())));
    }
    let state = request.state.clone();
    let method = form
        .method
        .parse()
        .ok()
        .filter(|method: &PaymentMethod| method.is_hosted() && page::is_in_time(&order, *method));
    let Some((method, provider)) =
        method.and_then(|method| state.providers.get(method.provider()).map(|provider| (method, provider)))
    else {
        return Ok(request.see_other(&paths::order_pay(request.prefix, order.number.as_str())));
    };
    let count = attempt::step_number(&form.attempt, attempt::failed(&order));
    let payment = CreatePayment {
        id: attempt::payment_id(order.id, method, count),
        sender: request.sender(),
        order_id: order.id,
        method,
        amount: order.total,
    };
    match create(&*state.primary, &payment).await {
        Ok(()) => consistency::record_command(&mut request.cookies, CommandId::new(payment.id.uuid())),
        Err(refusal) => return refused(&request, &order, &form, refusal),
    }
    ask(request, &order, provider, &payment).await
}

/// The order was paid or ended meanwhile: its page says so. A way that was switched off is no longer on the payment page.
fn refused(
    request: &PageRequest,
    order: &Order,
    form: &PaymentForm,
    refusal: CreatePaymentRefusal,
) -> Result<Response, Failure> {
    let pay = paths::order_pay(request.prefix, order.number.as_str());
    match refusal {
        CreatePaymentRefusal::Sql(error) => {
            let fields = vec![("method", form.method.clone()), ("attempt", form.attempt.clone())];
            unavailable::respond(request, UnavailableOperation::Pay, Retry::Form(pay, fields), error)
        }
        CreatePaymentRefusal::UnknownOrder => Err(Failure::NotFound),
        CreatePaymentRefusal::MethodOff => Ok(request.see_other(&pay)),
        CreatePaymentRefusal::OrderOver
        | CreatePaymentRefusal::HoldExpired
        | CreatePaymentRefusal::AmountDiffers { .. }
        | CreatePaymentRefusal::RepeatedOtherwise => {
            Ok(request.see_other(&paths::order(request.prefix, order.number.as_str())))
        }
    }
}

/// Asks the provider, writes down what it says, and leads to its page.
async fn ask(
    mut request: PageRequest,
    order: &Order,
    provider: &dyn PaymentProvider,
    payment: &CreatePayment,
) -> Result<Response, Failure> {
    let wanted = report::request(&request, order, payment.id, payment.method);
    let Standing { report, redirect_url } = match standing(provider, &wanted).await {
        Ok(standing) => standing,
        Err(ProviderError::Refused { status, reason }) => {
            log::error(&request.context.request_id, "the provider makes no payment", &format!("{status}: {reason}"));
            Standing { report: outpost_payment::standing::refused(&wanted, &reason), redirect_url: None }
        }
        Err(error) => {
            log::error(&request.context.request_id, "the payment provider is silent", &error.to_string());
            let problem = Some(PaymentProblem::ProviderSilent);
            return page::respond(&request, StatusCode::SERVICE_UNAVAILABLE, order, problem).await;
        }
    };
    if let Err(error) = report::record(&mut request, provider.code(), &report).await {
        // The shopper may pay all the same: webhook, return or job record it.
        log::warning(&request.context.request_id, "a payment's reference was not recorded", &error.to_string());
    }
    match redirect_url {
        Some(url) => Ok(request.see_other(&url)),
        None => Ok(outcome::respond(request, order, payment.method, &report)),
    }
}
