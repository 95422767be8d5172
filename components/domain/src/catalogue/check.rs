//! What is wrong with a draft, field by field. Fields have the names of columns in files: `title:de`, `price:gb`.

use std::collections::BTreeSet;
use std::fmt;

use super::draft::{DraftVariant, OPTIONS_MAX, ProductDraft, VARIANTS_MAX};
use super::reference::Reference;
use super::slug::is_slug;
use crate::ids::Sku;

/// The most pieces of minor units that anything costs.
const AMOUNT_MAX: i64 = 1_000_000_000_000;

/// A field that cannot be stored as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// The field.
    pub field: String,
    /// The place of the variant it belongs to, from 0.
    pub variant: Option<usize>,
    /// What is wrong.
    pub code: DefectCode,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DefectCode {
    /// It has to be there.
    Missing,
    /// It does not have the form of such a field.
    Invalid,
    /// It is longer, or there are more, than can be stored.
    TooLong,
    /// It names nothing that the shop has.
    Unknown,
    /// It is there twice.
    Duplicate,
    /// Another product has it.
    Taken,
    /// It is not above the price.
    NotAbovePrice,
    /// It does not have exactly one value of each option.
    OptionsDiffer,
    /// It is not text in UTF-8.
    NotUtf8,
    /// The line has more or fewer cells than the first one.
    CellCount,
}

impl DefectCode {
    /// Its code, as files and messages name it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Invalid => "invalid",
            Self::TooLong => "too_long",
            Self::Unknown => "unknown",
            Self::Duplicate => "duplicate",
            Self::Taken => "taken",
            Self::NotAbovePrice => "not_above_price",
            Self::OptionsDiffer => "options_differ",
            Self::NotUtf8 => "not_utf8",
            Self::CellCount => "cell_count",
        }
    }
}

impl fmt::Display for DefectCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Everything that is wrong with a draft. What another product has already is not seen here.
pub fn defects(draft: &ProductDraft, reference: &Reference) -> Vec<Defect> {
    let mut found = Found { defects: Vec::new(), variant: None };
    product(draft, reference, &mut found);
    texts(draft, reference, &mut found);
    if draft.variants.is_empty() {
        found.add("sku", DefectCode::Missing);
    }
    found.when(draft.variants.len() > VARIANTS_MAX, "sku", DefectCode::TooLong);
    let (mut skus, mut choices) = (BTreeSet::new(), BTreeSet::new());
    for (place, one) in draft.variants.iter().enumerate() {
        found.variant = Some(place);
        variant(one, draft, reference, &mut found);
        found.when(!skus.insert(&one.sku), "sku", DefectCode::Duplicate);
        found.when(!choices.insert(&one.values), "variant_values", DefectCode::Duplicate);
    }
    found.defects
}

struct Found {
    defects: Vec<Defect>,
    variant: Option<usize>,
}

impl Found {
    fn add(&mut self, field: impl Into<String>, code: DefectCode) {
        self.defects.push(Defect { field: field.into(), variant: self.variant, code });
    }

    fn when(&mut self, is_wrong: bool, field: &str, code: DefectCode) {
        if is_wrong {
            self.add(field, code);
        }
    }
}

fn product(draft: &ProductDraft, reference: &Reference, found: &mut Found) {
    let has = |list: &[super::Named], code: &str| list.iter().any(|known| known.code == code);
    let is_missing = |text: &str| text.trim().is_empty();
    found.when(!is_slug(&draft.slug), "slug", DefectCode::Invalid);
    found.when(is_missing(&draft.brand), "brand", DefectCode::Missing);
    found.when(draft.brand.len() > 100, "brand", DefectCode::TooLong);
    found.when(!has(&reference.vendors, &draft.vendor), "vendor", DefectCode::Unknown);
    found.when(!has(&reference.categories, &draft.category), "category", DefectCode::Unknown);
    found.when(!reference.tax_classes().contains(&draft.tax_class.as_str()), "tax_class", DefectCode::Unknown);
    let law = &draft.law;
    found.when(law.manufacturer.len() > 500, "manufacturer", DefectCode::TooLong);
    found.when(law.eu_contact.len() > 500, "eu_contact", DefectCode::TooLong);
    let is_country = law.origin_country.len() == 2 && law.origin_country.bytes().all(|byte| byte.is_ascii_uppercase());
    found.when(!law.origin_country.is_empty() && !is_country, "origin_country", DefectCode::Invalid);
    let is_hs = law.hs_code.len() <= 12 && law.hs_code.bytes().all(|byte| byte.is_ascii_digit());
    found.when(!is_hs, "hs_code", DefectCode::Invalid);
    found.when(law.guarantee_years > 99, "guarantee_years", DefectCode::TooLong);
    let options: BTreeSet<&String> = draft.options.iter().collect();
    found.when(options.len() < draft.options.len(), "options", DefectCode::Duplicate);
    found.when(draft.options.len() > OPTIONS_MAX, "options", DefectCode::TooLong);
    let is_market = |code: &String| reference.market(code).is_some();
    found.when(!draft.withheld.keys().all(is_market), "withheld", DefectCode::Unknown);
}

fn texts(draft: &ProductDraft, reference: &Reference, found: &mut Found) {
    for (locale, text) in &draft.texts {
        found.when(!reference.has_locale(locale), &format!("title:{locale}"), DefectCode::Unknown);
        let fields = [
            ("title", &text.title, 200),
            ("summary", &text.summary, 500),
            ("description", &text.description, 20_000),
            ("ingredients", &text.ingredients, 5_000),
            ("allergens", &text.allergens, 1_000),
        ];
        for (field, text, longest) in fields {
            found.when(text.chars().count() > longest, &format!("{field}:{locale}"), DefectCode::TooLong);
        }
    }
}

fn variant(one: &DraftVariant, draft: &ProductDraft, reference: &Reference, found: &mut Found) {
    found.when(one.sku.parse::<Sku>().is_err(), "sku", DefectCode::Invalid);
    found.when(!(1..=1_000_000).contains(&one.weight_grams), "weight_grams", DefectCode::Invalid);
    let chosen: Vec<&str> = one.values.iter().map(|value| value.attribute.as_str()).collect();
    let mut asked: Vec<&str> = draft.options.iter().map(String::as_str).collect();
    asked.sort_unstable();
    found.when(chosen != asked, "variant_values", DefectCode::OptionsDiffer);
    for (market, price) in &one.prices {
        let field = format!("price:{market}");
        found.when(reference.market(market).is_none(), &field, DefectCode::Unknown);
        found.when(!(1..=AMOUNT_MAX).contains(&price.amount), &field, DefectCode::Invalid);
        let is_above = price.compare_at.is_none_or(|before| before > price.amount && before <= AMOUNT_MAX);
        found.when(!is_above, &format!("compare_at:{market}"), DefectCode::NotAbovePrice);
    }
    for planned in &one.planned {
        found.when(reference.market(&planned.market).is_none(), "planned", DefectCode::Unknown);
        let is_sound = (1..=AMOUNT_MAX).contains(&planned.amount)
            && planned.compare_at.is_none_or(|before| before > planned.amount && before <= AMOUNT_MAX);
        found.when(!is_sound, "planned", DefectCode::Invalid);
    }
}
