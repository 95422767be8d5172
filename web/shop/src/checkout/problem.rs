//! What is wrong with a field, in words that say how to put it right.

use super::country::{Shape, Whose, postcode_example};
use crate::context::Context;
use crate::parts::problems::Problem;
use crate::view::{AddressField as F, AddressForm, Checkout, FieldError, FieldProblem};

/// Every problem with the name of its field, for the list above the form and in its order.
pub(super) fn all(cx: Context<'_>, page: &Checkout) -> Vec<Problem> {
    let order = order(&page.form);
    let mut errors = page.errors.clone();
    errors.sort_by_key(|error| order.iter().position(|&field| field == error.field).unwrap_or(order.len()));
    errors.into_iter().map(|error| named(cx, page, error)).collect()
}

/// The fields of the form from top to bottom.
fn order(form: &AddressForm) -> Vec<F> {
    let fields = |whose: Whose| Shape::of(&whose.address(form).country).fields(whose).iter().copied();
    let shipping = [F::Email, F::Country].into_iter().chain(fields(Whose::Shipping));
    shipping.chain([F::Phone, F::BillingCountry]).chain(fields(Whose::Billing)).collect()
}

/// A problem under the name that its field has on this form; both addresses use the same ones.
fn named(cx: Context<'_>, page: &Checkout, error: FieldError) -> Problem {
    let whose = Whose::of(error.field);
    let label = cx.say(Shape::of(&whose.address(&page.form).country).label_key(error.field));
    let words = [("name", label.into()), ("what", words(cx, page, error).into())];
    let words = match whose {
        Whose::Shipping => cx.tell("problem-of-field", &words),
        Whose::Billing => cx.tell("problem-of-bill-field", &words),
    };
    Problem { field: error.field.input_name(), words }
}

/// The problem of one field, if it has one.
pub(super) fn of(cx: Context<'_>, page: &Checkout, field: F) -> Option<String> {
    page.errors.iter().find(|error| error.field == field).map(|error| words(cx, page, *error))
}

fn words(cx: Context<'_>, page: &Checkout, error: FieldError) -> String {
    let japanese = Shape::of(&Whose::of(error.field).address(&page.form).country) == Shape::Japanese;
    let key = match (error.field, error.problem) {
        (_, FieldProblem::TooLong { limit }) => return cx.count("invalid-too-long", u64::from(limit)),
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
        (F::Postcode, problem) => return postcode(cx, &page.form.shipping.country, problem),
        (F::BillingPostcode, problem) => return postcode(cx, &page.form.billing.country, problem),
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
