//! Accounts through their router, in process: what people see, and what others never learn.
#![allow(clippy::unwrap_used, missing_docs, reason = "tests fail by panicking")]

mod attacks;
mod entering;
mod enumeration;
mod guessing;
mod links;
mod own_pages;
mod regions;
mod second_factor;
mod support;
