//! System tests, in one program. Each wants the machine alone, so they run one after the other.

mod bad_input;
mod components;
mod drills;
mod empty_database;
mod freshness;
mod full_disk;
mod gateway;
mod kill;
mod last_ten_pieces;
mod paying;
mod random_faults;
mod regions;
mod sandbox;
mod sessions;
mod spin_compatibility;
