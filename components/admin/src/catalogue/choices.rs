//! Options of a product, and its prices to come.

use outpost_db::catalogue::EarlierPrice;
use outpost_domain::catalogue::{MarketReference, OPTIONS_MAX, format_amount};
use outpost_web_admin::routes;
use outpost_web_admin::view::{Cell, Choice, Column, Control, Field, Form, Table};

use super::forms::Forms;
use crate::screen::{day, moment};

impl Forms<'_> {
    pub(super) fn options(&self) -> Form {
        let l10n = self.l10n;
        let mut fields = Vec::new();
        let known: Vec<String> = self.known.attributes.iter().map(|attribute| attribute.code.clone()).collect();
        for place in 1..=OPTIONS_MAX {
            let option = self.draft().options.get(place - 1).map_or("", String::as_str);
            let mut values: Vec<&str> = Vec::new();
            let all = self.draft().variants.iter().flat_map(|variant| &variant.values);
            for code in all.filter(|code| code.attribute == option) {
                if !values.contains(&code.value.as_str()) {
                    values.push(&code.value);
                }
            }
            let label = |key: &'static str| format!("{} {place}", l10n.text(key));
            let hint = if place == 1 { l10n.text("catalogue-values-hint") } else { "" };
            fields.extend([
                Field::new(format!("option{place}"), label("catalogue-option"), option)
                    .of(Control::Suggest(known.clone())),
                Field::new(format!("values{place}"), label("catalogue-values"), values.join(", ")).hint(hint),
            ]);
        }
        Form {
            submit: l10n.text("catalogue-make-variants"),
            ..self.part(routes::PRODUCT_OPTIONS, l10n.text("catalogue-options"), fields)
        }
    }

    pub(super) fn planned(&self) -> Form {
        let l10n = self.l10n;
        let skus = self.draft().variants.iter().map(|variant| Choice::new(&variant.sku, &variant.sku)).collect();
        let market = |market: &MarketReference| {
            Choice::new(&market.code, format!("{} ({})", market.code.to_uppercase(), market.currency))
        };
        let markets = self.known.markets.iter().map(market).collect();
        let fields = vec![
            Field::new("sku", l10n.text("inventory-sku"), "").of(Control::Select(skus)),
            Field::new("market", l10n.text("admin-market"), "").of(Control::Select(markets)),
            Field::new("from", l10n.text("catalogue-from-day"), "").of(Control::Day),
            Field::new("amount", l10n.text("catalogue-price"), "").hint(l10n.text("catalogue-planned-hint")),
            Field::new("compare", l10n.text("catalogue-compare"), ""),
        ];
        self.part(routes::PRODUCT_PLANNED, l10n.text("catalogue-planned"), fields)
    }

    pub(super) fn to_come(&self) -> Table {
        let l10n = self.l10n;
        let mut rows = Vec::new();
        for variant in &self.draft().variants {
            for planned in &variant.planned {
                let amount = |minor| self.amount(&planned.market, minor);
                rows.push(vec![
                    Cell::from(variant.sku.as_str()),
                    Cell::from(planned.market.to_uppercase()),
                    Cell::from(day(planned.starts_at)),
                    Cell::from(amount(planned.amount)),
                    Cell::from(planned.compare_at.map(amount)),
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

    /// An amount as it is typed.
    fn amount(&self, market: &str, minor: i64) -> String {
        format_amount(minor, self.known.exponent(market))
    }

    /// Prices that were asked before.
    pub(super) fn earlier(&self, prices: Vec<EarlierPrice>) -> Table {
        let l10n = self.l10n;
        let row = |price: EarlierPrice| {
            vec![
                Cell::from(price.sku),
                Cell::from(price.market.to_uppercase()),
                Cell::from(moment(price.ended_at)),
                Cell::from(self.amount(&price.market, price.amount)),
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
