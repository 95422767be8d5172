//! Small parts that pages consist of, one a file: functions from data to HTML.

pub mod address;
pub mod breadcrumbs;
pub mod error_summary;
pub mod field;
pub mod icon;
pub mod order_status;
pub mod pagination;
pub mod picture;
pub mod price;
pub mod qr_code;
pub mod stars;
pub mod stock_badge;
