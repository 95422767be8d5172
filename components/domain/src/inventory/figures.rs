//! What a level's figures mean. The generated columns of the table `stock_level` repeat these rules.

/// The figures of one variant at one location, in pieces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StockFigures {
    /// Pieces that lie there.
    pub on_hand: i64,
    /// Pieces that orders hold.
    pub allocated: i64,
    /// Pieces that are never sold.
    pub safety_stock: i64,
    /// Pieces that may be sold ahead of their arrival.
    pub backorder_limit: i64,
}

impl StockFigures {
    /// Pieces that can be sent today; below 0 where some were sold ahead.
    pub const fn ready(self) -> i64 {
        let sellable = self.on_hand - self.safety_stock;
        (if sellable > 0 { sellable } else { 0 }) - self.allocated
    }

    /// Pieces that can be sold.
    pub const fn available(self) -> i64 {
        self.ready() + self.backorder_limit
    }

    /// Pieces that orders wait for.
    pub const fn waiting(self) -> i64 {
        if self.ready() < 0 { -self.ready() } else { 0 }
    }

    /// The fewest pieces that may lie there, for what was promised.
    pub const fn least_on_hand(self) -> i64 {
        if self.allocated > self.backorder_limit {
            self.safety_stock + self.allocated - self.backorder_limit
        } else {
            0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_level_may_fall_to_its_least_and_no_further(
            allocated in 0i64..20, safety_stock in 0i64..5, backorder_limit in 0i64..20,
        ) {
            let figures = |on_hand| StockFigures { on_hand, allocated, safety_stock, backorder_limit };
            let least = figures(0).least_on_hand();
            prop_assert!(figures(least).available() >= 0);
            prop_assert!(least == 0 || figures(least - 1).available() < 0);
        }
    }

    #[test]
    fn safety_stock_is_kept_back_and_what_is_sold_ahead_waits() {
        let figures = StockFigures { on_hand: 10, allocated: 9, safety_stock: 2, backorder_limit: 3 };
        assert_eq!((figures.ready(), figures.available(), figures.waiting()), (-1, 2, 1));
    }
}
