//! How many pieces lie where: plenty of most things, few of some, none of one in twenty.

use crate::random::Draw;

const DAY: i64 = 86_400;

/// What one location holds of a variant.
pub struct Level {
    /// The location's number.
    pub location: i64,
    /// Pieces there.
    pub on_hand: i64,
    /// Pieces that are never sold.
    pub safety_stock: i64,
    /// Pieces that may be sold before they arrive.
    pub backorder_limit: i64,
}

/// What lies of one variant.
pub struct Stock {
    /// One for each location.
    pub levels: Vec<Level>,
    /// Whether pieces are sold before they arrive.
    pub ahead: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    In,
    Low,
    Backorder,
    Out,
}

/// When what is sold ahead arrives: some weeks after the opening, in seconds since 1970.
pub fn arrival(opened_at: i64, draw: &mut Draw) -> i64 {
    opened_at + draw.between(21, 90) * DAY
}

/// The stock of a product's variants; `rank` of `products` says how much of it is worth keeping.
pub fn make(variants: usize, rank: i64, products: usize, draw: &mut Draw) -> Vec<Stock> {
    let best = match draw.below(100) {
        // The best-sellers of the front page are looked after.
        _ if rank <= 8 => State::In,
        0..5 => State::Out,
        5..8 => State::Backorder,
        8..15 => State::Low,
        _ => State::In,
    };
    let shown = draw.below(variants);
    let popular = rank as usize * 10 <= products;
    (0..variants)
        .map(|variant| {
            let state = if variant == shown { best } else { worse(best, draw) };
            let pieces = match state {
                State::In if popular => draw.between(60, 600),
                State::In => draw.between(8, 120),
                State::Low => draw.between(1, 5),
                State::Backorder | State::Out => 0,
            };
            let mut stock = Stock { levels: spread(pieces, draw), ahead: state == State::Backorder };
            if stock.ahead {
                stock.levels[draw.below(3)].backorder_limit = draw.between(10, 60);
            }
            stock
        })
        .collect()
}

/// The state of another variant of a product whose best one is `best`.
fn worse(best: State, draw: &mut Draw) -> State {
    match (best, draw.below(100)) {
        (State::In, 0..84) => State::In,
        (State::In | State::Low, 84..92) | (State::Low, 0..60) => State::Low,
        (State::Backorder, 0..60) => State::Backorder,
        _ => State::Out,
    }
}

/// `pieces` to sell over the three locations: mostly over all, sometimes over two, sometimes in one only.
fn spread(pieces: i64, draw: &mut Draw) -> Vec<Level> {
    let mut locations = [0, 1, 2];
    draw.shuffle(&mut locations);
    let used = match draw.below(20) {
        0..3 => 1,
        3..7 => 2,
        _ => 3,
    };
    let mut levels: Vec<Level> =
        (1..=3).map(|location| Level { location, on_hand: 0, safety_stock: 0, backorder_limit: 0 }).collect();
    let mut rest = pieces;
    for (nth, location) in locations.iter().take(used).enumerate() {
        let share = if nth + 1 == used { rest } else { draw.between(0, rest) };
        levels[*location].on_hand = share;
        rest -= share;
    }
    // A few locations keep pieces back, so that on hand and for sale are not the same everywhere.
    for level in &mut levels {
        if level.on_hand > 0 && draw.permille(120) {
            level.safety_stock = 2;
            level.on_hand += 2;
        }
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_one_in_twenty_has_nothing_and_one_in_thirty_three_is_sold_ahead() {
        let products: Vec<Stock> = (1..4000).flat_map(|key| make(1, 500, 1000, &mut Draw::of(key))).collect();
        let sellable = |stock: &Stock| stock.levels.iter().map(|level| level.on_hand - level.safety_stock).sum::<i64>();
        let ahead = products.iter().filter(|stock| stock.ahead).count();
        let out = products.iter().filter(|stock| !stock.ahead && sellable(stock) == 0).count();
        assert!((160..240).contains(&out) && (80..160).contains(&ahead), "{out} {ahead}");
        let one_place =
            products.iter().filter(|stock| stock.levels.iter().filter(|level| level.on_hand > 0).count() == 1);
        assert!(one_place.count() > 400);
    }
}
