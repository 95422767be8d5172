//! Errors of the address form as messages that say how to correct them.

use outpost_web_ui::parts::error_summary::SummaryItem;

use super::address_format::{AddressFormat, AddressKind, postcode_example};
use crate::context::Context;
use crate::view::{AddressField as F, AddressForm, Checkout, FieldError, FieldProblem};

/// Every error with the name of its field, for the summary above the form and in the order of the form.
pub(super) fn summary_items(cx: Context<'_>, page: &Checkout) -> Vec<SummaryItem> {
    let order = order(&page.form);
    let mut errors = page.errors.clone();
    errors.sort_by_key(|error| order.iter().position(|&field| field == error.field).unwrap_or(order.len()));
    errors.into_iter().map(|error| summary_item(cx, page, error)).collect()
}

/// The fields of the form from top to bottom.
fn order(form: &AddressForm) -> Vec<F> {
    let fields = |kind: AddressKind| AddressFormat::of(&kind.address(form).country).fields(kind).iter().copied();
    let shipping = [F::Email, F::Country].into_iter().chain(fields(AddressKind::Shipping));
    shipping.chain([F::Phone, F::BillingCountry]).chain(fields(AddressKind::Billing)).collect()
}

/// An error under the label of its field; both addresses use the same labels, so billing is named.
fn summary_item(cx: Context<'_>, page: &Checkout, error: FieldError) -> SummaryItem {
    let kind = AddressKind::of(error.field);
    let label = cx.text(AddressFormat::of(&kind.address(&page.form).country).label_key(error.field));
    let arguments = [("name", label.into()), ("what", message(cx, page, error).into())];
    let message = match kind {
        AddressKind::Shipping => cx.format("error-of-field", &arguments),
        AddressKind::Billing => cx.format("error-of-billing-field", &arguments),
    };
    SummaryItem { field: error.field.input_name(), message }
}

/// The error of one field, if it has one.
pub(super) fn error_of(cx: Context<'_>, page: &Checkout, field: F) -> Option<String> {
    page.errors.iter().find(|error| error.field == field).map(|error| message(cx, page, *error))
}

fn message(cx: Context<'_>, page: &Checkout, error: FieldError) -> String {
    let japanese =
        AddressFormat::of(&AddressKind::of(error.field).address(&page.form).country) == AddressFormat::Japanese;
    let key = match (error.field, error.problem) {
        (_, FieldProblem::TooLong { limit }) => return cx.plural("invalid-too-long", u64::from(limit)),
        (_, FieldProblem::NotDelivered) => "invalid-not-delivered",
        (F::Email, FieldProblem::Missing) => "missing-email",
        (F::Email, FieldProblem::Malformed) => "invalid-email",
        (F::Phone, FieldProblem::Malformed) => "invalid-phone",
        (F::Phone, FieldProblem::Missing) => "missing-phone",
        (F::Country | F::BillingCountry, _) => "missing-country",
        (F::Name | F::BillingName, FieldProblem::Missing) => "missing-name",
        (F::Line1 | F::BillingLine1, FieldProblem::Missing) if japanese => "missing-line1-jp",
        (F::Line1 | F::BillingLine1, FieldProblem::Missing) => "missing-line1",
        (F::City | F::BillingCity, FieldProblem::Missing) if japanese => "missing-city-jp",
        (F::City | F::BillingCity, FieldProblem::Missing) => "missing-city",
        (F::Region | F::BillingRegion, FieldProblem::Missing) => "missing-region",
        (F::PostalCode, problem) => return postcode(cx, &page.form.shipping.country, problem),
        (F::BillingPostalCode, problem) => return postcode(cx, &page.form.billing.country, problem),
        _ => "invalid-characters",
    };
    cx.text(key).to_owned()
}

fn postcode(cx: Context<'_>, country: &str, problem: FieldProblem) -> String {
    match (problem, postcode_example(country)) {
        (FieldProblem::Missing, _) => cx.text("missing-postcode").to_owned(),
        (_, Some(example)) => cx.format("invalid-postcode-example", &[("example", example.into())]),
        (_, None) => cx.text("invalid-postcode").to_owned(),
    }
}
