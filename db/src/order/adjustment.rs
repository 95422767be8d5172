//! Adjustments as statements send and return them.

use outpost_domain::money::{BasisPoints, Currency, Money};
use outpost_domain::pricing::{Adjustment, AdjustmentKind, Target};
use serde::{Deserialize, Serialize};

use crate::sql::SqlError;

/// An adjustment as JSON; exactly one of line and group is set.
#[derive(Serialize, Deserialize)]
pub(super) struct AdjustmentJson {
    kind: AdjustmentKind,
    cause: String,
    line: Option<u32>,
    group: Option<u32>,
    amount_minor: i64,
    rate: Option<BasisPoints>,
    included: bool,
}

impl From<&Adjustment> for AdjustmentJson {
    fn from(adjustment: &Adjustment) -> Self {
        let (line, group) = match adjustment.target {
            Target::Line(number) => (Some(number), None),
            Target::Group(number) => (None, Some(number)),
        };
        Self {
            kind: adjustment.kind,
            cause: adjustment.cause.clone(),
            line,
            group,
            amount_minor: adjustment.amount.minor(),
            rate: adjustment.rate,
            included: adjustment.included,
        }
    }
}

impl AdjustmentJson {
    /// The adjustment, with its amount in the order's currency.
    pub fn adjustment(self, currency: Currency) -> Result<Adjustment, SqlError> {
        let target = match (self.line, self.group) {
            (Some(number), None) => Target::Line(number),
            (None, Some(number)) => Target::Group(number),
            _ => {
                let cause = "an adjustment has one line or one group".to_owned();
                return Err(SqlError::Json { column: "adjustments".to_owned(), cause });
            }
        };
        Ok(Adjustment {
            kind: self.kind,
            cause: self.cause,
            target,
            amount: Money::new(self.amount_minor, currency),
            rate: self.rate,
            included: self.included,
        })
    }
}
