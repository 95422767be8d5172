//! How much memory the container may use. Its processors need nothing here: tokio and the compiler ask the system for
//! `available_parallelism`, which knows a cgroup's quota.

use std::fs;
use std::path::Path;

/// Where cgroups of version 2 and of version 1 say it.
const LIMITS: [&str; 2] = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"];

/// `wanted` bytes for the page cache, or an eighth of what the container may use, whatever is less.
pub fn share_of_memory(wanted: u64) -> u64 {
    let limit = LIMITS.iter().find_map(|path| limit(Path::new(path)));
    limit.map_or(wanted, |limit| wanted.min(limit / 8))
}

/// The limit in a file; `None` where there is no file, or none is set.
fn limit(file: &Path) -> Option<u64> {
    fs::read_to_string(file).ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_a_number_of_bytes_and_max_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let check = |text: &str, expect| {
            let file = folder.path().join("memory.max");
            fs::write(&file, text).unwrap();
            assert_eq!(limit(&file), expect, "{text}");
        };
        check("805306368\n", Some(805_306_368));
        check("max\n", None);
        assert_eq!(limit(&folder.path().join("none")), None);
        assert_eq!(share_of_memory(0), 0);
    }
}
