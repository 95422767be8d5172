//! Pages of what the shop sells: the same for everyone in a market.

pub(crate) mod home;
pub(crate) mod listing;
pub(crate) mod listing_url;
pub(crate) mod parts;
pub(crate) mod product;
pub(crate) mod search;
pub(crate) mod suggest;
pub(crate) mod variant;
