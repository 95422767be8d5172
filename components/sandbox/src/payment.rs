//! A payment as the provider knows it.

use std::str::FromStr;

use outpost_db::sql::{Row, SqlError};
use serde::{Deserialize, Serialize};

/// Where a payment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PaymentState {
    /// The shopper has not paid yet.
    NeedsAction,
    /// The money is reserved.
    Authorised,
    /// The money was taken.
    Captured,
    /// The bank declined for good.
    Failed,
    /// Given up before money was taken.
    Voided,
}

/// How a shopper pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Method {
    /// On the hosted page, by card.
    Card,
    /// Later, in a convenience store, with a number.
    ConvenienceStore,
}

/// The text names none of the closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unknown;

impl PaymentState {
    const ALL: [Self; 5] = [Self::NeedsAction, Self::Authorised, Self::Captured, Self::Failed, Self::Voided];

    /// The state as stored and as sent.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::NeedsAction => "needs_action",
            Self::Authorised => "authorised",
            Self::Captured => "captured",
            Self::Failed => "failed",
            Self::Voided => "voided",
        }
    }
}

impl FromStr for PaymentState {
    type Err = Unknown;

    fn from_str(code: &str) -> Result<Self, Unknown> {
        Self::ALL.into_iter().find(|state| state.code() == code).ok_or(Unknown)
    }
}

impl Method {
    /// The method as stored and as sent.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::ConvenienceStore => "convenience_store",
        }
    }
}

impl FromStr for Method {
    type Err = Unknown;

    fn from_str(code: &str) -> Result<Self, Unknown> {
        [Self::Card, Self::ConvenienceStore].into_iter().find(|method| method.code() == code).ok_or(Unknown)
    }
}

/// A payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Payment {
    pub reference: String,
    /// The shop's id of it.
    pub payment_id: String,
    pub order_number: String,
    pub amount_minor: i64,
    /// ISO 4217.
    pub currency: String,
    pub method: Method,
    pub return_url: String,
    /// The language of the hosted page, where the shop named one.
    pub locale: Option<String>,
    pub state: PaymentState,
    /// Why the last attempt failed, or [`CHALLENGE`].
    pub reason: Option<String>,
    pub captured_minor: i64,
    pub refunded_minor: i64,
}

/// The reason of a payment whose shopper is asked by the bank (3-D Secure).
pub(crate) const CHALLENGE: &str = "challenge";

impl Payment {
    /// Reads a row of `queries/payment`.
    pub(crate) fn from_row(row: &mut Row) -> Result<Self, SqlError> {
        Ok(Self {
            reference: row.text("reference")?,
            payment_id: row.text("payment_id")?,
            order_number: row.text("order_number")?,
            amount_minor: row.integer("amount_minor")?,
            currency: row.text("currency")?,
            method: row.parse("method", "a method")?,
            return_url: row.text("return_url")?,
            locale: row.get("locale")?,
            state: row.parse("state", "a state of a payment")?,
            reason: row.get("reason")?,
            captured_minor: row.integer("captured_minor")?,
            refunded_minor: row.integer("refunded_minor")?,
        })
    }

    /// Whether the shopper is asked by the bank.
    pub(crate) fn is_challenged(&self) -> bool {
        self.reason.as_deref() == Some(CHALLENGE)
    }

    /// The number for the till of a convenience store: twelve digits in groups, always the same for a payment.
    pub(crate) fn voucher_number(&self) -> String {
        let digits: String = self.reference.bytes().rev().take(12).map(|byte| char::from(b'0' + byte % 10)).collect();
        digits.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join("-")
    }

    /// What a script may name it by.
    pub(crate) fn targets(&self) -> [&str; 3] {
        [&self.reference, &self.payment_id, &self.order_number]
    }
}
