//! Guest checkout in three steps, each a page and a form: contact and address, delivery and payment, review.
//!
//! What a shopper has said so far lives in an encrypted cookie; the database hears of it when the order is placed.

pub(crate) mod contact;
pub(crate) mod country;
pub(crate) mod delivery;
pub(crate) mod draft;
pub(crate) mod email;
pub(crate) mod entered;
pub(crate) mod place;
pub(crate) mod refused;
pub(crate) mod review;
pub(crate) mod step;
pub(crate) mod ticket;
