//! The edge host as its users see it: real guests, real sockets.

#![allow(clippy::unwrap_used, reason = "a test may")]

mod compression;
mod configuration;
mod data;
mod faults;
mod freshness;
mod gateway;
mod guest;
mod jobs;
mod leaving;
mod lifecycle;
mod outages;
mod page_cache;
mod program;
mod region;
mod replicas;
mod server;
mod serving;
mod site;
mod sql;
mod sqld;
