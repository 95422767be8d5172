//! Shopify's product export as lines of our own columns.

use super::super::amount::parse_amount;
use super::super::slug::{code_of, slug_of};
use super::column::Column;
use super::html::text_of;
use super::sheet::{Line, Sheet, SheetColumn};

/// What Shopify's layout leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shopify {
    /// The language of its texts.
    pub locale: String,
    /// The market of its prices.
    pub market: String,
    /// Who sells the products, by slug.
    pub vendor: String,
    /// How they are taxed.
    pub tax_class: String,
    /// The category of products whose type is none of the shop's categories.
    pub category: String,
    /// The slugs of the shop's categories.
    pub categories: Vec<String>,
    /// Where its stock lies; none to leave it out.
    pub location: Option<String>,
    /// The weight of a piece where the file says 0.
    pub weight_grams: i64,
}

/// Columns that are carried over as they are.
fn plain(options: &Shopify) -> Vec<(&'static str, Column)> {
    let mut plain = vec![
        ("Handle", Column::Slug),
        ("Status", Column::State),
        ("Vendor", Column::Brand),
        ("Type", Column::Category),
        ("Title", Column::Title(options.locale.clone())),
        ("Body (HTML)", Column::Description(options.locale.clone())),
        ("Variant SKU", Column::Sku),
        ("Variant Grams", Column::WeightGrams),
        ("Variant Price", Column::Price(options.market.clone())),
        ("Variant Compare At Price", Column::CompareAt(options.market.clone())),
    ];
    plain.extend(options.location.clone().map(|location| ("Variant Inventory Qty", Column::Stock(location))));
    plain
}

/// Where the parts of a choice stand.
struct Choices {
    names: [Option<usize>; 3],
    values: [Option<usize>; 3],
}

/// Gives every line our own columns. Lines that hold nothing but a further picture are left out: pictures stay at their
/// addresses.
pub(super) fn translate(sheet: &mut Sheet, lines: &mut Vec<Line>, options: &Shopify) {
    let place_of = |name: &str| sheet.header.iter().position(|known| known.trim() == name);
    let plain: Vec<(usize, &str, Column)> =
        plain(options).into_iter().filter_map(|(name, column)| Some((place_of(name)?, name, column))).collect();
    let at = |kind: &str| [1, 2, 3].map(|number| place_of(&format!("Option{number} {kind}")));
    let choices = Choices { names: at("Name"), values: at("Value") };
    let column = |name: &str, column| SheetColumn { column, name: name.to_owned() };
    let mut columns: Vec<SheetColumn> = plain.iter().map(|(_, name, known)| column(name, known.clone())).collect();
    columns.extend([
        column("Option1 Name", Column::Options),
        column("Option1 Value", Column::VariantValues),
        column("Vendor", Column::Vendor),
        column("Variant Taxable", Column::TaxClass),
    ]);
    let handle = place_of("Handle");
    let (sku, price, first) = (place_of("Variant SKU"), place_of("Variant Price"), choices.values[0]);
    sheet.columns = columns;
    let sku_cell = sheet.place_of(&Column::Sku);
    let text =
        |line: &Line, place: Option<usize>| place.map_or_else(String::new, |place| line.raw[place].trim().to_owned());
    lines.retain(|line| [sku, price, first].into_iter().any(|place| !text(line, place).is_empty()));
    let (mut product, mut names, mut number) = (String::new(), Vec::new(), 0);
    for line in lines {
        let slug = text(line, handle);
        if slug != product {
            names = choices.names.map(|place| text(line, place)).to_vec();
            (product, number) = (slug.clone(), 0);
        }
        number += 1;
        let chosen = chosen(&names, &choices.values.map(|place| text(line, place)));
        line.cells = plain.iter().map(|(place, _, column)| cell(column, &line.raw[*place], options)).collect();
        if let Some(cell) = sku_cell.and_then(|place| line.cells.get_mut(place)).filter(|cell| cell.is_empty()) {
            *cell = made_up_sku(&slug, number);
        }
        drop_low_comparison(&sheet.columns, &mut line.cells);
        let attributes: Vec<&str> = chosen.iter().map(|(attribute, _)| attribute.as_str()).collect();
        let values: Vec<String> = chosen.iter().map(|(attribute, value)| format!("{attribute}={value}")).collect();
        let fixed = [attributes.join("; "), values.join("; "), options.vendor.clone(), options.tax_class.clone()];
        line.cells.extend(fixed);
    }
}

/// Attributes with the values of a line. A product without choices has the one option `Title`.
fn chosen(names: &[String], values: &[String; 3]) -> Vec<(String, String)> {
    let pairs = names.iter().zip(values).filter(|(name, value)| !name.is_empty() && !value.is_empty());
    let pairs = pairs.filter(|(name, value)| !(name.as_str() == "Title" && value.as_str() == "Default Title"));
    pairs.map(|(name, value)| (code_of(name), code_of(value))).collect()
}

/// Many files compare a price with itself or with nothing.
fn drop_low_comparison(columns: &[SheetColumn], cells: &mut [String]) {
    let place = |is: fn(&Column) -> bool| columns.iter().position(|known| is(&known.column));
    let price = place(|column| matches!(column, Column::Price(_))).and_then(|place| parse_amount(&cells[place], 3));
    let Some(compared) = place(|column| matches!(column, Column::CompareAt(_))) else { return };
    if parse_amount(&cells[compared], 3).is_some_and(|before| price.is_some_and(|price| before <= price)) {
        cells[compared].clear();
    }
}

fn made_up_sku(slug: &str, number: usize) -> String {
    let end = format!("-{number}");
    let start: String = slug.to_ascii_uppercase().chars().take(32 - end.len()).collect();
    start + &end
}

fn cell(column: &Column, raw: &str, options: &Shopify) -> String {
    let raw = super::cells::unprotected(raw);
    match column {
        Column::State => match raw.trim() {
            "active" => "published".to_owned(),
            "" => "draft".to_owned(),
            other => other.to_owned(),
        },
        Column::Category => {
            let slug = slug_of(raw.rsplit('>').next().unwrap_or(raw));
            if options.categories.contains(&slug) { slug } else { options.category.clone() }
        }
        Column::Description(_) => text_of(raw),
        Column::Sku => raw.trim().to_ascii_uppercase().replace([' ', '_', '.', '/'], "-"),
        Column::WeightGrams => match raw.trim().split('.').next() {
            None | Some("" | "0") => options.weight_grams.to_string(),
            Some(grams) => grams.to_owned(),
        },
        // What was sold beyond the stock is no stock.
        Column::Stock(_) if raw.trim().starts_with('-') => "0".to_owned(),
        _ => raw.trim().to_owned(),
    }
}
