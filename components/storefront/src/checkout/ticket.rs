//! What a review page showed, sealed into its form: the order it will be, and nothing else, can be placed with it.

use cookie::Key;
use outpost_db::order::OrderLine;
use outpost_domain::ids::{OrderId, Sku};
use outpost_domain::market::MarketLocale;
use serde::{Deserialize, Serialize};

use crate::conditional::Hash;
use crate::cookies::seal;

const PURPOSE: &str = "review";

/// A short text that is the same for the same goods: SKUs and pieces in the order they are in.
pub(crate) fn goods<'a>(lines: impl Iterator<Item = (&'a Sku, u32)>) -> String {
    lines
        .fold(Hash::default(), |hash, (sku, pieces)| hash.with(sku.as_str().as_bytes()).with(&pieces.to_le_bytes()))
        .to_string()
}

/// The facts a shopper agrees to by pressing the button.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Ticket {
    /// The order's id, the same however often the button is pressed.
    pub id: OrderId,
    /// Where it was shown.
    pub prefix: MarketLocale,
    /// The total in minor units.
    pub total: i64,
    /// SKU, pieces, and the price of a piece in minor units.
    pub lines: Vec<(Sku, u32, i64)>,
    /// Code of the gateway.
    pub gateway: String,
    /// [`super::draft::Draft::digest`] of the address and choices that were shown.
    pub draft: String,
}

impl Ticket {
    /// The text of the hidden field `order_id`.
    pub fn seal(&self, key: &Key) -> Result<String, serde_json::Error> {
        Ok(seal::seal(key, PURPOSE, serde_json::to_string(self)?))
    }

    /// Reads a hidden field back; nothing but our own text is taken.
    pub fn open(key: &Key, token: &str) -> Option<Self> {
        serde_json::from_str(&seal::open(key, PURPOSE, token)?).ok()
    }

    /// A short text that is the same for the same goods.
    pub fn goods(&self) -> String {
        goods(self.lines.iter().map(|(sku, quantity, _)| (sku, *quantity)))
    }

    /// The lines as the command takes them.
    pub fn order_lines(&self) -> Vec<OrderLine> {
        let line = |(sku, quantity, unit_minor): &(Sku, u32, i64)| OrderLine {
            sku: sku.clone(),
            quantity: *quantity,
            unit_minor: *unit_minor,
        };
        self.lines.iter().map(line).collect()
    }
}
