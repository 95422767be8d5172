//! Regions as clusters: two SpinApps and a route each, read and written through the Kubernetes API.
//!
//! Every write is a server-side apply that names the version it was decided on, so whoever else writes meanwhile wins. A
//! step touches up to three objects: the intent is written first, and weights move last on the way up and first on the way
//! down. What is broken off between two objects reads as the step before, and the same verb makes the rest.

mod access;
mod objects;

pub use access::Access;

use std::cell::RefCell;
use std::collections::BTreeMap;

use http::{Method, StatusCode};
use serde_json::Value;

use access::Endpoint;
use objects::{Group, Part};

use crate::http_client::{Call, HttpClient, HttpError};
use crate::ports::{Cluster, ClusterError, Version};
use crate::region::Region;

/// The name under which this command's writes stand in `managedFields`. Flux makes the objects and then leaves them alone:
/// their fields pass to this command by force, guarded by the version.
const APPLIED: &str = "fieldManager=outpost-rollout&force=true";

/// The clusters of all regions.
pub struct Clusters {
    access: Access,
    namespace: String,
    client: HttpClient,
    endpoints: RefCell<BTreeMap<String, Endpoint>>,
}

impl Clusters {
    /// Clusters whose SpinApps and routes lie in one namespace of that name.
    ///
    /// # Errors
    /// When no client can be made.
    pub fn new(access: Access, namespace: impl Into<String>) -> std::io::Result<Self> {
        let client = HttpClient::new()?;
        Ok(Self { access, namespace: namespace.into(), client, endpoints: RefCell::default() })
    }

    fn group(&self, region: &str, group: &str) -> Result<Group, ClusterError> {
        let get = |part| self.send(region, group, part, None);
        let objects = [get(Part::Stable)?, get(Part::Canary)?, get(Part::Route)?];
        Group::new(group, objects).map_err(unreachable)
    }

    /// Reads a part of a group, or applies a change to it.
    fn send(&self, region: &str, group: &str, part: Part, change: Option<&Value>) -> Result<Value, ClusterError> {
        let mut endpoints = self.endpoints.borrow_mut();
        if !endpoints.contains_key(region) {
            endpoints.insert(region.to_owned(), self.access.open(region).map_err(unreachable)?);
        }
        let Endpoint { address, token, .. } = &endpoints[region];
        let (resource, plural, name) = (part.api_version(), part.plural(), part.name(group));
        let url = format!("{address}/apis/{resource}/namespaces/{}/{plural}/{name}", self.namespace);
        let (method, url, content) = match change {
            None => (Method::GET, url, ("application/json", Vec::new())),
            Some(change) => {
                let content = ("application/apply-patch+yaml", change.to_string().into_bytes());
                (Method::PATCH, format!("{url}?{APPLIED}"), content)
            }
        };
        let call = Call { method, url: &url, token: token.as_deref(), content };
        match self.client.send(call).map_err(unreachable)? {
            (StatusCode::OK | StatusCode::CREATED, body) => serde_json::from_slice(&body).map_err(unreachable),
            (StatusCode::CONFLICT, _) => Err(ClusterError::Conflict),
            (status, body) => Err(unreachable(HttpError::Status { url, status, body })),
        }
    }
}

impl Cluster for Clusters {
    fn read(&self, region: &str, group: &str) -> Result<(Region, Version), ClusterError> {
        let group = self.group(region, group)?;
        Ok((group.region().map_err(unreachable)?, group.version()))
    }

    fn write(&self, region: &str, group: &str, expected: &Version, next: &Region) -> Result<(), ClusterError> {
        let mut objects = self.group(region, group)?;
        if objects.version() != *expected {
            return Err(ClusterError::Conflict);
        }
        for step in objects.steps(next).map_err(unreachable)? {
            if let Some(change) = objects.change(step, next).map_err(unreachable)? {
                let part = step.part();
                objects.replace(part, self.send(region, group, part, Some(&change))?);
            }
        }
        Ok(())
    }
}

fn unreachable(reason: impl ToString) -> ClusterError {
    ClusterError::Unreachable(reason.to_string())
}
