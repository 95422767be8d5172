//! Guest checkout in three steps, each a page and a form: contact and address, delivery and payment, review.
//!
//! What the shopper has entered is kept in an encrypted cookie; the database gets it when the order is placed.

pub(crate) mod address_form;
pub(crate) mod contact;
pub(crate) mod country;
pub(crate) mod delivery;
pub(crate) mod draft;
pub(crate) mod place;
pub(crate) mod refusal;
pub(crate) mod review;
pub(crate) mod step;
pub(crate) mod token;
pub(crate) mod visitor;
