//! Sets of places, a bit each: which products of a facet block, or which matches of a search, have a value.

/// A set of places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bitset(Vec<u64>);

impl Bitset {
    /// The empty set of so many places.
    pub(crate) fn none(length: usize) -> Self {
        Self(vec![0; length.div_ceil(64)])
    }

    /// The set of all of so many places.
    pub(crate) fn all(length: usize) -> Self {
        let mut set = Self(vec![u64::MAX; length.div_ceil(64)]);
        if let Some(last) = set.0.last_mut().filter(|_| !length.is_multiple_of(64)) {
            *last = (1 << (length % 64)) - 1;
        }
        set
    }

    /// Adds an place; one beyond the end is ignored.
    pub(crate) fn insert(&mut self, place: usize) {
        if let Some(word) = self.0.get_mut(place / 64) {
            *word |= 1 << (place % 64);
        }
    }

    /// Removes an place.
    pub(crate) fn remove(&mut self, place: usize) {
        if let Some(word) = self.0.get_mut(place / 64) {
            *word &= !(1 << (place % 64));
        }
    }

    /// Whether an place is in the set.
    pub(crate) fn contains(&self, place: usize) -> bool {
        self.0.get(place / 64).is_some_and(|word| word & 1 << (place % 64) != 0)
    }

    /// Adds the places of `other`.
    pub(crate) fn union_with(&mut self, other: &Self) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word |= other;
        }
    }

    /// Keeps only places that `other` has, too.
    pub(crate) fn intersect_with(&mut self, other: &Self) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word &= other;
        }
    }

    /// How many places are in the set.
    pub(crate) fn len(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// How many places are in both.
    pub(crate) fn intersection_len(&self, other: &Self) -> u32 {
        self.0.iter().zip(&other.0).map(|(word, other)| (word & other).count_ones()).sum()
    }

    /// As a facet block stores it: eight bytes for up to 64 places, little-endian.
    pub(crate) fn bytes(&self) -> impl Iterator<Item = u8> {
        self.0.iter().flat_map(|word| word.to_le_bytes())
    }

    /// From what [`Self::bytes`] gives.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Self {
        let words = bytes.as_chunks::<8>().0;
        Self(words.iter().map(|&word| u64::from_le_bytes(word)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_its_places_and_is_read_back_from_its_bytes() {
        for length in [0, 1, 63, 64, 65, 200] {
            let all = Bitset::all(length);
            assert_eq!(all.len() as usize, length);
            let mut odd = Bitset::none(length);
            for place in (1..length).step_by(2) {
                odd.insert(place);
            }
            odd.insert(length + 64);
            assert_eq!((odd.len() as usize, odd.intersection_len(&all) as usize), (length / 2, length / 2));
            assert!(!odd.contains(0) && !odd.contains(length) && (length < 2 || odd.contains(1)));
            let bytes: Vec<u8> = odd.bytes().collect();
            assert_eq!((bytes.len(), Bitset::from_bytes(&bytes)), (length.div_ceil(64) * 8, odd.clone()));
            let mut even = all.clone();
            (1..length).step_by(2).for_each(|place| even.remove(place));
            let mut both = even.clone();
            both.union_with(&odd);
            assert_eq!(both, all);
            even.intersect_with(&odd);
            assert_eq!(even, Bitset::none(length));
        }
    }
}
