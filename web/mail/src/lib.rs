//! The mails of the shop: what they say in their readers' languages, and how that looks as text and as HTML.
//!
//! [`account::letter`] and [`order::letter`] write a [`Letter`]; [`text`] and [`html`] give it a form. A mail has one column,
//! no pictures and no tracking, and colours for light and dark.
//!
//! Invariant: whatever people typed becomes one line of text, so that it begins neither a header nor a paragraph.

pub mod account;
mod html;
mod kind;
mod letter;
mod mailbox;
pub mod order;
#[cfg(feature = "samples")]
pub mod samples;
mod text;

pub use html::html;
pub use kind::MailKind;
pub use letter::{Block, Item, Letter, Sum};
pub use mailbox::{Mailbox, MailboxEntry, mailbox};
pub use text::text;
