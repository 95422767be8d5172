//! Forms of a product: where it is sold, and what it is.

use outpost_db::catalogue::StoredProduct;
use outpost_domain::catalogue::{DraftPicture, ProductDraft, ProductState, Reference, ValueCode};
use outpost_web_admin::routes;
use outpost_web_admin::view::{Choice, Control, Field, Form};
use outpost_web_ui::localizer::Localizer;

use super::fields::{belongings, state_text};
use crate::screen::day;

/// The forms of one product.
pub(super) struct Forms<'a> {
    /// Messages.
    pub(super) l10n: Localizer,
    /// The product.
    pub(super) stored: &'a StoredProduct,
    /// What it may refer to.
    pub(super) known: &'a Reference,
}

impl Forms<'_> {
    pub(super) fn draft(&self) -> &ProductDraft {
        &self.stored.draft
    }

    pub(super) fn action(&self, pattern: &str) -> String {
        routes::of(pattern, &self.stored.id.to_string())
    }

    pub(super) fn hidden(&self) -> Vec<(&'static str, String)> {
        vec![("version", self.stored.version.to_string())]
    }

    pub(super) fn part(&self, pattern: &str, heading: &'static str, fields: Vec<Field>) -> Form {
        Form {
            heading: heading.to_owned(),
            action: self.action(pattern),
            hidden: self.hidden(),
            fields,
            submit: self.l10n.text("catalogue-save"),
            is_quiet: true,
        }
    }

    pub(super) fn publication(&self) -> Form {
        let l10n = self.l10n;
        let states = ProductState::ALL.map(|state| Choice::new(state.code(), state_text(l10n, state)));
        let mut fields = vec![
            Field::new("state", l10n.text("inventory-state"), self.draft().state.code())
                .of(Control::Select(states.to_vec())),
        ];
        for market in &self.known.markets {
            let code = market.code.to_uppercase();
            let withheld = self.draft().withheld.get(&market.code);
            let chosen = match withheld {
                None => "yes",
                Some(None) => "no",
                Some(Some(_)) => "later",
            };
            let choices = vec![
                Choice::new("yes", l10n.text("catalogue-sold")),
                Choice::new("no", l10n.text("catalogue-withheld")),
                Choice::new("later", l10n.text("catalogue-from")),
            ];
            fields.push(
                Field::new(format!("sold:{}", market.code), format!("{} {code}", l10n.text("admin-market")), chosen)
                    .of(Control::Select(choices)),
            );
            let from = withheld.copied().flatten().map_or_else(String::new, day);
            let label = format!("{} {code}", l10n.text("catalogue-from-day"));
            fields.push(Field::new(format!("from:{}", market.code), label, from).of(Control::Day));
        }
        self.part(routes::PRODUCT_PUBLICATION, l10n.text("catalogue-publication"), fields)
    }

    pub(super) fn details(&self) -> Form {
        let l10n = self.l10n;
        let draft = self.draft();
        let law = &draft.law;
        let slug = Field::new("slug", l10n.text("catalogue-slug"), draft.slug.as_str());
        let mut fields = vec![slug.hint(l10n.text("catalogue-slug-hint"))];
        let chosen = [&draft.brand, &draft.category, &draft.vendor, &draft.tax_class].map(String::as_str);
        fields.extend(belongings(l10n, chosen, self.known));
        fields.extend([
            Field::new("manufacturer", l10n.text("catalogue-manufacturer"), law.manufacturer.as_str())
                .of(Control::Lines),
            Field::new("eu_contact", l10n.text("catalogue-eu-contact"), law.eu_contact.as_str()).of(Control::Lines),
            Field::new("origin", l10n.text("catalogue-origin"), law.origin_country.as_str()),
            Field::new("hs", l10n.text("catalogue-hs"), law.hs_code.as_str()),
            Field::new("guarantee", l10n.text("catalogue-guarantee"), law.guarantee_years.to_string())
                .of(Control::Number),
            Field::new("pictures", l10n.text("catalogue-pictures"), self.pictures())
                .hint(l10n.text("catalogue-pictures-hint"))
                .of(Control::Lines),
        ]);
        fields.extend(self.values());
        self.part(routes::PRODUCT_DETAILS, l10n.text("catalogue-details"), fields)
    }

    fn pictures(&self) -> String {
        let line = |picture: &DraftPicture| match &picture.of {
            Some(of) => format!("{} {of}", picture.hash),
            None => picture.hash.clone(),
        };
        self.draft().pictures.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// A box for each value of each attribute that shoppers filter by.
    fn values(&self) -> Vec<Field> {
        let mut fields = Vec::new();
        for attribute in self.known.attributes.iter().filter(|attribute| attribute.values.len() <= 40) {
            for value in &attribute.values {
                let code = ValueCode { attribute: attribute.code.clone(), value: value.code.clone() };
                let label = format!("{}: {}", attribute.name, value.name);
                let ticked = if self.draft().values.contains(&code) { "on" } else { "" };
                let field = Field::new(format!("value:{code}"), label, ticked);
                fields.push(field.named("value").of(Control::TickOf(code.to_string())));
            }
        }
        fields
    }

    pub(super) fn copy(&self, id: String) -> Form {
        Form {
            heading: self.l10n.text("catalogue-copy").to_owned(),
            action: self.action(routes::PRODUCT_COPIES),
            hidden: vec![("id", id)],
            fields: Vec::new(),
            submit: self.l10n.text("catalogue-copy-submit"),
            is_quiet: true,
        }
    }
}
