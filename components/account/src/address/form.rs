//! Parses and checks the form of an address.

use outpost_domain::address::Address;
use outpost_domain::ids::AddressId;
use outpost_http::form::Fields;
use outpost_http::input;
use outpost_web_account::view::{AddressProblem, SavedAddress};

/// The fields in the order of the form, with the most characters of each, and whether they may be empty.
const LIMITS: [(&str, usize, bool); 7] = [
    ("name", 80, false),
    ("line1", 100, false),
    ("line2", 80, true),
    ("city", 60, false),
    ("region", 40, true),
    ("postcode", 20, false),
    ("phone", 30, true),
];

/// A form without an address yet.
pub(super) fn empty(id: AddressId, home: &str) -> SavedAddress {
    let address = Address { country: home.to_owned(), ..Address::default() };
    SavedAddress { id: id.to_string(), is_default: false, address, phone: String::new() }
}

/// The address as it was typed: without control characters and blanks too many.
pub(super) fn parse(id: AddressId, fields: &Fields) -> SavedAddress {
    let text = |name: &str| {
        let visible: String = fields.text(name).chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        visible.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let address = Address {
        name: text("name"),
        line1: text("line1"),
        line2: text("line2"),
        city: text("city"),
        region: text("region"),
        postal_code: input::normalise_digits(&text("postcode")).to_uppercase(),
        country: text("country"),
    };
    SavedAddress {
        id: id.to_string(),
        is_default: fields.get("default") == Some("1"),
        address,
        phone: input::normalise_digits(&text("phone")),
    }
}

/// What is wrong, in the order of the form.
pub(super) fn problems(saved: &SavedAddress, countries: &[String]) -> Vec<(&'static str, AddressProblem)> {
    let address = &saved.address;
    let mut problems = Vec::new();
    if !countries.contains(&address.country) {
        problems.push(("country", AddressProblem::Malformed));
    }
    let values = [
        &address.name,
        &address.line1,
        &address.line2,
        &address.city,
        &address.region,
        &address.postal_code,
        &saved.phone,
    ];
    for ((name, limit, may_be_empty), value) in LIMITS.into_iter().zip(values) {
        let is_optional = may_be_empty && !(name == "region" && address.country == "JP");
        if value.chars().count() > limit {
            problems.push((name, AddressProblem::TooLong(limit as u64)));
        } else if value.is_empty() && !is_optional {
            problems.push((name, AddressProblem::Missing));
        }
    }
    if !is_phone(&saved.phone) {
        problems.push(("phone", AddressProblem::Malformed));
    }
    problems
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let known = |letter: char| letter.is_ascii_digit() || " +-().-/".contains(letter);
    text.is_empty() || ((5..=15).contains(&digits) && text.chars().all(known))
}

#[cfg(test)]
mod tests {
    use outpost_http::form;
    use uuid::Uuid;

    use super::*;

    fn check(text: &str, expect: &[(&str, AddressProblem)]) {
        let fields = form::parse::<Fields>(text.as_bytes()).expect("a form");
        let saved = parse(AddressId::new(Uuid::nil()), &fields);
        assert_eq!(problems(&saved, &["GB".to_owned(), "JP".to_owned()]), expect, "{text}");
    }

    #[test]
    fn every_problem_names_its_field() {
        check("country=GB&name=Ann&line1=1+High+St&city=Leeds&postcode=ls11aa", &[]);
        check(
            "country=GB&name=Ann&line1=1+High+St&city=Leeds&postcode=ls11aa&phone=x",
            &[("phone", AddressProblem::Malformed)],
        );
        check("country=JP&name=Ann&line1=1-1&city=x&postcode=1000001", &[("region", AddressProblem::Missing)]);
        check(
            "country=US&name=&line1=1&city=x&postcode=1",
            &[("country", AddressProblem::Malformed), ("name", AddressProblem::Missing)],
        );
        let long = format!("country=GB&name={}&line1=1&city=x&postcode=1", "x".repeat(81));
        check(&long, &[("name", AddressProblem::TooLong(80))]);
    }
}
