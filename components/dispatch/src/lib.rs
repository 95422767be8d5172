//! Drains the outbox: mails, through a mail port.
//!
//! Any number of dispatchers run at once, in any region. Each takes rows in one statement, which counts the attempt before it is
//! made, hands the mails over, and records what became of them. Where a dispatcher dies, or an answer is lost, the rows come
//! back after their lease: every mail is handed over at least once, and the same mail has the same id each time.
//!
//! - [`drain`] is one run; a job starts it.
//! - [`Mailer`] is the port, [`AzureMail`] its first adapter. In development no mail leaves the machine, and `/dev/mail` shows
//!   them all.
//! - `compose` writes a mail from its row.

mod azure;
mod catch_all;
mod compose;
mod config;
mod drain;
mod job;
mod mail;
mod mailbox;
mod mailer;
mod mime;
mod retry;
mod router;
mod state;

pub use azure::{AzureConfig, AzureMail};
pub use config::Config;
pub use drain::{Drained, drain};
pub use mail::Mail;
pub use mailer::{Mailer, SendError};
pub use router::{router, routes};
pub use state::State;
