//! The screen of one product: a form for each part of it.

use axum::extract::State;
use axum::response::Response;
use outpost_db::catalogue::{StoredProduct, product, reference};
use outpost_domain::catalogue::{ProductDraft, ProductState, ProductText, Reference, format_amount};
use outpost_domain::market::Locale;
use outpost_http::Failure;
use outpost_http::form::{Fields, Query};
use outpost_web_admin::routes;
use outpost_web_admin::view::{Block, Cell, Choice, Column, Control, Field, Form, Grid, GridRow, Link, Page, Table};
use outpost_web_ui::localizer::Localizer;

use super::fields::{belongings, one_of, state_text};
use super::variants::OPTIONS_MAX;
use crate::list_page::encoded;
use crate::named::Named;
use crate::screen::{Screen, day};
use crate::session::Staff;
use crate::state::Shared;

/// `GET /admin/catalogue/products/{product}`.
pub(crate) async fn show(
    State(state): State<Shared>,
    staff: Staff,
    Named(id): Named<i64>,
    Query(query): Query<Fields>,
) -> Result<Response, Failure> {
    let stored = product(staff.sql(&state), id).await?.ok_or(Failure::NotFound)?;
    let known = reference(staff.sql(&state), Locale::En).await?;
    let screen = Screen::new(&staff, routes::PRODUCTS);
    let form = Forms { l10n: screen.l10n, stored: &stored, known: &known };
    let draft = &stored.draft;
    let l10n = screen.l10n;
    let mut blocks = vec![Block::Grid(form.texts()), Block::Grid(form.variants())];
    blocks.push(Block::Forms(vec![form.publication(), form.details(), form.options(), form.planned()]));
    if draft.variants.iter().any(|variant| !variant.planned.is_empty()) {
        blocks.push(Block::Table(form.to_come()));
    }
    blocks.push(Block::Form(form.copy(state.command_id().to_string())));
    if staff.may("audit:read") {
        let address = format!("{}?q={}", routes::AUDIT, encoded(&format!("product:{}", draft.slug)));
        blocks.push(Block::Links(vec![Link::new(l10n.text("admin-audit-of"), address)]));
    }
    let heading = draft.texts.get(Locale::En.code()).map_or(&draft.slug, |text| &text.title).clone();
    let above = vec![Link::new(l10n.text("admin-nav-catalogue"), routes::PRODUCTS)];
    let notice = screen.done(&query);
    Ok(screen.show(Page { heading, above, notice, blocks, ..Page::default() }))
}

struct Forms<'a> {
    l10n: Localizer,
    stored: &'a StoredProduct,
    known: &'a Reference,
}

impl Forms<'_> {
    fn draft(&self) -> &ProductDraft {
        &self.stored.draft
    }

    fn action(&self, pattern: &str) -> String {
        routes::of(pattern, &self.stored.id.to_string())
    }

    fn hidden(&self) -> Vec<(&'static str, String)> {
        vec![("version", self.stored.version.to_string())]
    }

    fn part(&self, pattern: &str, heading: &'static str, fields: Vec<Field>) -> Form {
        Form {
            heading: heading.to_owned(),
            action: self.action(pattern),
            hidden: self.hidden(),
            fields,
            submit: self.l10n.text("catalogue-save"),
            is_quiet: true,
        }
    }

    /// Texts of all languages side by side.
    fn texts(&self) -> Grid {
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
    fn variants(&self) -> Grid {
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
            let measured = variant.measure.map(|measure| measure.to_string()).unwrap_or_default();
            let mut fields = vec![
                Field::new(format!("sku:{place}"), label(sku), variant.sku.as_str()),
                Field::new(format!("weight:{place}"), label(weight), variant.weight_grams.to_string()),
                Field::new(format!("measure:{place}"), label(measure), measured),
            ];
            for market in &self.known.markets {
                let code = market.code.to_uppercase();
                let asked = variant.prices.get(&market.code);
                let amount =
                    |minor: Option<i64>| minor.map(|minor| format_amount(minor, market.exponent)).unwrap_or_default();
                let (now, before) =
                    (amount(asked.map(|price| price.amount)), amount(asked.and_then(|price| price.compare_at)));
                let id = |what: &str| format!("{what}:{}:{place}", market.code);
                fields.push(Field::new(id("price"), label(&format!("{price} {code}")), now));
                fields.push(Field::new(id("compare"), label(&format!("{compare} {code}")), before));
            }
            GridRow { name: name.clone(), fields }
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

    fn publication(&self) -> Form {
        let l10n = self.l10n;
        let choice = |value: &str, label: &str| Choice { value: value.to_owned(), label: label.to_owned() };
        let states = ProductState::ALL.map(|state| choice(state.code(), state_text(l10n, state)));
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
                choice("yes", l10n.text("catalogue-sold")),
                choice("no", l10n.text("catalogue-withheld")),
                choice("later", l10n.text("catalogue-from")),
            ];
            fields.push(
                Field::new(format!("sold:{}", market.code), format!("{} {code}", l10n.text("admin-market")), chosen)
                    .of(Control::Select(choices)),
            );
            let from = withheld.copied().flatten().map(day).unwrap_or_default();
            let label = format!("{} {code}", l10n.text("catalogue-from-day"));
            fields.push(Field::new(format!("from:{}", market.code), label, from).of(Control::Day));
        }
        self.part(routes::PRODUCT_PUBLICATION, l10n.text("catalogue-publication"), fields)
    }

    fn details(&self) -> Form {
        let l10n = self.l10n;
        let draft = self.draft();
        let law = &draft.law;
        let mut fields = vec![Field {
            hint: l10n.text("catalogue-slug-hint"),
            ..Field::new("slug", l10n.text("catalogue-slug"), draft.slug.as_str())
        }];
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
            Field {
                hint: l10n.text("catalogue-pictures-hint"),
                ..Field::new("pictures", l10n.text("catalogue-pictures"), self.pictures()).of(Control::Lines)
            },
        ]);
        fields.extend(self.values());
        self.part(routes::PRODUCT_DETAILS, l10n.text("catalogue-details"), fields)
    }

    fn pictures(&self) -> String {
        let line = |picture: &outpost_domain::catalogue::DraftPicture| match &picture.of {
            Some(of) => format!("{} {}={}", picture.hash, of.attribute, of.value),
            None => picture.hash.clone(),
        };
        self.draft().pictures.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// A box for each value of each attribute that shoppers filter by.
    fn values(&self) -> Vec<Field> {
        let mut fields = Vec::new();
        for attribute in self.known.attributes.iter().filter(|attribute| attribute.values.len() <= 40) {
            for value in &attribute.values {
                let code = format!("{}={}", attribute.code, value.code);
                let is_on =
                    self.draft().values.iter().any(|on| on.attribute == attribute.code && on.value == value.code);
                fields.push(Field {
                    name: Some("value".to_owned()),
                    ..Field::new(
                        format!("value:{code}"),
                        format!("{}: {}", attribute.name, value.name),
                        if is_on { "on" } else { "" },
                    )
                    .of(Control::TickOf(code))
                });
            }
        }
        fields
    }

    fn options(&self) -> Form {
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

    fn planned(&self) -> Form {
        let l10n = self.l10n;
        let sku = |variant: &outpost_domain::catalogue::DraftVariant| Choice {
            value: variant.sku.clone(),
            label: variant.sku.clone(),
        };
        let skus = self.draft().variants.iter().map(sku).collect();
        let named = |market: &outpost_domain::catalogue::MarketReference| outpost_domain::catalogue::Named {
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

    fn to_come(&self) -> Table {
        let l10n = self.l10n;
        let mut rows = Vec::new();
        for variant in &self.draft().variants {
            for planned in &variant.planned {
                let exponent = self.known.market(&planned.market).map_or(0, |market| market.exponent);
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

    fn copy(&self, id: String) -> Form {
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
