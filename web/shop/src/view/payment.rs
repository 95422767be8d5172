//! The built-in test gateway's payment page.

use outpost_domain::money::Money;
use outpost_domain::payment::DeclineReason;
use time::OffsetDateTime;

/// Paying an order by card at the test gateway. Posts to `/{m}/orders/{number}/pay`.
#[derive(Clone, Debug)]
pub struct Payment {
    /// The order's number.
    pub number: String,
    /// The amount.
    pub amount: Money,
    /// When the hold on stock ends.
    pub hold_expires_at: OffsetDateTime,
    /// The number of attempts so far. The form posts it as `attempt`, so that pressing twice tries once.
    pub attempt: usize,
    /// Which form is shown.
    pub step: PayStep,
    /// The cards of the gateway, shown as help.
    pub test_cards: Vec<TestCard>,
}

/// The step of a card payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PayStep {
    /// The card form; posts `card_number`, `card_expiry`, `card_cvc`.
    Card {
        /// Why the last attempt failed.
        declined: Option<DeclineReason>,
        /// The number was not accepted.
        number_invalid: bool,
        /// The month was not accepted.
        expiry_invalid: bool,
        /// The security code was not accepted.
        cvc_invalid: bool,
    },
    /// The question of the shopper's bank (3-D Secure); posts `challenge` and `answer` (`approve` or `refuse`).
    Challenge {
        /// Hidden value that binds the answer to the attempt.
        challenge: String,
    },
}

/// A card of the test gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestCard {
    /// Its number, grouped, e.g. `4242 4242 4242 4242`.
    pub number: String,
    /// What happens when it is charged.
    pub outcome: TestOutcome,
}

/// What happens when a test card is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestOutcome {
    /// The payment succeeds.
    Pays,
    /// The bank declines.
    Declines,
    /// The funds are insufficient.
    InsufficientFunds,
    /// The bank asks for 3-D Secure.
    NeedsChallenge,
    /// The gateway does not answer.
    TimesOut,
}
