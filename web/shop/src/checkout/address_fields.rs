//! The fields of one address, in the order and under the names of its country.

use leptos::prelude::*;
use outpost_domain::address::Address;
use outpost_web_ui::parts::field::{self, Field};
use outpost_web_ui::prefectures;

use super::address_format::{AddressFormat, AddressKind, postcode_inputmode};
use super::field_errors;
use crate::context::Context;
use crate::view::{AddressField as F, Checkout};

/// The fields of one address.
#[derive(Clone, Copy)]
pub(super) struct AddressFields<'a> {
    pub(super) cx: Context<'a>,
    pub(super) page: &'a Checkout,
    pub(super) kind: AddressKind,
}

impl<'a> AddressFields<'a> {
    /// All of them.
    pub(super) fn all(self) -> impl IntoView + use<> {
        let parts = self.format().fields(self.kind).iter().filter_map(|&field| self.input(field)).collect::<Vec<_>>();
        view! { <div class="fields">{parts}</div> }
    }

    /// The input of a field; fields elsewhere in the form have none here.
    fn input(self, field: F) -> Option<AnyView> {
        Some(match field {
            F::Name | F::BillingName => self.name(),
            F::Line1 | F::BillingLine1 => self.line1(),
            F::Line2 | F::BillingLine2 => self.extra(),
            F::City | F::BillingCity => self.city(),
            F::Region | F::BillingRegion => self.prefecture(),
            F::PostalCode | F::BillingPostalCode => self.postcode(),
            F::Email | F::Phone | F::Country | F::BillingCountry => return None,
        })
    }

    fn address(self) -> &'a Address {
        self.kind.address(&self.page.form)
    }

    fn format(self) -> AddressFormat {
        AddressFormat::of(&self.address().country)
    }

    fn label(self, field: F) -> &'static str {
        self.cx.text(self.format().label_key(field))
    }

    /// The field of the shipping or the billing address, and its token for `autocomplete`.
    fn pick(self, shipping: (F, &'static str), billing: (F, &'static str)) -> (F, &'static str) {
        if self.kind == AddressKind::Shipping { shipping } else { billing }
    }

    fn text(self, (id, autocomplete): (F, &'static str), value: &'a str, rest: Field<'a>) -> AnyView {
        field::field(Field {
            id: id.input_name(),
            label: self.label(id),
            value,
            autocomplete,
            maxlength: 120,
            required: true,
            error: field_errors::error_of(self.cx, self.page, id),
            ..rest
        })
        .into_any()
    }

    fn name(self) -> AnyView {
        let id = self.pick((F::Name, "shipping name"), (F::BillingName, "billing name"));
        self.text(id, &self.address().name, Field::default())
    }

    fn line1(self) -> AnyView {
        let id = self.pick((F::Line1, "shipping address-line1"), (F::BillingLine1, "billing address-line1"));
        self.text(id, &self.address().line1, Field::default())
    }

    fn city(self) -> AnyView {
        let id = self.pick((F::City, "shipping address-level2"), (F::BillingCity, "billing address-level2"));
        let class = if self.format() == AddressFormat::Japanese { "" } else { "field-grow" };
        self.text(id, &self.address().city, Field { class, ..Field::default() })
    }

    fn postcode(self) -> AnyView {
        let id = self.pick((F::PostalCode, "shipping postal-code"), (F::BillingPostalCode, "billing postal-code"));
        let inputmode = postcode_inputmode(&self.address().country);
        let class = if self.format() == AddressFormat::TownThenPostcode { "field-short" } else { "field-narrow" };
        let field = Field { class, inputmode, ..Field::default() };
        match self.format() {
            AddressFormat::Japanese => self.postcode_that_fills_in(id, field),
            AddressFormat::TownThenPostcode | AddressFormat::PostcodeThenTown => {
                self.text(id, &self.address().postal_code, field)
            }
        }
    }

    /// A postcode that says which prefecture and city are meant: by itself with scripts, by a button without.
    fn postcode_that_fills_in(self, id: (F, &'static str), field: Field<'a>) -> AnyView {
        let name = id.0.input_name();
        let refresh = if self.kind == AddressKind::Shipping { "step=postcode" } else { "step=billing_postcode" };
        view! {
            <div class="field-postcode">
                {self.text(id, &self.address().postal_code, Field { class: "", refresh, ..field })}
                <button class="button button-quiet without-scripts" type="submit" name="step" value=name>
                    {self.cx.text("field-postcode-fill")}
                </button>
            </div>
        }
        .into_any()
    }

    /// A second line is rarely needed: it is folded unless it is filled in.
    fn extra(self) -> AnyView {
        let (id, autocomplete) =
            self.pick((F::Line2, "shipping address-line2"), (F::BillingLine2, "billing address-line2"));
        let value = self.address().line2.as_str();
        let error = field_errors::error_of(self.cx, self.page, id);
        let open = !value.is_empty() || error.is_some();
        let label = self.label(id);
        let input = field::field(Field {
            id: id.input_name(),
            label,
            value,
            autocomplete,
            maxlength: 120,
            error,
            ..Field::default()
        });
        view! {
            <details class="optional-field" open=open>
                <summary>{self.cx.format("field-add", &[("name", label.into())])}</summary>
                {input}
            </details>
        }
        .into_any()
    }

    fn prefecture(self) -> AnyView {
        let (id, autocomplete) =
            self.pick((F::Region, "shipping address-level1"), (F::BillingRegion, "billing address-level1"));
        let (name, error) = (id.input_name(), field_errors::error_of(self.cx, self.page, id));
        let wrong = error.is_some();
        let chosen = self.address().region.as_str();
        let options = prefectures::ALL
            .iter()
            .map(|(value, _)| {
                view! { <option value=*value selected=*value == chosen>{self.cx.prefecture(value)}</option> }
            })
            .collect::<Vec<_>>();
        view! {
            <div class="field field-narrow">
                {field::label(name, self.label(id), "")}
                {field::error(name, error)}
                <select
                    id=name
                    name=name
                    autocomplete=autocomplete
                    aria-required="true"
                    aria-invalid=wrong.then_some("true")
                    aria-describedby=field::described_by(name, false, wrong)
                >
                    <option value="">{self.cx.text("field-choose")}</option>
                    {options}
                </select>
            </div>
        }
        .into_any()
    }
}
