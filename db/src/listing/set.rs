//! Sets of places on a shelf or among candidates, a bit each.

/// Places that have something in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set(Vec<u64>);

impl Set {
    /// None of `places`.
    pub fn none(places: usize) -> Self {
        Self(vec![0; places.div_ceil(64)])
    }

    /// Each of `places`.
    pub(crate) fn all(places: usize) -> Self {
        let mut set = Self(vec![u64::MAX; places.div_ceil(64)]);
        if let Some(last) = set.0.last_mut().filter(|_| !places.is_multiple_of(64)) {
            *last = (1 << (places % 64)) - 1;
        }
        set
    }

    /// Puts a place in; one beyond the end is left out.
    pub fn insert(&mut self, place: usize) {
        if let Some(word) = self.0.get_mut(place / 64) {
            *word |= 1 << (place % 64);
        }
    }

    /// Takes a place out.
    pub(crate) fn remove(&mut self, place: usize) {
        if let Some(word) = self.0.get_mut(place / 64) {
            *word &= !(1 << (place % 64));
        }
    }

    /// Whether a place is in.
    pub(crate) fn contains(&self, place: usize) -> bool {
        self.0.get(place / 64).is_some_and(|word| word & 1 << (place % 64) != 0)
    }

    /// Adds what `other` has.
    pub(crate) fn join(&mut self, other: &Self) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word |= other;
        }
    }

    /// Keeps only what `other` has, too.
    pub(crate) fn meet(&mut self, other: &Self) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word &= other;
        }
    }

    /// How many places are in.
    pub(crate) fn len(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// How many places are in both.
    pub(crate) fn common(&self, other: &Self) -> u32 {
        self.0.iter().zip(&other.0).map(|(word, other)| (word & other).count_ones()).sum()
    }

    /// As a shelf stores it: eight bytes for up to 64 places, the lowest first.
    pub fn bytes(&self) -> impl Iterator<Item = u8> {
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
    fn a_set_knows_its_places_and_comes_back_from_its_bytes() {
        for places in [0, 1, 63, 64, 65, 200] {
            let all = Set::all(places);
            assert_eq!(all.len() as usize, places);
            let mut odd = Set::none(places);
            for place in (1..places).step_by(2) {
                odd.insert(place);
            }
            odd.insert(places + 64);
            assert_eq!((odd.len() as usize, odd.common(&all) as usize), (places / 2, places / 2));
            assert!(!odd.contains(0) && !odd.contains(places) && (places < 2 || odd.contains(1)));
            let bytes: Vec<u8> = odd.bytes().collect();
            assert_eq!((bytes.len(), Set::from_bytes(&bytes)), (places.div_ceil(64) * 8, odd.clone()));
            let mut even = all.clone();
            (1..places).step_by(2).for_each(|place| even.remove(place));
            let mut both = even.clone();
            both.join(&odd);
            assert_eq!(both, all);
            even.meet(&odd);
            assert_eq!(even, Set::none(places));
        }
    }
}
