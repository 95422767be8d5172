//! Pages that are not for sale: information, and files for machines.

pub(crate) mod info;
pub(crate) mod robots;
pub(crate) mod sitemap;
