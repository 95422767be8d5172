//! The outbox: what commands left to be sent, who takes it, and what became of it.
//!
//! Any number of dispatchers share it, in any region. A row is taken for a while in one statement, which counts the attempt
//! before it is made; a dispatcher that dies leaves its rows to the next one.

mod claim;
mod resend;
mod source;

pub use claim::{AttemptResult, Claim, Outcome, claim, has_due, record};
pub use resend::{ResendMail, ResendRefusal, resend};
pub use source::{MailSource, dead_letters, newest, sources};
