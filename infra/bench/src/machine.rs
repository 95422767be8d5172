//! What the figures were taken on.

use std::fs;
use std::thread::available_parallelism;

/// Processor, cores and what else matters, in one line.
pub fn described() -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ").map(|(_, model)| model));
    let cores = available_parallelism().map_or(1, usize::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("?").to_owned();
    format!(
        "{cores} cores of {}, {} {}, load before the run {load}",
        model.unwrap_or("an unknown processor"),
        std::env::consts::OS,
        std::env::consts::ARCH
    )
}
