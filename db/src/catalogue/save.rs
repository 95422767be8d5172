//! The command that stores products: new ones, and those that changed.

use std::collections::BTreeSet;

use outpost_domain::catalogue::{DraftVariant, ProductDraft, Reference, ValueCode, defects, newly_missing, slug_of};
use outpost_domain::ids::CommandId;
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::draft::StoredProduct;
use super::refusal::{CatalogueRefusal, typed};
use crate::command::{Sender, begin, send};
use crate::sql::{Sql, Value};

const SAVE_PRODUCTS: &str = include_str!("../../queries/catalogue/save_products.sql");

/// Products become what their drafts say.
#[derive(Clone, Debug)]
pub struct SaveProducts {
    /// Made by the caller.
    pub id: CommandId,
    /// Who sends it.
    pub sender: Sender,
    /// The products, each once.
    pub products: Vec<ProductChange>,
    /// Pieces that lie at locations that never had any.
    pub stock: Vec<InitialStock>,
}

/// A product that is new, or becomes something else.
#[derive(Clone, Debug, Serialize)]
pub struct ProductChange {
    /// Its number with the version that was seen; `None` for a new product.
    pub seen: Option<(i64, i64)>,
    /// What it is from now on.
    pub draft: ProductDraft,
}

/// Pieces that lie at a location that never had any.
#[derive(Clone, Debug, Serialize)]
pub struct InitialStock {
    /// Which variant.
    pub sku: String,
    /// Where.
    pub location: String,
    /// Pieces.
    pub quantity: i64,
}

impl ProductChange {
    /// A product as it was read, with another draft.
    pub fn of(stored: &StoredProduct, draft: ProductDraft) -> Self {
        Self { seen: Some((stored.id, stored.version)), draft }
    }

    /// A new product.
    pub fn new(draft: ProductDraft) -> Self {
        Self { seen: None, draft }
    }

    /// What keeps it from being stored: defects first, then what it lacks to be published.
    pub fn check(&self, before: Option<&ProductDraft>, reference: &Reference) -> Result<(), CatalogueRefusal> {
        let defects = defects(&self.draft, reference);
        if !defects.is_empty() {
            return Err(CatalogueRefusal::Defects(defects));
        }
        let missing = newly_missing(before, &self.draft, reference);
        if missing.is_empty() { Ok(()) } else { Err(CatalogueRefusal::Missing(missing)) }
    }
}

/// Stores products, which were checked before. Brands and attribute values that nobody has yet are new; `reference` tells which.
pub async fn save_products(
    primary: &dyn Sql,
    command: &SaveProducts,
    reference: &Reference,
) -> Result<(), CatalogueRefusal> {
    let SaveProducts { id, sender, products, stock } = command;
    let subject = match &products[..] {
        [one] => format!("product:{}", one.draft.slug),
        _ => "products".to_owned(),
    };
    let mut parameters = begin(id, "save_products", &(products, stock), sender)?;
    parameters.push(Value::from(subject));
    parameters.extend(Rows::of(products, stock, reference).lists());
    send(primary, SAVE_PRODUCTS, parameters, typed).await
}

/// Drafts as rows of the command's lists.
#[derive(Default)]
struct Rows {
    products: Vec<Json>,
    texts: Vec<Json>,
    values: Vec<Json>,
    options: Vec<Json>,
    pictures: Vec<Json>,
    withheld: Vec<Json>,
    variants: Vec<Json>,
    variant_values: Vec<Json>,
    prices: Vec<Json>,
    planned: Vec<Json>,
    stock: Vec<Json>,
    terms: Vec<Json>,
}

impl Rows {
    fn of(products: &[ProductChange], stock: &[InitialStock], reference: &Reference) -> Self {
        let mut rows = Self { stock: stock.iter().map(|level| json!(level)).collect(), ..Self::default() };
        let mut unknown: BTreeSet<&ValueCode> = BTreeSet::new();
        for change in products {
            rows.product(change);
            for (place, variant) in (1..).zip(&change.draft.variants) {
                rows.variant(change, place, variant);
            }
            unknown.extend(change.draft.value_codes().filter(|code| !reference.has_value(code)));
        }
        rows.terms = unknown.into_iter().map(term).collect();
        rows
    }

    fn product(&mut self, ProductChange { seen, draft }: &ProductChange) {
        let slug = &draft.slug;
        self.products.push(json!({
            "id": seen.map(|(id, _)| id), "version": seen.map(|(_, version)| version), "slug": slug,
            "vendor": draft.vendor, "brand": draft.brand, "brand_slug": brand_slug(&draft.brand),
            "category": draft.category, "tax_class": draft.tax_class, "state": draft.state,
            "manufacturer": draft.law.manufacturer, "eu_contact": draft.law.eu_contact,
            "origin_country": draft.law.origin_country, "hs_code": draft.law.hs_code,
            "guarantee_years": draft.law.guarantee_years,
        }));
        self.texts.extend(draft.texts.iter().map(|(locale, text)| {
            json!({
                "slug": slug, "locale": locale, "title": text.title, "summary": text.summary,
                "description": text.description, "ingredients": text.ingredients, "allergens": text.allergens,
            })
        }));
        let value = |code: &ValueCode| json!({ "slug": slug, "attribute": code.attribute, "value": code.value });
        self.values.extend(draft.values.iter().map(value));
        let option = |(position, attribute): (i64, &String)| json!({ "slug": slug, "position": position, "attribute": attribute });
        self.options.extend((1..).zip(&draft.options).map(option));
        self.pictures.extend((1i64..).zip(&draft.pictures).map(|(position, picture)| {
            let of = picture.of.as_ref();
            json!({
                "slug": slug, "position": position, "hash": picture.hash, "attribute": of.map(|of| &of.attribute),
                "value": of.map(|of| &of.value),
            })
        }));
        let withheld =
            |(market, until): (&String, &Option<i64>)| json!({ "slug": slug, "market": market, "until": until });
        self.withheld.extend(draft.withheld.iter().map(withheld));
    }

    fn variant(&mut self, change: &ProductChange, position: i64, variant: &DraftVariant) {
        let sku = &variant.sku;
        self.variants.push(json!({
            "slug": change.draft.slug, "product_id": change.seen.map(|(id, _)| id), "sku": sku, "position": position,
            "weight_grams": variant.weight_grams, "measure": variant.measure.map(|measure| measure.amount),
            "measure_unit": variant.measure.map(|measure| measure.unit),
        }));
        let value = |code: &ValueCode| json!({ "sku": sku, "attribute": code.attribute, "value": code.value });
        self.variant_values.extend(variant.values.iter().map(value));
        self.prices.extend(variant.prices.iter().map(|(market, price)| {
            json!({ "sku": sku, "market": market, "amount": price.amount, "compare_at": price.compare_at })
        }));
        self.planned.extend(variant.planned.iter().map(|price| {
            json!({
                "sku": sku, "market": price.market, "starts_at": price.starts_at, "amount": price.amount,
                "compare_at": price.compare_at,
            })
        }));
    }

    /// The lists, in the order of the command's columns.
    fn lists(self) -> [Value; 12] {
        let Self {
            products,
            texts,
            values,
            options,
            pictures,
            withheld,
            variants,
            variant_values,
            prices,
            planned,
            stock,
            terms,
        } = self;
        let lists = [
            products,
            texts,
            values,
            options,
            pictures,
            withheld,
            variants,
            variant_values,
            prices,
            planned,
            stock,
            terms,
        ];
        lists.map(|rows| Value::Text(Json::Array(rows).to_string()))
    }
}

/// The slug of a brand; its name where that has no letters of ASCII.
fn brand_slug(name: &str) -> String {
    let slug = slug_of(name);
    if slug.is_empty() { name.trim().to_owned() } else { slug }
}

/// An attribute value that nobody has yet, under the name that its code suggests.
fn term(code: &ValueCode) -> Json {
    json!({
        "attribute": code.attribute, "attribute_name": name_of(&code.attribute), "value": code.value,
        "value_name": name_of(&code.value),
    })
}

fn name_of(code: &str) -> String {
    let words = code.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
