//! Pictures of products: small flat drawings in the product's colour, composed of an object, a pattern, the brand's
//! emblem and a setting, and named by the hash of their bytes.

mod art;
mod compose;
mod emblem;
mod paint;
mod pattern;

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::catalogue::Catalogue;
use crate::content::{Archetype, Brand};

pub use art::Drawings;

/// Width and height of every picture.
pub const SIZE: i64 = 600;
/// The most bytes a picture may have.
pub const BYTES_MAX: usize = 3_000;

/// What a product looks like.
pub struct Look<'a> {
    /// Whose emblem it bears.
    pub brand: &'a Brand,
    /// Codes of the colours it comes in; at least one.
    pub colours: &'a [&'a str],
    /// What tells it from others of its series; the fourth part is its pattern.
    pub style: &'a [String],
    /// What it is.
    pub archetype: &'a Archetype,
    /// Whether its pictures stand for colours that can be chosen.
    pub offered: bool,
}

/// A picture that is new in this catalogue.
pub struct Picture {
    /// The first 32 hexadecimal digits of the SHA-256 of its bytes.
    pub hash: String,
    /// The picture itself.
    pub svg: String,
}

/// From where a picture looks at a product.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// All of it, from the front.
    Front,
    /// Close up.
    Detail,
    /// Where it is used.
    Use,
}

/// What decides how a picture looks; the same key is the same picture.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    drawing: String,
    view: View,
    colour: String,
    pattern: String,
    emblem: usize,
    backdrop: usize,
}

/// The pictures drawn so far.
#[derive(Default)]
pub struct Gallery {
    hashes: HashMap<Key, String>,
    drawn: HashMap<String, ()>,
}

impl Gallery {
    /// The pictures of a product as hash and shown colour; those that are new are put on `fresh`.
    pub fn show(
        &mut self,
        catalogue: &Catalogue,
        look: &Look<'_>,
        fresh: &mut Vec<Picture>,
    ) -> Vec<(String, Option<i64>)> {
        let fronts = look.colours.iter().map(|colour| (View::Front, *colour, look.offered && look.colours.len() > 1));
        let first = look.colours[0];
        let others = [(View::Detail, first, false), (View::Use, first, false)];
        let mut pictures = Vec::with_capacity(look.colours.len() + 2);
        for (view, colour, shows_colour) in fronts.chain(others) {
            let key = key(look, view, colour, catalogue.swatch(colour));
            let hash = match self.hashes.get(&key) {
                Some(hash) => hash.clone(),
                None => self.draw(catalogue, key, fresh),
            };
            pictures.push((hash, shows_colour.then(|| catalogue.value("colour", colour))));
        }
        pictures
    }

    fn draw(&mut self, catalogue: &Catalogue, key: Key, fresh: &mut Vec<Picture>) -> String {
        let svg = compose::picture(&catalogue.drawings, &key);
        let digest = Sha256::digest(svg.as_bytes());
        let hash: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        if self.drawn.insert(hash.clone(), ()).is_none() {
            fresh.push(Picture { hash: hash.clone(), svg });
        }
        self.hashes.insert(key, hash.clone());
        hash
    }
}

fn key(look: &Look<'_>, view: View, colour: &str, swatch: &str) -> Key {
    let pattern = look.style.get(3).cloned().unwrap_or_default();
    let place = colour.bytes().chain(look.archetype.code.bytes()).map(usize::from).sum::<usize>();
    Key {
        drawing: look.archetype.code.clone(),
        view,
        colour: swatch.to_owned(),
        // Only the front shows whose it is; a room looks the same whoever made the thing in it.
        emblem: if view == View::Front { look.brand.emblem } else { 0 },
        backdrop: place + if view == View::Front { pattern.len() } else { 0 },
        pattern,
    }
}
