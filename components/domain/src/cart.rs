//! The cart: the items that a shopper wants to buy, small enough for a cookie.

use crate::ids::Sku;

/// The most pieces of one SKU in a cart.
pub const QUANTITY_MAX: u32 = 99;
/// The most lines in a cart; the cookie stays under 2 kB.
pub const LINES_MAX: usize = 40;

/// One line of the cart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CartLine {
    /// Which variant.
    pub sku: Sku,
    /// How many pieces, 1 to [`QUANTITY_MAX`].
    pub quantity: u32,
}

/// Lines in the order they were added, each SKU once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cart {
    lines: Vec<CartLine>,
}

/// Why a change of the cart was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CartError {
    /// Another line would not fit.
    #[error("the cart holds {LINES_MAX} different items at the most: remove one first")]
    Full,
    /// More pieces than one order may hold.
    #[error("at most {QUANTITY_MAX} pieces of one item")]
    TooMany,
    /// The text is not a cart.
    #[error("not a cart")]
    Malformed,
}

impl Cart {
    /// The lines, oldest first.
    pub fn lines(&self) -> &[CartLine] {
        &self.lines
    }

    /// The number of pieces in all lines.
    pub fn pieces(&self) -> u32 {
        self.lines.iter().map(|line| line.quantity).sum()
    }

    /// Whether the cart has no lines.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Adds pieces to a SKU's line, or a new line.
    pub fn add(&mut self, sku: Sku, quantity: u32) -> Result<(), CartError> {
        let present = self.quantity_of(&sku);
        let total = present.checked_add(quantity).filter(|&total| total <= QUANTITY_MAX).ok_or(CartError::TooMany)?;
        self.set(sku, total)
    }

    /// Sets a SKU's quantity; 0 removes its line.
    pub fn set(&mut self, sku: Sku, quantity: u32) -> Result<(), CartError> {
        if quantity > QUANTITY_MAX {
            return Err(CartError::TooMany);
        }
        match self.lines.iter().position(|line| line.sku == sku) {
            Some(at) if quantity == 0 => {
                self.lines.remove(at);
            }
            Some(at) => self.lines[at].quantity = quantity,
            None if quantity == 0 => {}
            None if self.lines.len() == LINES_MAX => return Err(CartError::Full),
            None => self.lines.push(CartLine { sku, quantity }),
        }
        Ok(())
    }

    /// Inserts a line at a position, or at the end where there are fewer lines. A SKU that is in the cart already keeps its
    /// position.
    pub fn put_back(&mut self, at: usize, line: CartLine) -> Result<(), CartError> {
        let is_new = self.quantity_of(&line.sku) == 0;
        self.set(line.sku, line.quantity)?;
        if is_new && at < self.lines.len() {
            self.lines[at..].rotate_right(1);
        }
        Ok(())
    }

    /// The position of a SKU's line, from 0.
    pub fn position_of(&self, sku: &Sku) -> Option<usize> {
        self.lines.iter().position(|line| &line.sku == sku)
    }

    /// The number of pieces of a SKU.
    pub fn quantity_of(&self, sku: &Sku) -> u32 {
        self.lines.iter().find(|line| &line.sku == sku).map_or(0, |line| line.quantity)
    }

    /// The compact text for a cookie: `SKU.quantity` joined by `_`.
    pub fn encode(&self) -> String {
        self.lines.iter().map(|line| format!("{}.{}", line.sku, line.quantity)).collect::<Vec<_>>().join("_")
    }

    /// Parses the text of [`Cart::encode`]; any other text is refused.
    pub fn decode(text: &str) -> Result<Self, CartError> {
        let mut cart = Self::default();
        for part in text.split('_').filter(|part| !part.is_empty()) {
            let (sku, quantity) = part.rsplit_once('.').ok_or(CartError::Malformed)?;
            let sku: Sku = sku.parse().map_err(|_| CartError::Malformed)?;
            let quantity = quantity.parse().ok().filter(|&quantity| quantity > 0).ok_or(CartError::Malformed)?;
            cart.add(sku, quantity)?;
        }
        Ok(cart)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sku(text: &str) -> Sku {
        text.parse().expect("a SKU")
    }

    #[test]
    fn adding_twice_makes_one_line_and_zero_removes_it() {
        let mut cart = Cart::default();
        cart.add(sku("A"), 2).expect("room");
        cart.add(sku("A"), 3).expect("room");
        assert_eq!((cart.lines().len(), cart.pieces()), (1, 5));
        assert_eq!(cart.add(sku("A"), 95), Err(CartError::TooMany));
        cart.set(sku("A"), 0).expect("removal");
        assert!(cart.is_empty());
    }

    #[test]
    fn a_cart_never_grows_past_its_cookie() {
        let mut cart = Cart::default();
        for number in 0..LINES_MAX {
            cart.add(sku(&format!("{number:0>32}")), 99).expect("room");
        }
        assert_eq!(cart.add(sku("ONE-MORE"), 1), Err(CartError::Full));
        assert!(cart.encode().len() < 2_048);
    }

    #[test]
    fn a_line_goes_back_to_its_place() {
        let text = |cart: &Cart| cart.encode();
        let line = |name: &str, quantity| CartLine { sku: sku(name), quantity };
        let mut cart = Cart::decode("A.1_C.3").expect("a cart");
        cart.put_back(1, line("B", 2)).expect("room");
        assert_eq!(text(&cart), "A.1_B.2_C.3");
        cart.put_back(0, line("Z", 1)).expect("room");
        cart.put_back(99, line("Y", 1)).expect("room");
        assert_eq!(text(&cart), "Z.1_A.1_B.2_C.3_Y.1");
        cart.put_back(0, line("C", 4)).expect("room");
        assert_eq!(text(&cart), "Z.1_A.1_B.2_C.4_Y.1", "it was there already");
        assert_eq!(cart.put_back(0, line("B", 100)), Err(CartError::TooMany));
    }

    proptest! {
        #[test]
        fn a_cart_survives_its_cookie(lines in prop::collection::btree_map("[A-Z0-9-]{1,32}", 1u32..100, 0..20)) {
            let mut cart = Cart::default();
            for (text, quantity) in lines {
                cart.add(sku(&text), quantity).expect("room");
            }
            prop_assert_eq!(Cart::decode(&cart.encode()), Ok(cart));
        }

        #[test]
        fn any_text_is_a_cart_or_an_error(text in "\\PC{0,200}") {
            if let Ok(cart) = Cart::decode(&text) {
                prop_assert!(cart.lines().len() <= LINES_MAX);
            }
        }
    }
}
