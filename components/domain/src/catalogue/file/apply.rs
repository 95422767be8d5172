//! Applies the lines of a product to what is known of it.

use std::collections::BTreeMap;

use super::super::amount::parse_amount;
use super::super::check::{DefectCode, defects};
use super::super::draft::{DraftPrice, DraftVariant, ProductDraft, ProductText};
use super::super::reference::Reference;
use super::cells;
use super::column::Column;
use super::problem::Problem;
use super::sheet::{Group, Line, Sheet};

/// A product after its lines.
#[derive(Clone, Debug)]
pub struct Applied {
    /// What it is.
    pub draft: ProductDraft,
    /// Pieces that lie at locations: SKU, location, quantity.
    pub stock: Vec<(String, String, i64)>,
}

/// The draft of a product after its lines, with the pieces that lie somewhere: SKU, location, quantity. Errors name every cell
/// that is wrong.
///
/// A file with the column `variant_values` lists all variants of its products; without it the others stay as they are.
pub fn apply(
    before: Option<&ProductDraft>,
    group: &Group,
    sheet: &Sheet,
    reference: &Reference,
) -> Result<Applied, Vec<Problem>> {
    let mut work = Work {
        draft: before.cloned().unwrap_or_default(),
        lines_of: Vec::new(),
        stock: Vec::new(),
        problems: Vec::new(),
        sheet,
        reference,
    };
    work.draft.slug.clone_from(&group.slug);
    if let Some(first) = group.lines.first() {
        work.product(first);
    }
    if let Some(place) = sheet.place_of(&Column::Sku) {
        work.variants(group, place);
    }
    // A language without any text is none that the product has.
    let had = |locale: &String| before.is_some_and(|before| before.texts.contains_key(locale));
    work.draft.texts.retain(|locale, text| *text != ProductText::default() || had(locale));
    work.check(group);
    if work.problems.is_empty() { Ok(Applied { draft: work.draft, stock: work.stock }) } else { Err(work.problems) }
}

struct Work<'a> {
    draft: ProductDraft,
    /// The line of each variant; 0 for one that the file does not name.
    lines_of: Vec<u64>,
    stock: Vec<(String, String, i64)>,
    problems: Vec<Problem>,
    sheet: &'a Sheet,
    reference: &'a Reference,
}

impl Work<'_> {
    fn product(&mut self, line: &Line) {
        for (place, known) in self.sheet.columns.iter().enumerate() {
            if !known.column.is_of_variant()
                && set_product(&mut self.draft, &known.column, &line.cells[place]).is_none()
            {
                self.problems.push(invalid(line, &known.name));
            }
        }
    }

    /// Takes in the variants; `place` is where SKUs stand.
    fn variants(&mut self, group: &Group, place: usize) {
        let sheet = self.sheet;
        let is_whole = sheet.has(&Column::VariantValues);
        let mut known: BTreeMap<String, DraftVariant> =
            self.draft.variants.iter().map(|variant| (variant.sku.clone(), variant.clone())).collect();
        let (mut listed, mut numbers) = (Vec::new(), BTreeMap::new());
        for line in &group.lines {
            let sku = line.cells[place].trim();
            if !is_whole && !known.contains_key(sku) {
                let code = if sku.is_empty() { DefectCode::Missing } else { DefectCode::Unknown };
                self.problems.push(Problem { line: line.number, column: sheet.name_of("sku"), code });
                continue;
            }
            let mut variant = known.remove(sku).unwrap_or_default();
            sku.clone_into(&mut variant.sku);
            self.variant(&mut variant, line);
            numbers.insert(sku.to_owned(), line.number);
            listed.push((line.number, variant));
        }
        if is_whole {
            self.lines_of = listed.iter().map(|(number, _)| *number).collect();
            self.draft.variants = listed.into_iter().map(|(_, variant)| variant).collect();
        } else {
            for (_, variant) in listed {
                let place = self.draft.variants.iter_mut().find(|known| known.sku == variant.sku);
                place.into_iter().for_each(|place| place.clone_from(&variant));
            }
            let number = |variant: &DraftVariant| numbers.get(&variant.sku).copied().unwrap_or(0);
            self.lines_of = self.draft.variants.iter().map(number).collect();
        }
    }

    fn variant(&mut self, variant: &mut DraftVariant, line: &Line) {
        let mut compared = Vec::new();
        for (place, known) in self.sheet.columns.iter().enumerate() {
            let cell = line.cells[place].trim();
            let taken = match &known.column {
                Column::CompareAt(market) => {
                    compared.push((market, cell, &known.name));
                    Some(())
                }
                Column::Stock(location) => self.take_stock(&variant.sku, location, cell),
                column => set_variant(variant, column, cell, self.reference),
            };
            if taken.is_none() {
                self.problems.push(invalid(line, &known.name));
            }
        }
        // A price may stand behind what it is compared with.
        for (market, cell, name) in compared {
            if set_compared(variant, market, cell, self.reference).is_none() {
                self.problems.push(invalid(line, name));
            }
        }
    }

    fn take_stock(&mut self, sku: &str, location: &str, cell: &str) -> Option<()> {
        if cell.is_empty() {
            return Some(());
        }
        let quantity = cell.parse().ok().filter(|quantity| (0..=crate::inventory::PIECES_MAX).contains(quantity))?;
        self.reference.locations.iter().find(|known| known.code == location)?;
        self.stock.push((sku.to_owned(), location.to_owned(), quantity));
        Some(())
    }

    /// What is wrong with the draft as a whole, at the lines it comes from.
    fn check(&mut self, group: &Group) {
        let first = group.lines.first().map_or(0, |line| line.number);
        for defect in defects(&self.draft, self.reference) {
            let of_variant = defect.variant.and_then(|place| self.lines_of.get(place).copied());
            let line = of_variant.filter(|line| *line > 0).unwrap_or(first);
            let problem = Problem { line, column: self.sheet.name_of(&defect.field), code: defect.code };
            let is_told = self.problems.iter().any(|told| (told.line, &told.column) == (line, &problem.column));
            if !is_told {
                self.problems.push(problem);
            }
        }
    }
}

fn invalid(line: &Line, column: &str) -> Problem {
    Problem { line: line.number, column: column.to_owned(), code: DefectCode::Invalid }
}

fn set_product(draft: &mut ProductDraft, column: &Column, cell: &str) -> Option<()> {
    let line = cell.trim().to_owned();
    match column {
        Column::State => draft.state = line.parse().ok()?,
        Column::Vendor => draft.vendor = line,
        Column::Brand => draft.brand = line,
        Column::Category => draft.category = line,
        Column::TaxClass => draft.tax_class = line,
        Column::Manufacturer => cell.clone_into(&mut draft.law.manufacturer),
        Column::EuContact => cell.clone_into(&mut draft.law.eu_contact),
        Column::OriginCountry => draft.law.origin_country = line,
        Column::HsCode => draft.law.hs_code = line,
        Column::GuaranteeYears => draft.law.guarantee_years = if line.is_empty() { 0 } else { line.parse().ok()? },
        Column::Options => draft.options = cells::read_codes(cell),
        Column::Values => draft.values = cells::read_values(cell)?,
        Column::Pictures => draft.pictures = cells::read_pictures(cell)?,
        Column::Withheld => draft.withheld = cells::read_withheld(cell)?,
        Column::Title(locale) => draft.texts.entry(locale.clone()).or_default().title = line,
        Column::Summary(locale) => cell.clone_into(&mut draft.texts.entry(locale.clone()).or_default().summary),
        Column::Description(locale) => cell.clone_into(&mut draft.texts.entry(locale.clone()).or_default().description),
        Column::Ingredients(locale) => cell.clone_into(&mut draft.texts.entry(locale.clone()).or_default().ingredients),
        Column::Allergens(locale) => cell.clone_into(&mut draft.texts.entry(locale.clone()).or_default().allergens),
        _ => {}
    }
    Some(())
}

fn set_variant(variant: &mut DraftVariant, column: &Column, cell: &str, reference: &Reference) -> Option<()> {
    match column {
        Column::WeightGrams => variant.weight_grams = cell.parse().ok()?,
        Column::Measure => variant.measure = if cell.is_empty() { None } else { Some(cell.parse().ok()?) },
        Column::VariantValues => variant.values = cells::read_values(cell)?,
        Column::Planned => variant.planned = cells::read_planned(cell, reference)?,
        Column::Price(market) if cell.is_empty() => drop(variant.prices.remove(market)),
        Column::Price(market) => {
            let amount = parse_amount(cell, reference.market(market)?.exponent)?;
            let compare_at = variant.prices.get(market).and_then(|price| price.compare_at);
            variant.prices.insert(market.clone(), DraftPrice { amount, compare_at });
        }
        _ => {}
    }
    Some(())
}

fn set_compared(variant: &mut DraftVariant, market: &str, cell: &str, reference: &Reference) -> Option<()> {
    let exponent = reference.market(market)?.exponent;
    let compare_at = if cell.is_empty() { None } else { Some(parse_amount(cell, exponent)?) };
    match variant.prices.get_mut(market) {
        Some(price) => price.compare_at = compare_at,
        None if compare_at.is_some() => return None,
        None => {}
    }
    Some(())
}
