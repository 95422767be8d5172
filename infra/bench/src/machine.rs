//! What the figures were taken on.

use std::fs;
use std::thread::available_parallelism;

/// Processor, cores and what else matters, in one line.
pub fn described() -> String {
    let model = found("/proc/cpuinfo", |text| {
        let model = text.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
        model.map(|(_, model)| model.to_owned())
    });
    let load = found("/proc/loadavg", |text| text.split(' ').next().map(str::to_owned));
    let cores = available_parallelism().map_or("?".to_owned(), |cores| cores.to_string());
    let system = (std::env::consts::OS, std::env::consts::ARCH);
    format!("{cores} cores of {model}, {} {}, load before the run {load}", system.0, system.1)
}

/// A part of a file of the system's; where there is none, words that say so.
fn found(path: &str, part: impl Fn(&str) -> Option<String>) -> String {
    match fs::read_to_string(path) {
        Ok(text) => part(&text).unwrap_or_else(|| "unknown".to_owned()),
        Err(error) => format!("unknown ({path}: {error})"),
    }
}
