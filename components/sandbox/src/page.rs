//! The hosted page, where shoppers pay. It works without scripts and says in large letters that no money moves.

mod card_form;
mod challenge;
mod fault_page;
pub(crate) mod layout;
mod message;
pub(crate) mod show;
pub(crate) mod submit;
mod voucher;
