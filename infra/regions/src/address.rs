//! Addresses of this machine for programs that keep theirs over restarts.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Result, bail};

/// Ports below those that systems give to outgoing connections: one of these would else take what a program is about to
/// listen on, or comes back to after a restart.
const PORTS: Range<u16> = 10_000..32_000;

/// An address that was free a moment ago and is given out once, so that a program keeps it over restarts.
///
/// # Errors
/// When no port is free.
pub fn free_address() -> Result<SocketAddr> {
    static GIVEN: AtomicU32 = AtomicU32::new(0);
    let count = u32::from(PORTS.end - PORTS.start);
    // Each process begins somewhere else.
    let first = std::process::id().wrapping_mul(101) % count;
    for _ in 0..count {
        let at = (first + GIVEN.fetch_add(1, Ordering::Relaxed)) % count;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, PORTS.start + u16::try_from(at)?));
        if TcpListener::bind(address).is_ok() {
            return Ok(address);
        }
    }
    bail!("no port of {PORTS:?} is free")
}
