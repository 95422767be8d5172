//! The words the catalogue is made of, read from the files under `content/`.
//!
//! Texts come in threes: English, German, Japanese, the order of `LOCALES`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::SeedError;

/// A text in English, German and Japanese.
pub type Texts = [String; 3];

/// Everything that was written by hand.
pub struct Content {
    /// Categories down to the third level, parents before children.
    pub categories: Vec<Category>,
    /// Options and facts.
    pub attributes: Vec<Attribute>,
    /// Who makes things.
    pub brands: Vec<Brand>,
    /// Who sells them.
    pub vendors: Vec<Vendor>,
    /// Halves of the names of product series.
    pub series: Series,
    /// The kinds of products.
    pub archetypes: Vec<Archetype>,
}

/// A category of the first three levels.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Its slug.
    pub slug: String,
    /// The slug of the category above; none at the top.
    pub parent: Option<String>,
    /// Its name.
    pub name: Texts,
    /// A sentence or two.
    pub description: Texts,
}

/// A property with named values.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    /// Its code, used in addresses.
    pub code: String,
    /// Its name.
    pub name: Texts,
    /// Code, English, German and Japanese name of each value, and for colours an sRGB value such as `#a03020`.
    pub values: Vec<Vec<String>>,
}

/// Who makes things.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brand {
    /// Its name, the same in every language.
    pub name: String,
    /// How dear it is, in percent of the middle.
    pub tier: i64,
    /// In which departments (files under `content/products`) it is found.
    pub departments: Vec<String>,
    /// Which emblem it puts on things, see `picture::emblem`.
    pub emblem: usize,
    /// The name of the vendor that mostly sells it.
    pub vendor: String,
    /// A sentence about it.
    pub story: Texts,
}

/// Who sells.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vendor {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub country: String,
    /// In which departments it sells.
    pub departments: Vec<String>,
}

/// Halves of names: `Hazel` and `brook` make the series Hazelbrook (ヘーゼルブルック).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// First halves, in Latin script and in katakana.
    pub first: Vec<[String; 2]>,
    /// Second halves, in Latin script and in katakana.
    pub second: Vec<[String; 2]>,
}

impl Series {
    /// How many names there are.
    pub fn count(&self) -> usize {
        self.first.len() * self.second.len()
    }

    /// The name with that number, below [`Series::count`], in English, German and Japanese.
    pub fn name(&self, number: usize) -> Texts {
        let first = &self.first[number % self.first.len()];
        let second = &self.second[number / self.first.len() % self.second.len()];
        let latin = format!("{}{}", first[0], second[0]);
        [latin.clone(), latin, format!("{}{}", first[1], second[1])]
    }
}

/// A kind of product.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Archetype {
    /// Its code, also the name of its drawing.
    pub code: String,
    /// The beginning of its SKUs.
    pub sku: String,
    /// The slug of the third-level category above its own.
    pub parent: String,
    /// The name of its own category.
    pub category: Texts,
    /// What one piece is called.
    pub noun: Texts,
    /// Lowest and highest price in pence.
    pub price: [i64; 2],
    /// Lowest and highest weight in grams, with packaging.
    pub weight: [i64; 2],
    /// How it is taxed.
    #[serde(default = "standard")]
    pub tax: String,
    /// Codes of the colours it comes in.
    #[serde(default)]
    pub palette: Vec<String>,
    /// How many of them a product offers at the most; with 0 the colour is not mentioned.
    #[serde(default)]
    pub colours: usize,
    /// Another option, such as the size.
    pub sizes: Option<Sizes>,
    /// For each attribute the values that are plausible; a product gets one of each.
    #[serde(default)]
    pub facts: BTreeMap<String, Vec<String>>,
    /// What tells two of a series apart: English, German, Japanese, and a pattern, see `picture::pattern`.
    ///
    /// With `{series}` in it, it is the whole title, as for books.
    pub styles: Vec<Vec<String>>,
    /// One-sentence pitches; a product gets one of them.
    pub summaries: Vec<Texts>,
    /// A paragraph about the thing.
    pub description: Texts,
    /// In which department it is: the name of the file it stands in.
    #[serde(skip)]
    pub department: String,
}

/// An option beside the colour.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sizes {
    /// The attribute's code.
    pub of: String,
    /// The values, the smallest first.
    pub values: Vec<String>,
    /// By how many percent price and weight grow from one value to the next.
    #[serde(default)]
    pub step: i64,
}

fn standard() -> String {
    "standard".to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tables {
    #[serde(default)]
    category: Vec<Category>,
    #[serde(default)]
    attribute: Vec<Attribute>,
    #[serde(default)]
    brand: Vec<Brand>,
    #[serde(default)]
    vendor: Vec<Vendor>,
    series: Option<Series>,
    #[serde(default)]
    archetype: Vec<Archetype>,
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../content/", $name, ".toml")))),*]
    };
}

const SHARED: &[(&str, &str)] = files![
    "categories/kitchen_to_bags",
    "categories/home_to_children",
    "colours",
    "attributes",
    "brands/table_and_wear",
    "brands/home_and_play",
    "vendors",
    "series",
];
const DEPARTMENTS: &[(&str, &str)] = files![
    "products/kitchen",
    "products/cooking",
    "products/pantry",
    "products/clothing",
    "products/bags",
    "products/home",
    "products/living",
    "products/desk",
    "products/books",
    "products/outdoors",
    "products/cycling",
    "products/sound",
    "products/children",
];

impl Content {
    /// Reads what is embedded in this crate.
    pub fn embedded() -> Result<Self, SeedError> {
        let mut content = Self {
            categories: Vec::new(),
            attributes: Vec::new(),
            brands: Vec::new(),
            vendors: Vec::new(),
            series: Series { first: Vec::new(), second: Vec::new() },
            archetypes: Vec::new(),
        };
        for (file, text) in SHARED.iter().chain(DEPARTMENTS) {
            let mut tables = parse(file, text)?;
            let department = file.trim_start_matches("products/");
            for archetype in &mut tables.archetype {
                archetype.department = department.to_owned();
            }
            content.categories.append(&mut tables.category);
            content.attributes.append(&mut tables.attribute);
            content.brands.append(&mut tables.brand);
            content.vendors.append(&mut tables.vendor);
            content.archetypes.append(&mut tables.archetype);
            if let Some(series) = tables.series {
                content.series = series;
            }
        }
        Ok(content)
    }
}

fn parse(file: &str, text: &str) -> Result<Tables, SeedError> {
    toml::from_str(text)
        .map_err(|cause| SeedError::Content { file: format!("content/{file}.toml"), cause: cause.to_string() })
}
