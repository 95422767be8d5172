//! The plan of a catalogue of a given size: which numbers stand for what, and who is how popular.

use std::collections::HashMap;

use crate::SeedError;
use crate::content::{Archetype, Content, Texts};
use crate::picture::Drawings;
use crate::random::Draw;

/// Key of the draws that order products by popularity; products use their own numbers from 1.
const POPULARITY: u64 = 0;

/// The hand-written content with numbers given to everything, ready to make products of it.
pub struct Catalogue {
    /// What was written by hand.
    pub content: Content,
    /// How many products it has.
    pub products: usize,
    /// When it opened, in seconds since 1970: products were created before, backorders arrive after.
    pub opened_at: i64,
    /// Categories of all four levels, numbered from 1 in this order.
    pub categories: Vec<Category>,
    /// The drawings that pictures are made of.
    pub(crate) drawings: Drawings,
    ranks: Vec<i64>,
    category_by_slug: HashMap<String, i64>,
    attributes: HashMap<String, i64>,
    values: HashMap<String, HashMap<String, i64>>,
}

/// A category with its number and place.
pub struct Category {
    /// Its number.
    pub id: i64,
    /// The number of the category above.
    pub parent: Option<i64>,
    /// Its slug.
    pub slug: String,
    /// 1 at the top.
    pub depth: i64,
    /// Its place among its siblings.
    pub position: i64,
    /// Its name.
    pub name: Texts,
    /// What is in it.
    pub description: Texts,
}

impl Catalogue {
    /// Plans a catalogue of `products` that opens at `opened_at` (seconds since 1970).
    pub fn plan(products: usize, opened_at: i64) -> Result<Self, SeedError> {
        let content = Content::embedded()?;
        let room = content.archetypes.iter().map(|archetype| archetype.styles.len() * content.series.count()).min();
        let most = room.unwrap_or(0) * content.archetypes.len();
        if products == 0 || products > most {
            return Err(SeedError::Size { most });
        }
        let mut ranks: Vec<i64> = (1..).take(products).collect();
        Draw::of(POPULARITY).shuffle(&mut ranks);
        let mut catalogue = Self {
            drawings: Drawings::open()?,
            products,
            opened_at,
            categories: Vec::new(),
            ranks,
            category_by_slug: HashMap::new(),
            attributes: HashMap::new(),
            values: HashMap::new(),
            content,
        };
        catalogue.number_categories()?;
        catalogue.number_attributes();
        catalogue.check()?;
        Ok(catalogue)
    }

    /// The popularity of the product with that number (from 1); 1 is the most popular.
    pub fn rank(&self, product: usize) -> i64 {
        self.ranks[product - 1]
    }

    /// The number of an archetype's own category.
    pub fn category(&self, archetype: &Archetype) -> i64 {
        self.category_by_slug.get(&slug(&archetype.category[0])).copied().unwrap_or_default()
    }

    /// The number of an attribute.
    pub fn attribute(&self, code: &str) -> i64 {
        self.attributes.get(code).copied().unwrap_or_default()
    }

    /// The number of an attribute's value.
    pub fn value(&self, attribute: &str, code: &str) -> i64 {
        self.values.get(attribute).and_then(|values| values.get(code)).copied().unwrap_or_default()
    }

    /// The sRGB value of a colour, e.g. `#a03020`.
    pub fn swatch(&self, colour: &str) -> &str {
        let colours = self.content.attributes.iter().filter(|attribute| attribute.code == "colour");
        colours
            .flat_map(|attribute| &attribute.values)
            .find(|value| value[0] == colour)
            .and_then(|value| value.get(4))
            .map_or("#888888", String::as_str)
    }

    fn number_categories(&mut self) -> Result<(), SeedError> {
        let written = self.content.categories.iter().map(|category| {
            (category.slug.clone(), category.parent.clone(), category.name.clone(), category.description.clone())
        });
        let leaves = self.content.archetypes.iter().map(|archetype| {
            let description = archetype.summaries.first().cloned().unwrap_or_default();
            (slug(&archetype.category[0]), Some(archetype.parent.clone()), archetype.category.clone(), description)
        });
        let mut children: HashMap<Option<i64>, i64> = HashMap::new();
        for (id, (slug, above, name, description)) in (1..).zip(written.chain(leaves)) {
            let parent = match &above {
                None => None,
                Some(above) => Some(*self.category_by_slug.get(above).ok_or_else(|| unknown("category", above))?),
            };
            let depth = parent.map_or(1, |parent: i64| self.categories[parent as usize - 1].depth + 1);
            let position = children.entry(parent).and_modify(|count| *count += 1).or_insert(1);
            self.category_by_slug.insert(slug.clone(), id);
            self.categories.push(Category { id, parent, slug, depth, position: *position, name, description });
        }
        Ok(())
    }

    fn number_attributes(&mut self) {
        let mut value_id = 0;
        for (id, attribute) in (1..).zip(&self.content.attributes) {
            self.attributes.insert(attribute.code.clone(), id);
            let values = self.values.entry(attribute.code.clone()).or_default();
            for value in &attribute.values {
                value_id += 1;
                values.insert(value[0].clone(), value_id);
            }
        }
    }

    /// Every name an archetype or a brand uses must be written somewhere.
    fn check(&self) -> Result<(), SeedError> {
        for archetype in &self.content.archetypes {
            let sizes = archetype.sizes.iter().flat_map(|sizes| sizes.values.iter().map(|value| (&sizes.of, value)));
            let facts = archetype.facts.iter().flat_map(|(code, values)| values.iter().map(move |value| (code, value)));
            for (attribute, value) in sizes.chain(facts) {
                if self.value(attribute, value) == 0 {
                    return Err(unknown("attribute value", &format!("{attribute}:{value} of {}", archetype.code)));
                }
            }
            for colour in &archetype.palette {
                if self.value("colour", colour) == 0 {
                    return Err(unknown("colour", &format!("{colour} of {}", archetype.code)));
                }
            }
            if !self.drawings.contains(&archetype.code) {
                return Err(unknown("drawing", &archetype.code));
            }
            let made = self.content.brands.iter().any(|brand| brand.departments.contains(&archetype.department));
            if !made || archetype.palette.is_empty() || archetype.styles.iter().any(|style| style.len() < 3) {
                return Err(unknown("brand, palette or style", &archetype.code));
            }
        }
        let sold = |name: &String| self.content.vendors.iter().any(|vendor| vendor.name == *name);
        match self.content.brands.iter().find(|brand| !sold(&brand.vendor)) {
            Some(brand) => Err(unknown("vendor", &brand.vendor)),
            None => Ok(()),
        }
    }
}

fn unknown(what: &str, name: &str) -> SeedError {
    SeedError::Content { file: "content".to_owned(), cause: format!("no such {what}: {name}") }
}

/// A text as an address shows it: lower-case letters and digits with single hyphens between.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in text.chars().flat_map(char::to_lowercase) {
        match character {
            'a'..='z' | '0'..='9' => slug.push(character),
            '\'' | '’' => {}
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            'é' | 'è' => slug.push('e'),
            '&' => slug.push_str(if slug.ends_with('-') { "and" } else { "-and" }),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_slug_keeps_letters_digits_and_single_hyphens() {
        let check = |text: &str, expect: &str| assert_eq!(slug(text), expect);
        check("Hazelbrook Chef’s Knife, 20 cm", "hazelbrook-chefs-knife-20-cm");
        check("Kitchen & Table", "kitchen-and-table");
        check("  Größe!  ", "groesse");
    }
}
