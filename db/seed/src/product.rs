//! One product with everything that hangs on it, made from its number.

mod rating;
mod stock;
mod texts;
mod variants;

use crate::catalogue::{Catalogue, slug};
use crate::content::{Archetype, Brand, Texts};
use crate::picture::{Gallery, Look, Picture};
use crate::random::Draw;

pub use stock::Level;
pub use variants::{Price, Variant};

const DAY: i64 = 86_400;
/// Over how many days before the opening products came in.
const DAYS_OF_HISTORY: i64 = 730;

/// A product, ready to be stored.
pub struct Product {
    /// Its number, from 1.
    pub id: i64,
    /// Its popularity, 1 the most popular.
    pub rank: i64,
    /// Its slug.
    pub slug: String,
    /// The vendor's number.
    pub vendor: i64,
    /// The brand's number.
    pub brand: i64,
    /// The number of its category.
    pub category: i64,
    /// How it is taxed.
    pub tax_class: String,
    /// How many ratings of 1, 2, 3, 4 and 5 stars it has.
    pub stars: [i64; 5],
    /// When it came in, in seconds since 1970.
    pub created_at: i64,
    /// Its names.
    pub title: Texts,
    /// One sentence each.
    pub summary: Texts,
    /// A few paragraphs each.
    pub description: Texts,
    /// Numbers of the attribute values it has, without repetition.
    pub values: Vec<i64>,
    /// Numbers of the attributes a shopper chooses among.
    pub options: Vec<i64>,
    /// Its pictures in order: hash, and the number of the colour it shows.
    pub pictures: Vec<(String, Option<i64>)>,
    /// Those of them that no earlier product has.
    pub fresh_pictures: Vec<Picture>,
    /// Its variants.
    pub variants: Vec<Variant>,
}

/// Makes products one after the other.
pub struct Products<'a> {
    catalogue: &'a Catalogue,
    next: usize,
    next_variant: i64,
    gallery: Gallery,
}

impl<'a> Products<'a> {
    /// Begins with the first product.
    pub fn new(catalogue: &'a Catalogue) -> Self {
        Self { catalogue, next: 1, next_variant: 1, gallery: Gallery::default() }
    }

    fn make(&mut self, number: usize) -> Product {
        let catalogue = self.catalogue;
        let archetypes = &catalogue.content.archetypes;
        let archetype = &archetypes[(number - 1) % archetypes.len()];
        let draw = &mut Draw::of(number as u64);
        let rank = catalogue.rank(number);
        let (series, style) = series_and_style(catalogue, archetype, (number - 1) / archetypes.len());
        let (brand_id, brand) = brand(catalogue, archetype, draw);
        let colours = colours(archetype, draw);
        let facts = facts(archetype, draw);
        let title = texts::title(archetype, &series, style);
        let variants = variants::make(catalogue, archetype, brand, &colours, (number, self.next_variant), draw);
        self.next_variant += variants.list.len() as i64;
        let look = Look { brand, colours: &colours, style, archetype, offered: archetype.colours > 0 };
        let mut fresh_pictures = Vec::new();
        let pictures = self.gallery.show(catalogue, &look, &mut fresh_pictures);
        Product {
            id: number as i64,
            rank,
            slug: slug(&title[0]),
            vendor: vendor(catalogue, archetype, brand, draw),
            brand: brand_id,
            category: catalogue.category(archetype),
            tax_class: archetype.tax.clone(),
            stars: rating::stars(rank, draw),
            created_at: catalogue.opened_at - draw.between(DAY, DAYS_OF_HISTORY * DAY),
            summary: texts::summary(archetype, brand, &series, draw),
            description: texts::description(archetype, brand, &series),
            values: values(catalogue, archetype, &colours, &facts, &variants.list),
            options: variants.options,
            pictures,
            fresh_pictures,
            variants: variants.list,
            title,
        }
    }
}

impl Iterator for Products<'_> {
    type Item = Product;

    fn next(&mut self) -> Option<Product> {
        if self.next > self.catalogue.products {
            return None;
        }
        let product = self.make(self.next);
        self.next += 1;
        Some(product)
    }
}

/// A series and a style that no other product of the archetype has.
fn series_and_style<'a>(catalogue: &Catalogue, archetype: &'a Archetype, nth: usize) -> (Texts, &'a [String]) {
    // A prime that divides no number of combinations: stepping by it takes each once.
    const STRIDE: usize = 7_919;
    let styles = archetype.styles.len();
    let combinations = styles * catalogue.content.series.count();
    let start: usize = archetype.code.bytes().fold(17, |sum, byte| (sum * 31 + usize::from(byte)) % 100_003);
    let chosen = (start + nth * STRIDE) % combinations;
    (catalogue.content.series.name(chosen / styles), &archetype.styles[chosen % styles])
}

fn brand<'a>(catalogue: &'a Catalogue, archetype: &Archetype, draw: &mut Draw) -> (i64, &'a Brand) {
    let brands: Vec<_> = (1..)
        .zip(&catalogue.content.brands)
        .filter(|(_, brand)| brand.departments.contains(&archetype.department))
        .collect();
    *draw.pick(&brands)
}

/// Mostly the brand's own vendor, else another one of the department.
fn vendor(catalogue: &Catalogue, archetype: &Archetype, brand: &Brand, draw: &mut Draw) -> i64 {
    let elsewhere = draw.permille(200);
    let fits = |number: &(i64, &crate::content::Vendor)| {
        if elsewhere { number.1.departments.contains(&archetype.department) } else { number.1.name == brand.vendor }
    };
    let vendors: Vec<i64> = (1..).zip(&catalogue.content.vendors).filter(fits).map(|(id, _)| id).collect();
    if vendors.is_empty() { 1 } else { *draw.pick(&vendors) }
}

fn colours<'a>(archetype: &'a Archetype, draw: &mut Draw) -> Vec<&'a str> {
    let mut palette: Vec<&str> = archetype.palette.iter().map(String::as_str).collect();
    draw.shuffle(&mut palette);
    palette.truncate(draw.between(1, archetype.colours.max(1) as i64) as usize);
    palette
}

fn facts<'a>(archetype: &'a Archetype, draw: &mut Draw) -> Vec<(&'a str, &'a str)> {
    archetype.facts.iter().map(|(attribute, values)| (attribute.as_str(), draw.pick(values).as_str())).collect()
}

fn values(
    catalogue: &Catalogue,
    archetype: &Archetype,
    colours: &[&str],
    facts: &[(&str, &str)],
    variants: &[Variant],
) -> Vec<i64> {
    let mut values: Vec<i64> = facts.iter().map(|(attribute, value)| catalogue.value(attribute, value)).collect();
    if archetype.colours > 0 {
        values.extend(colours.iter().map(|colour| catalogue.value("colour", colour)));
    }
    values.extend(variants.iter().flat_map(|variant| variant.values.iter().map(|(_, value)| *value)));
    values.sort_unstable();
    values.dedup();
    values
}
