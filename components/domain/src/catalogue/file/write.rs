//! Writes products in our own layout.

use super::super::amount::format_amount;
use super::super::draft::{DraftPrice, DraftVariant, ProductDraft, ProductText};
use super::super::reference::Reference;
use super::column::Column;
use super::{bytes_of, cells};

/// A file in the making. The same products and the same reference give the same bytes.
pub struct Writer<'a> {
    reference: &'a Reference,
    columns: Vec<Column>,
    file: csv::Writer<Vec<u8>>,
}

impl<'a> Writer<'a> {
    /// A file with its first line: every column, those of the shop's languages and markets among them.
    ///
    /// # Errors
    /// Never for a file in memory.
    pub fn new(reference: &'a Reference) -> Result<Self, csv::Error> {
        let mut columns = Column::PLAIN.to_vec();
        for locale in &reference.locales {
            let code = || locale.code.clone();
            columns.extend([
                Column::Title(code()),
                Column::Summary(code()),
                Column::Description(code()),
                Column::Ingredients(code()),
                Column::Allergens(code()),
            ]);
        }
        columns.extend(Column::OF_VARIANTS);
        for market in &reference.markets {
            columns.extend([Column::Price(market.code.clone()), Column::CompareAt(market.code.clone())]);
        }
        let mut file = empty();
        file.write_record(columns.iter().map(ToString::to_string))?;
        Ok(Self { reference, columns, file })
    }

    /// Adds a product: a line for each of its variants, or one line without.
    ///
    /// # Errors
    /// Never for a file in memory.
    pub fn product(&mut self, draft: &ProductDraft) -> Result<(), csv::Error> {
        let none = DraftVariant::default();
        let has_variants = !draft.variants.is_empty();
        let variants = if has_variants { &draft.variants[..] } else { std::slice::from_ref(&none) };
        for (place, variant) in variants.iter().enumerate() {
            let cells = self.columns.iter().map(|column| {
                let cell = match column {
                    Column::Slug => draft.slug.clone(),
                    column if column.is_of_variant() && has_variants => of_variant(variant, column, self.reference),
                    column if place == 0 && !column.is_of_variant() => of_product(draft, column),
                    _ => String::new(),
                };
                cells::protected(&cell)
            });
            let cells: Vec<String> = cells.collect();
            self.file.write_record(cells)?;
        }
        Ok(())
    }

    /// The bytes of what was added since the last call.
    ///
    /// # Errors
    /// Never for a file in memory.
    pub fn take(&mut self) -> Result<Vec<u8>, csv::Error> {
        bytes_of(std::mem::replace(&mut self.file, empty()))
    }
}

fn empty() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new())
}

fn of_product(draft: &ProductDraft, column: &Column) -> String {
    let text = |locale: &String, field: fn(&ProductText) -> &String| {
        draft.texts.get(locale).map_or_else(String::new, |text| field(text).clone())
    };
    match column {
        Column::State => draft.state.code().to_owned(),
        Column::Vendor => draft.vendor.clone(),
        Column::Brand => draft.brand.clone(),
        Column::Category => draft.category.clone(),
        Column::TaxClass => draft.tax_class.clone(),
        Column::Manufacturer => draft.law.manufacturer.clone(),
        Column::EuContact => draft.law.eu_contact.clone(),
        Column::OriginCountry => draft.law.origin_country.clone(),
        Column::HsCode => draft.law.hs_code.clone(),
        Column::GuaranteeYears => draft.law.guarantee_years.to_string(),
        Column::Options => cells::write_codes(&draft.options),
        Column::Values => cells::write_values(&draft.values),
        Column::Pictures => cells::write_pictures(&draft.pictures),
        Column::Withheld => cells::write_withheld(&draft.withheld),
        Column::Title(locale) => text(locale, |text| &text.title),
        Column::Summary(locale) => text(locale, |text| &text.summary),
        Column::Description(locale) => text(locale, |text| &text.description),
        Column::Ingredients(locale) => text(locale, |text| &text.ingredients),
        Column::Allergens(locale) => text(locale, |text| &text.allergens),
        _ => String::new(),
    }
}

fn of_variant(variant: &DraftVariant, column: &Column, reference: &Reference) -> String {
    let price = |market: &String, field: fn(&DraftPrice) -> Option<i64>| {
        let amount = variant.prices.get(market).and_then(field);
        amount.map_or_else(String::new, |amount| format_amount(amount, reference.exponent(market)))
    };
    match column {
        Column::Sku => variant.sku.clone(),
        Column::WeightGrams => variant.weight_grams.to_string(),
        Column::Measure => variant.measure.map_or_else(String::new, |measure| measure.to_string()),
        Column::VariantValues => cells::write_values(&variant.values),
        Column::Planned => cells::write_planned(&variant.planned, reference),
        Column::Price(market) => price(market, |price| Some(price.amount)),
        Column::CompareAt(market) => price(market, |price| price.compare_at),
        _ => String::new(),
    }
}
