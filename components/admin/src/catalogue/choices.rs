//! Options of a product, and its prices to come.

use outpost_db::catalogue::EarlierPrice;
use outpost_domain::catalogue::{DraftVariant, MarketReference, Named, format_amount};
use outpost_web_admin::routes;
use outpost_web_admin::view::{Cell, Choice, Column, Control, Field, Form, Table};

use super::fields::one_of;
use super::forms::Forms;
use super::variants::OPTIONS_MAX;
use crate::screen::{day, moment};

impl Forms<'_> {
    pub(super) fn options(&self) -> Form {
        let l10n = self.l10n;
        let mut fields = Vec::new();
        let known: Vec<String> = self.known.attributes.iter().map(|attribute| attribute.code.clone()).collect();
        for place in 1..=OPTIONS_MAX {
            let option = self.draft().options.get(place - 1).map_or("", String::as_str);
            let mut values: Vec<&str> = Vec::new();
            for variant in &self.draft().variants {
                let of = variant.values.iter().filter(|code| code.attribute == option).map(|code| code.value.as_str());
                of.for_each(|value| {
                    if !values.contains(&value) {
                        values.push(value)
                    }
                });
            }
            let name = |key: &'static str| format!("{} {place}", l10n.text(key));
            fields.push(
                Field::new(format!("option{place}"), name("catalogue-option"), option)
                    .of(Control::Suggest(known.clone())),
            );
            fields.push(Field {
                hint: if place == 1 { l10n.text("catalogue-values-hint") } else { "" },
                ..Field::new(format!("values{place}"), name("catalogue-values"), values.join(", "))
            });
        }
        Form {
            submit: l10n.text("catalogue-make-variants"),
            ..self.part(routes::PRODUCT_OPTIONS, l10n.text("catalogue-options"), fields)
        }
    }

    pub(super) fn planned(&self) -> Form {
        let l10n = self.l10n;
        let sku = |variant: &DraftVariant| Choice { value: variant.sku.clone(), label: variant.sku.clone() };
        let skus = self.draft().variants.iter().map(sku).collect();
        let named = |market: &MarketReference| Named {
            code: market.code.clone(),
            name: format!("{} ({})", market.code.to_uppercase(), market.currency),
        };
        let markets: Vec<_> = self.known.markets.iter().map(named).collect();
        let fields = vec![
            Field::new("sku", l10n.text("inventory-sku"), "").of(Control::Select(skus)),
            one_of("market", l10n.text("admin-market"), "", &markets),
            Field::new("from", l10n.text("catalogue-from-day"), "").of(Control::Day),
            Field {
                hint: l10n.text("catalogue-planned-hint"),
                ..Field::new("amount", l10n.text("catalogue-price"), "")
            },
            Field::new("compare", l10n.text("catalogue-compare"), ""),
        ];
        self.part(routes::PRODUCT_PLANNED, l10n.text("catalogue-planned"), fields)
    }

    pub(super) fn to_come(&self) -> Table {
        let l10n = self.l10n;
        let mut rows = Vec::new();
        for variant in &self.draft().variants {
            for planned in &variant.planned {
                let exponent = self.known.exponent(&planned.market);
                rows.push(vec![
                    Cell::from(variant.sku.as_str()),
                    Cell::from(planned.market.to_uppercase()),
                    Cell::from(day(planned.starts_at)),
                    Cell::from(format_amount(planned.amount, exponent)),
                    Cell::from(planned.compare_at.map(|before| format_amount(before, exponent))),
                ]);
            }
        }
        Table {
            caption: l10n.text("catalogue-planned").to_owned(),
            columns: vec![
                Column::text(l10n.text("inventory-sku")),
                Column::text(l10n.text("admin-market")),
                Column::text(l10n.text("catalogue-from-day")),
                Column::number(l10n.text("catalogue-price")),
                Column::number(l10n.text("catalogue-compare")),
            ],
            rows,
            empty: "",
        }
    }

    /// Prices that were asked before.
    pub(super) fn earlier(&self, prices: Vec<EarlierPrice>) -> Table {
        let l10n = self.l10n;
        let row = |price: EarlierPrice| {
            let exponent = self.known.exponent(&price.market);
            vec![
                Cell::from(price.sku),
                Cell::from(price.market.to_uppercase()),
                Cell::from(moment(price.ended_at)),
                Cell::from(format_amount(price.amount, exponent)),
            ]
        };
        Table {
            caption: l10n.text("catalogue-history").to_owned(),
            columns: vec![
                Column::text(l10n.text("inventory-sku")),
                Column::text(l10n.text("admin-market")),
                Column::text(l10n.text("catalogue-until")),
                Column::number(l10n.text("catalogue-price")),
            ],
            rows: prices.into_iter().map(row).collect(),
            empty: "",
        }
    }
}
