//! Repeatable chance: the same key gives the same draws, on every machine and in every build.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{RngCore, SeedableRng};

/// Changing it gives another catalogue.
const SEED: u64 = 0x0075_7470_6f73_7401;

/// A stream of draws.
pub struct Draw(Pcg64Mcg);

impl Draw {
    /// The stream of one thing, e.g. of the product with that number.
    pub fn of(key: u64) -> Self {
        Self(Pcg64Mcg::seed_from_u64(SEED ^ key.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
    }

    /// A number from 0 to below `bound`; 0 when `bound` is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        // Multiply and shift; its bias is far below what a catalogue shows.
        ((u128::from(self.0.next_u64()) * bound as u128) >> 64) as usize
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1).max(1) as usize) as i64
    }

    /// True in that many of 1,000 cases.
    pub fn permille(&mut self, permille: usize) -> bool {
        self.below(1000) < permille
    }

    /// One of `items`, which must not be empty.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// A number from 0 to 1,000,000, the small ones likelier.
    pub fn low_millionths(&mut self) -> i64 {
        let (one, other) = (self.below(1_000_001) as i64, self.below(1_000_001) as i64);
        one * other / 1_000_000
    }

    /// Puts `items` into a random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            let other = self.below(at + 1);
            items.swap(at, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_always_gives_the_same_draws() {
        let draws =
            |key| (0..20).map(|_| 0).scan(Draw::of(key), |draw, _: i32| Some(draw.below(1000))).collect::<Vec<_>>();
        assert_eq!(draws(7), draws(7));
        assert_ne!(draws(7), draws(8));
    }

    #[test]
    fn shuffling_keeps_every_item() {
        let mut items: Vec<i32> = (0..100).collect();
        Draw::of(1).shuffle(&mut items);
        assert_ne!(items, (0..100).collect::<Vec<_>>());
        items.sort_unstable();
        assert_eq!(items, (0..100).collect::<Vec<_>>());
    }
}
