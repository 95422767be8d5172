//! The built-in test gateway's payment page.

use outpost_domain::money::Money;
use outpost_domain::payment::DeclineReason;
use time::OffsetDateTime;

/// Paying an order by card at the test gateway. Posts to `/{m}/orders/{number}/pay`.
#[derive(Clone, Debug)]
pub struct Payment {
    /// The order's number.
    pub number: String,
    /// What is paid.
    pub amount: Money,
    /// Until when the stock is held.
    pub hold_expires_at: OffsetDateTime,
    /// How many attempts there were: the form posts it as `attempt`, so that pressing twice tries once.
    pub attempt: usize,
    /// Which form is shown.
    pub step: PayStep,
    /// The cards the gateway knows, shown as a help.
    pub test_cards: Vec<TestCard>,
}

/// The step of a card payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PayStep {
    /// Ask for the card: posts `card_number`, `card_expiry`, `card_cvc`.
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
    /// Ask the shopper's bank (3-D Secure): posts `challenge` and `answer` (`approve` or `refuse`).
    Challenge {
        /// Hidden value that ties the answer to the attempt.
        challenge: String,
    },
}

/// A card of the test gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestCard {
    /// Its number, grouped, e.g. `4242 4242 4242 4242`.
    pub number: String,
    /// What it does.
    pub outcome: TestOutcome,
}

/// What a test card does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestOutcome {
    /// Pays.
    Pays,
    /// Is declined.
    Declines,
    /// Has too little money.
    InsufficientFunds,
    /// Asks for 3-D Secure.
    NeedsChallenge,
    /// Never answers.
    TimesOut,
}
