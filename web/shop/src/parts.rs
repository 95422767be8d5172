//! Small parts that several pages are made of, one a file.

pub(crate) mod address;
pub(crate) mod card;
pub(crate) mod crumbs;
pub(crate) mod field;
pub(crate) mod icon;
pub(crate) mod line_problem;
pub(crate) mod picture;
pub(crate) mod price;
pub(crate) mod problems;
pub(crate) mod stars;
pub(crate) mod stock;
pub(crate) mod summary;
pub(crate) mod totals;
