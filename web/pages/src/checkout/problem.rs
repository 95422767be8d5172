//! What is wrong with a field, in words that say how to put it right.

use super::country::postcode_example;
use crate::context::Context;
use crate::parts::problems::Problem;
use crate::view::{AddressField, Checkout, FieldError, FieldProblem};

/// Every problem with the name of its field, for the list above the form.
pub(super) fn all(cx: Context<'_>, page: &Checkout) -> Vec<Problem> {
    page.errors
        .iter()
        .map(|error| {
            let what = words(cx, page, *error);
            let named = [("name", cx.say(label_key(error.field)).into()), ("what", what.into())];
            Problem { field: error.field.input_name(), words: cx.tell("problem-of-field", &named) }
        })
        .collect()
}

const fn label_key(field: AddressField) -> &'static str {
    match field {
        AddressField::Email => "field-email",
        AddressField::Phone => "field-phone",
        AddressField::Country | AddressField::BillingCountry => "field-country",
        AddressField::Name | AddressField::BillingName => "field-name",
        AddressField::Line1 | AddressField::BillingLine1 => "field-line1",
        AddressField::Line2 | AddressField::BillingLine2 => "field-line2",
        AddressField::City | AddressField::BillingCity => "field-city",
        AddressField::Region | AddressField::BillingRegion => "field-region-jp",
        AddressField::Postcode | AddressField::BillingPostcode => "field-postcode",
    }
}

/// The problem of one field, if it has one.
pub(super) fn of(cx: Context<'_>, page: &Checkout, field: AddressField) -> Option<String> {
    page.errors.iter().find(|error| error.field == field).map(|error| words(cx, page, *error))
}

fn words(cx: Context<'_>, page: &Checkout, error: FieldError) -> String {
    let key = match (error.field, error.problem) {
        (_, FieldProblem::TooLong { limit }) => return cx.count("invalid-too-long", u64::from(limit)),
        (_, FieldProblem::NotDelivered) => "invalid-not-delivered",
        (AddressField::Email, FieldProblem::Missing) => "missing-email",
        (AddressField::Email, FieldProblem::Malformed) => "invalid-email",
        (AddressField::Phone, FieldProblem::Malformed) => "invalid-phone",
        (AddressField::Phone, FieldProblem::Missing) => "missing-phone",
        (AddressField::Country | AddressField::BillingCountry, _) => "missing-country",
        (AddressField::Name | AddressField::BillingName, FieldProblem::Missing) => "missing-name",
        (AddressField::Line1 | AddressField::BillingLine1, FieldProblem::Missing) => "missing-line1",
        (AddressField::City | AddressField::BillingCity, FieldProblem::Missing) => "missing-city",
        (AddressField::Region | AddressField::BillingRegion, FieldProblem::Missing) => "missing-region",
        (AddressField::Postcode, problem) => return postcode(cx, &page.form.shipping.country, problem),
        (AddressField::BillingPostcode, problem) => return postcode(cx, &page.form.billing.country, problem),
        _ => "invalid-characters",
    };
    cx.say(key).to_owned()
}

fn postcode(cx: Context<'_>, country: &str, problem: FieldProblem) -> String {
    match (problem, postcode_example(country)) {
        (FieldProblem::Missing, _) => cx.say("missing-postcode").to_owned(),
        (_, Some(example)) => cx.tell("invalid-postcode-example", &[("example", example.into())]),
        (_, None) => cx.say("invalid-postcode").to_owned(),
    }
}
