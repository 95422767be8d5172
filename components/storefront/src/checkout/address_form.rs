//! Parses and validates the posted address form. The form keeps all input, and every error names its field.

use outpost_domain::address::Address;
use outpost_domain::postcode;
use outpost_http::form::Fields;
use outpost_http::{email, input};
use outpost_web_shop::view::{AddressField as F, AddressForm, FieldError, FieldProblem};

use super::country::AddressRules;

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

/// Whether the form was sent only to be shown again, for another country or with what the shop fills in.
pub(crate) fn shows_again(fields: &Fields) -> bool {
    fields.get("email_suggestion").is_some() || fields.get("step").is_some_and(|step| step != "next")
}

/// The form with its input normalised: full-width characters become ASCII, blanks collapse. An empty country becomes
/// `home`. A suggestion that was accepted takes the place of the mail address.
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
    let email = fields.get("email_suggestion").map_or_else(|| text(F::Email), normalise_blanks);
    AddressForm {
        email: input::to_half_width(&email),
        phone: input::normalise_digits(&text(F::Phone)),
        shipping: address(&SHIPPING),
        billing_differs: billing_differs(fields),
        billing: address(&BILLING),
    }
}

/// Whether the bill goes to another address than the parcel. The form says so by a box that is not ticked any more, which
/// browsers leave out: `billing_asked` tells such a form from one without the question.
fn billing_differs(fields: &Fields) -> bool {
    fields.get("billing_asked") == Some("1") && fields.get("billing_same") != Some("1")
}

/// Fills in what the postcode says, for the address whose postcode the button or the script names.
pub(crate) fn fill_in(form: &mut AddressForm, fields: &Fields) {
    let step = fields.get("step");
    for (address, field) in [(&mut form.shipping, F::PostalCode), (&mut form.billing, F::BillingPostalCode)] {
        if step != Some(field.input_name()) {
            continue;
        }
        if let Some(area) = postcode::area(&address.country, &address.postal_code) {
            area.region.clone_into(&mut address.region);
            if !area.city.is_empty() && !address.city.starts_with(area.city) {
                area.city.clone_into(&mut address.city);
            }
        }
    }
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
    use outpost_http::form;

    use super::*;

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
    fn the_bill_goes_elsewhere_where_the_box_is_not_ticked() {
        let check =
            |form: &str, differs: bool| assert_eq!(validated(form, &["GB"]).0.billing_differs, differs, "{form}");
        check("", false);
        check("billing_asked=1", true);
        check("billing_asked=1&billing_same=1", false);
        check("billing_asked=1&billing_same=1&billing_name=Bee+Ltd", false);
        check("billing_name=Bee+Ltd", false);
    }

    #[test]
    fn a_japanese_postcode_fills_in_prefecture_and_city() {
        let filled = |input: &str| {
            let fields: Fields = form::parse(input.as_bytes()).expect("a form");
            let mut form = parse(&fields, "JP");
            fill_in(&mut form, &fields);
            (form.shipping.region, form.shipping.city, form.billing.city)
        };
        let check =
            |input: &str, expect: [&str; 3]| assert_eq!(filled(input), expect.map(str::to_owned).into(), "{input}");
        check("postcode=100-0001&step=postcode", ["東京都", "千代田区", ""]);
        check("postcode=１０００００１&step=postcode", ["東京都", "千代田区", ""]);
        check("postcode=100-0001&city=千代田区千代田&step=postcode", ["東京都", "千代田区千代田", ""]);
        check("postcode=530-0001&city=千代田区&region=東京都&step=postcode", ["大阪府", "大阪市北区", ""]);
        check("billing_postcode=530-0001&step=billing_postcode", ["", "", "大阪市北区"]);
        check("postcode=999&city=x&step=postcode", ["", "x", ""]);
        check("postcode=100-0001&step=next", ["", "", ""]);
    }

    #[test]
    fn a_suggestion_is_taken_by_its_button() {
        let form = validated("email=ann%40gmial.con&email_suggestion=ann%40gmail.com", &["GB"]).0;
        assert_eq!(form.email, "ann@gmail.com");
    }

    #[test]
    fn every_error_names_its_field_and_billing_errors_show_only_where_billing_differs() {
        let (_, errors) = validated("country=US&phone=x&postcode=1", &["GB", "DE"]);
        let fields: Vec<F> = errors.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, [F::Email, F::Country, F::Name, F::Line1, F::City, F::Phone]);
        let (_, errors) = validated("billing_asked=1", &["GB"]);
        assert!(errors.contains(&(F::BillingName, FieldProblem::Missing)));
        let long = format!("name={}", "x".repeat(81));
        assert!(validated(&long, &["GB"]).1.contains(&(F::Name, FieldProblem::TooLong { limit: 80 })));
    }
}
