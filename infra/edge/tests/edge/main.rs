//! The edge host as its users see it: real guests, real sockets.

mod configuration;
mod data;
mod faults;
mod guest;
mod lifecycle;
mod program;
mod serving;
mod site;
mod sql;
