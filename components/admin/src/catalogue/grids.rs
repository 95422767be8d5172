//! Texts by language, and variants with their prices by market, as grids.

use outpost_domain::catalogue::{ProductText, format_amount};
use outpost_web_admin::routes;
use outpost_web_admin::view::{Control, Field, Grid, GridRow};

use super::forms::Forms;

impl Forms<'_> {
    /// Texts of all languages side by side.
    pub(super) fn texts(&self) -> Grid {
        let l10n = self.l10n;
        let none = ProductText::default();
        let row = |field: &str, name: &'static str, control: Control, read: fn(&ProductText) -> &String| GridRow {
            name: name.to_owned(),
            fields: self
                .known
                .locales
                .iter()
                .map(|locale| {
                    let text = self.draft().texts.get(&locale.code).unwrap_or(&none);
                    let label = format!("{name} ({})", locale.name);
                    Field::new(format!("{field}:{}", locale.code), label, read(text).as_str()).of(control.clone())
                })
                .collect(),
        };
        Grid {
            heading: l10n.text("catalogue-texts").to_owned(),
            action: self.action(routes::PRODUCT_TEXTS),
            hidden: self.hidden(),
            columns: self.known.locales.iter().map(|locale| locale.name.clone()).collect(),
            rows: vec![
                row("title", l10n.text("catalogue-title"), Control::Text, |text| &text.title),
                row("summary", l10n.text("catalogue-summary"), Control::Lines, |text| &text.summary),
                row("description", l10n.text("catalogue-description"), Control::Lines, |text| &text.description),
                row("ingredients", l10n.text("catalogue-ingredients"), Control::Lines, |text| &text.ingredients),
                row("allergens", l10n.text("catalogue-allergens"), Control::Text, |text| &text.allergens),
            ],
            submit: l10n.text("catalogue-save"),
            hint: "",
        }
    }

    /// Variants with their prices in every market.
    pub(super) fn variants(&self) -> Grid {
        let l10n = self.l10n;
        let [sku, weight, measure] =
            [l10n.text("inventory-sku"), l10n.text("catalogue-weight"), l10n.text("catalogue-measure")];
        let [price, compare] = [l10n.text("catalogue-price"), l10n.text("catalogue-compare")];
        let mut columns = [sku, weight, measure].map(str::to_owned).to_vec();
        for market in &self.known.markets {
            let code = market.code.to_uppercase();
            columns.extend([format!("{price} {code} ({})", market.currency), format!("{compare} {code}")]);
        }
        let rows = self.draft().variants.iter().enumerate().map(|(place, variant)| {
            let values: Vec<&str> = variant.values.iter().map(|code| code.value.as_str()).collect();
            let name = if values.is_empty() { variant.sku.clone() } else { values.join(", ") };
            let label = |what: &str| format!("{what}, {name}");
            let measured = variant.measure.map_or_else(String::new, |measure| measure.to_string());
            let mut fields = vec![
                Field::new(format!("sku:{place}"), label(sku), variant.sku.as_str()),
                Field::new(format!("weight:{place}"), label(weight), variant.weight_grams.to_string()),
                Field::new(format!("measure:{place}"), label(measure), measured),
            ];
            for market in &self.known.markets {
                let code = market.code.to_uppercase();
                let asked = variant.prices.get(&market.code);
                let amount =
                    |minor: Option<i64>| minor.map_or_else(String::new, |minor| format_amount(minor, market.exponent));
                let now = amount(asked.map(|price| price.amount));
                let before = amount(asked.and_then(|price| price.compare_at));
                let id = |what: &str| format!("{what}:{}:{place}", market.code);
                fields.push(Field::new(id("price"), label(&format!("{price} {code}")), now));
                fields.push(Field::new(id("compare"), label(&format!("{compare} {code}")), before));
            }
            GridRow { name, fields }
        });
        Grid {
            heading: l10n.text("catalogue-variants").to_owned(),
            hint: l10n.text("catalogue-variants-hint"),
            action: self.action(routes::PRODUCT_VARIANTS),
            hidden: self.hidden(),
            columns,
            rows: rows.collect(),
            submit: l10n.text("catalogue-save"),
        }
    }
}
