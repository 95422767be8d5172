//! What a verb would do: regions are read, and writes are shown instead of made.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::audit::{Audit, Entry};
use crate::ports::{Cluster, ClusterError, Version};
use crate::region::Region;

/// Regions that are only read, and an audit log that nothing is added to.
pub struct DryRun {
    cluster: Rc<dyn Cluster>,
    written: RefCell<BTreeMap<String, Region>>,
}

impl DryRun {
    /// Over real regions.
    pub fn over(cluster: Rc<dyn Cluster>) -> Self {
        Self { cluster, written: RefCell::default() }
    }
}

impl Cluster for DryRun {
    fn read(&self, region: &str, group: &str) -> Result<(Region, Version), ClusterError> {
        let (state, version) = self.cluster.read(region, group)?;
        Ok((self.written.borrow().get(region).cloned().unwrap_or(state), version))
    }

    fn write(&self, region: &str, group: &str, expected: &Version, next: &Region) -> Result<(), ClusterError> {
        let (now, version) = self.read(region, group)?;
        if version != *expected {
            return Err(ClusterError::Conflict);
        }
        println!("would change {region} from {now} to {next}");
        self.written.borrow_mut().insert(region.to_owned(), next.clone());
        Ok(())
    }
}

impl Audit for DryRun {
    fn append(&self, _: Entry) -> Result<(), String> {
        Ok(())
    }
}
