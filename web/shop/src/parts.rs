//! Small parts that several pages of the shop consist of, one a file.

pub(crate) mod arrival;
pub(crate) mod breadcrumbs;
pub(crate) mod card;
pub(crate) mod delay;
pub(crate) mod error_help;
pub(crate) mod info_link;
pub(crate) mod line_change;
pub(crate) mod payment_name;
pub(crate) mod summary;
pub(crate) mod swatch;
pub(crate) mod totals;
