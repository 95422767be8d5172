//! Numbers that stand for what listings filter by, and which products have them.
//!
//! A tag is eight times an id, and a kind: 0 an attribute's value, 1 a brand, 2 a category, 3 a price band, 4 full stars.
//! `db/queries/upkeep/candidate.sql` writes them.

use std::collections::BTreeMap;

use super::Set;

/// Pieces are on hand; no shelf holds it, since it changes with every order.
pub(crate) const IN_STOCK: u32 = 5;

/// The category that a tag stands for, if it stands for one.
pub fn category_of(tag: u32) -> Option<i64> {
    (tag % 8 == 2).then_some((tag / 8).into())
}

/// The tag of so many full stars, a kind of its own.
pub(super) const fn stars(stars: u32) -> u32 {
    8 * stars + 4
}

/// Which places of a shelf, or of candidates, have which tag.
pub(crate) struct Tagged {
    pub(super) places: usize,
    sets: BTreeMap<u32, Set>,
}

impl Tagged {
    /// From the columns `tags` and `sets` of a shelf; `None` where they do not fit together.
    pub(super) fn from_shelf(places: usize, tags: &[u32], sets: &[u8]) -> Option<Self> {
        let width = places.div_ceil(64) * 8;
        let fits = sets.len() == tags.len() * width;
        let sets = tags.iter().zip(sets.chunks_exact(width.max(1)));
        fits.then(|| Self { places, sets: sets.map(|(&tag, bytes)| (tag, Set::from_bytes(bytes))).collect() })
    }

    /// From the tags of each candidate.
    pub(crate) fn from_candidates(candidates: &[Vec<u32>]) -> Self {
        let mut sets = BTreeMap::new();
        for (place, tags) in candidates.iter().enumerate() {
            for &tag in tags {
                sets.entry(tag).or_insert_with(|| Set::none(candidates.len())).insert(place);
            }
        }
        Self { places: candidates.len(), sets }
    }

    /// Says which places have a tag.
    pub(super) fn put(&mut self, tag: u32, set: Set) {
        self.sets.insert(tag, set);
    }

    /// The places that have a tag, if any has it.
    pub(super) fn get(&self, tag: u32) -> Option<&Set> {
        self.sets.get(&tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shelf_says_the_same_as_its_products() {
        let products = vec![vec![8, 17], vec![17], vec![8, 26, 17]];
        let tagged = Tagged::from_candidates(&products);
        let bytes: Vec<u8> = [8, 17, 26].iter().filter_map(|&tag| tagged.get(tag)).flat_map(Set::bytes).collect();
        let shelf = Tagged::from_shelf(3, &[8, 17, 26], &bytes).expect("columns that fit");
        for tag in [8, 17, 26, 34] {
            assert_eq!(shelf.get(tag), tagged.get(tag), "{tag}");
        }
        assert_eq!([17, 26].map(category_of), [None, Some(3)]);
        assert!(Tagged::from_shelf(3, &[8, 17], &bytes).is_none());
        assert!(Tagged::from_shelf(0, &[], &[]).is_some());
    }
}
