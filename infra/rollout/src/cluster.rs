//! Regions as files of a folder: for rehearsals on one machine and for tests.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::digest::sha256;
use crate::gate::Evidence;
use crate::ports::{Cluster, ClusterError, Metrics, Version};
use crate::region::Region;

/// `REGION.json` holds the groups of a region, `REGION.evidence.json` what they did.
#[derive(Clone, Debug)]
pub struct FolderCluster(pub PathBuf);

#[derive(Default, Serialize, Deserialize)]
struct Groups(BTreeMap<String, Region>);

impl FolderCluster {
    fn path(&self, region: &str) -> Result<PathBuf, ClusterError> {
        let is_name = !region.is_empty() && region.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if is_name { Ok(self.0.join(format!("{region}.json"))) } else { Err(unreachable("it is no region's name")) }
    }

    /// Adds a region or replaces it, whatever it is.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn put(&self, region: &str, group: &str, state: &Region) -> Result<(), ClusterError> {
        let path = self.path(region)?;
        let mut groups = if path.exists() { read(&path)?.0 } else { Groups::default() };
        groups.0.insert(group.to_owned(), state.clone());
        let text = serde_json::to_string_pretty(&groups).map_err(unreachable)?;
        let partial = path.with_extension("partial");
        fs::write(&partial, text).and_then(|()| fs::rename(&partial, &path)).map_err(unreachable)
    }
}

impl Cluster for FolderCluster {
    fn read(&self, region: &str, group: &str) -> Result<(Region, Version), ClusterError> {
        let (mut groups, version) = read(&self.path(region)?)?;
        let state = groups.0.remove(group).ok_or_else(|| unreachable(format!("it has no {group}")))?;
        Ok((state, version))
    }

    fn write(&self, region: &str, group: &str, expected: &Version, next: &Region) -> Result<(), ClusterError> {
        let lock = File::create(self.0.join(".lock")).map_err(unreachable)?;
        lock.lock().map_err(unreachable)?;
        let (_, version) = read(&self.path(region)?)?;
        if version != *expected {
            return Err(ClusterError::Conflict);
        }
        self.put(region, group, next)
    }
}

impl Metrics for FolderCluster {
    fn evidence(&self, region: &str, _group: &str, _seconds: i64) -> Result<Evidence, String> {
        let text =
            fs::read_to_string(self.0.join(format!("{region}.evidence.json"))).map_err(|error| error.to_string())?;
        serde_json::from_str(&text).map_err(|error| error.to_string())
    }
}

fn read(path: &PathBuf) -> Result<(Groups, Version), ClusterError> {
    let text = fs::read_to_string(path).map_err(unreachable)?;
    let groups = serde_json::from_str(&text).map_err(unreachable)?;
    Ok((groups, Version(sha256(text.as_bytes()))))
}

fn unreachable(reason: impl ToString) -> ClusterError {
    ClusterError::Unreachable(reason.to_string())
}
