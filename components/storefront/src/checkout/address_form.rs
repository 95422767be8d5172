//! Parses and validates the posted address form. The form keeps all input, and every error names its field.

use outpost_domain::address::Address;
use outpost_http::email;
use outpost_web_shop::view::{AddressField as F, AddressForm, FieldError, FieldProblem};

use super::country::AddressRules;
use crate::form::Fields;
use crate::input;

/// The fields of one address, shipping or billing, with the most characters of each. Both addresses together fit a
/// cookie, in any script.
struct AddressFields {
    country: F,
    texts: [(F, usize); 5],
    postal_code: F,
}

const SHIPPING: AddressFields = AddressFields {
    country: F::Country,
    texts: [(F::Name, 80), (F::Line1, 100), (F::Line2, 80), (F::City, 60), (F::Region, 40)],
    postal_code: F::PostalCode,
};
const BILLING: AddressFields = AddressFields {
    country: F::BillingCountry,
    texts: [
        (F::BillingName, 80),
        (F::BillingLine1, 100),
        (F::BillingLine2, 80),
        (F::BillingCity, 60),
        (F::BillingRegion, 40),
    ],
    postal_code: F::BillingPostalCode,
};
const PHONE_MAX: usize = 30;

/// The form with its input normalised: full-width characters become ASCII, blanks collapse. An empty country becomes
/// `home`.
pub(crate) fn parse(fields: &Fields, home: &str) -> AddressForm {
    let text = |field: F| normalise_blanks(fields.text(field.input_name()));
    let address = |names: &AddressFields| {
        let [name, line1, line2, city, region] = names.texts.map(|(field, _)| text(field));
        let country = Some(text(names.country)).filter(|country| !country.is_empty());
        Address {
            name,
            line1,
            line2,
            city,
            region,
            postal_code: input::normalise_digits(&text(names.postal_code)),
            country: country.unwrap_or_else(|| home.to_owned()),
        }
    };
    AddressForm {
        email: input::to_half_width(&text(F::Email)),
        phone: input::normalise_digits(&text(F::Phone)),
        shipping: address(&SHIPPING),
        billing_differs: billing_differs(fields, home),
        billing: address(&BILLING),
    }
}

/// Whether the billing address differs: its box is ticked, or one of its fields is filled in, or its country was changed.
/// A shopper who unticked a box that the page showed as ticked (`billing_was`) wants no billing address, whatever its
/// fields hold.
fn billing_differs(fields: &Fields, home: &str) -> bool {
    let text = |field: F| fields.text(field.input_name()).trim();
    let is_ticked = fields.get("billing_differs") == Some("1");
    let was_ticked = fields.get("billing_was") == Some("1");
    let mut filled = BILLING.texts.map(|(field, _)| field).into_iter().chain([BILLING.postal_code]);
    let country_changed = fields.get("step") == Some("country") && !["", home].contains(&text(BILLING.country));
    is_ticked || (!was_ticked && (country_changed || filled.any(|field| !text(field).is_empty())))
}

/// Validates the form for the countries that the market delivers to, and writes accepted values as they are stored.
/// A billing address may be in any of those countries.
pub(crate) fn validate(form: &mut AddressForm, countries: &[String]) -> Vec<FieldError> {
    let mut errors = Vec::new();
    match (form.email.is_empty(), email::parse(&form.email)) {
        (true, _) => errors.push(FieldError { field: F::Email, problem: FieldProblem::Missing }),
        (false, None) => errors.push(FieldError { field: F::Email, problem: FieldProblem::Malformed }),
        (false, Some(email)) => form.email = email,
    }
    validate_address(&mut form.shipping, &SHIPPING, countries, &mut errors);
    if !is_phone(&form.phone) {
        errors.push(FieldError { field: F::Phone, problem: FieldProblem::Malformed });
    }
    if form.billing_differs {
        validate_address(&mut form.billing, &BILLING, countries, &mut errors);
    }
    errors
}

fn validate_address(address: &mut Address, names: &AddressFields, countries: &[String], errors: &mut Vec<FieldError>) {
    let rules = AddressRules::for_country(&address.country);
    let mut add = |field, problem| errors.push(FieldError { field, problem });
    if !countries.contains(&address.country) {
        add(names.country, FieldProblem::NotDelivered);
    }
    let required = [true, true, false, true, rules.needs_region];
    let values = [&address.name, &address.line1, &address.line2, &address.city, &address.region];
    for (((field, limit), value), required) in names.texts.into_iter().zip(values).zip(required) {
        // Every living script needs at most three bytes a character; longer encodings reach the limit sooner.
        if value.chars().count() > limit || value.len() > 3 * limit {
            add(field, FieldProblem::TooLong { limit: u32::try_from(limit).unwrap_or(u32::MAX) });
        } else if required && value.is_empty() {
            add(field, FieldProblem::Missing);
        }
    }
    match (address.postal_code.is_empty(), rules.postcode(&address.postal_code)) {
        (true, _) => add(names.postal_code, FieldProblem::Missing),
        (false, None) => add(names.postal_code, FieldProblem::Malformed),
        (false, Some(postal_code)) => address.postal_code = postal_code,
    }
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let known = |c: char| c.is_ascii_digit() || " +-().-/".contains(c);
    text.is_empty() || (text.len() <= PHONE_MAX && (5..=15).contains(&digits) && text.chars().all(known))
}

/// Removes control characters, and blanks at both ends, and collapses other blanks.
fn normalise_blanks(text: &str) -> String {
    let visible: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form;

    fn validated(form: &str, countries: &[&str]) -> (AddressForm, Vec<(F, FieldProblem)>) {
        let fields: Fields = form::parse(form.as_bytes()).expect("a form");
        let mut form = parse(&fields, countries[0]);
        let countries: Vec<String> = countries.iter().map(|&code| code.to_owned()).collect();
        let errors = validate(&mut form, &countries).into_iter().map(|error| (error.field, error.problem)).collect();
        (form, errors)
    }

    #[test]
    fn an_address_is_normalised_and_accepted() {
        let (form, errors) = validated(
            "email=Ann%40Example.com&name=+Ann++B+&line1=1+High+St&city=Leeds&postcode=ls11aa&country=GB",
            &["GB"],
        );
        assert_eq!(errors, []);
        assert_eq!((form.shipping.name.as_str(), form.shipping.postal_code.as_str()), ("Ann B", "LS1 1AA"));
        assert_eq!(form.email, "Ann@example.com");
    }

    #[test]
    fn a_japanese_address_may_be_typed_full_width_and_needs_its_prefecture() {
        let input = "email=a%40b.jp&name=%E8%8A%B1%E5%AD%90&line1=1-1&city=%E5%8D%83%E4%BB%A3%E7%94%B0\
            &postcode=%EF%BC%91%EF%BC%90%EF%BC%90%EF%BC%8D%EF%BC%90%EF%BC%90%EF%BC%90%EF%BC%91";
        let (form, errors) = validated(input, &["JP"]);
        assert_eq!(errors, [(F::Region, FieldProblem::Missing)]);
        assert_eq!(form.shipping.postal_code, "100-0001");
    }

    #[test]
    fn a_billing_address_that_is_filled_in_counts_without_its_tick_unless_it_was_unticked() {
        let check =
            |form: &str, differs: bool| assert_eq!(validated(form, &["GB"]).0.billing_differs, differs, "{form}");
        check("billing_country=GB&billing_name=&billing_city=+", false);
        check("billing_name=Bee+Ltd", true);
        check("billing_postcode=M1+1AE", true);
        check("billing_region=JP-13", true);
        check("billing_country=AT&step=next", false);
        check("billing_country=AT&step=country", true);
        check("billing_name=Bee+Ltd&billing_was=1", false);
        check("billing_name=Bee+Ltd&billing_was=1&billing_differs=1", true);
        check("billing_differs=1", true);
    }

    #[test]
    fn every_error_names_its_field_and_billing_errors_show_only_where_billing_differs() {
        let (_, errors) = validated("country=US&phone=x&postcode=1", &["GB", "DE"]);
        let fields: Vec<F> = errors.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, [F::Email, F::Country, F::Name, F::Line1, F::City, F::Phone]);
        let (_, errors) = validated("billing_differs=1", &["GB"]);
        assert!(errors.contains(&(F::BillingName, FieldProblem::Missing)));
        let long = format!("name={}", "x".repeat(81));
        assert!(validated(&long, &["GB"]).1.contains(&(F::Name, FieldProblem::TooLong { limit: 80 })));
    }
}
