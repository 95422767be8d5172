//! Host bindings of Spin's interfaces, generated from the WIT files of the published spin-sdk package.

#![allow(missing_docs, reason = "generated from interfaces that document themselves")]

include!(concat!(env!("OUT_DIR"), "/bindings.rs"));
