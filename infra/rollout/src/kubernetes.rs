//! Regions as clusters: two SpinApps and a route each, read and written through the Kubernetes API.
//!
//! Every write is a server-side apply that names the version it was decided on, so whoever else writes meanwhile wins. A
//! step touches up to three objects: the intent is written first, and weights move last on the way up and first on the way
//! down. What is broken off between two objects reads as the step before, and the same verb makes the rest.

mod access;
mod objects;

pub use access::Access;
pub use objects::{Group, Intent, Unreadable};

use std::cell::RefCell;
use std::collections::BTreeMap;

use http::{Method, StatusCode};
use serde_json::Value;

use access::Endpoint;

use crate::http_client::{Call, HttpClient};
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
        let get = |kind, name: &str| self.send(region, Method::GET, kind, name, Vec::new());
        let stable = get("SpinApp", &format!("{group}-stable"))?;
        let canary = get("SpinApp", &format!("{group}-canary"))?;
        let route = get("HTTPRoute", objects::ROUTE)?;
        Group::new(group, [stable, canary, route]).map_err(unreachable)
    }

    fn apply(&self, region: &str, object: &Value) -> Result<Value, ClusterError> {
        let (kind, name) = (&object["kind"], &object["metadata"]["name"]);
        let (kind, name) = (kind.as_str().unwrap_or_default(), name.as_str().unwrap_or_default());
        self.send(region, Method::PATCH, kind, name, object.to_string().into_bytes())
    }

    fn send(&self, region: &str, method: Method, kind: &str, name: &str, body: Vec<u8>) -> Result<Value, ClusterError> {
        let resource = match kind {
            "SpinApp" => "core.spinkube.dev/v1alpha1",
            _ => "gateway.networking.k8s.io/v1",
        };
        let mut endpoints = self.endpoints.borrow_mut();
        if !endpoints.contains_key(region) {
            endpoints.insert(region.to_owned(), self.access.open(region).map_err(unreachable)?);
        }
        let Endpoint { address, token, .. } = &endpoints[region];
        let plural = format!("{}s", kind.to_lowercase());
        let path = format!("{address}/apis/{resource}/namespaces/{}/{plural}/{name}", self.namespace);
        let is_read = method == Method::GET;
        let url = if is_read { path } else { format!("{path}?{APPLIED}") };
        let media_type = if is_read { "application/json" } else { "application/apply-patch+yaml" };
        let call = Call { method, url: url.clone(), token: token.as_deref(), content: (media_type, body) };
        match self.client.send(call).map_err(unreachable)? {
            (StatusCode::OK | StatusCode::CREATED, body) => serde_json::from_slice(&body).map_err(unreachable),
            (StatusCode::CONFLICT, _) => Err(ClusterError::Conflict),
            (status, body) => Err(unreachable(format!("{url}: {status} {}", String::from_utf8_lossy(&body)))),
        }
    }
}

impl Cluster for Clusters {
    fn read(&self, region: &str, group: &str) -> Result<(Region, Version), ClusterError> {
        let group = self.group(region, group)?;
        Ok((group.region().map_err(unreachable)?, group.version()))
    }

    fn write(&self, region: &str, group: &str, expected: &Version, next: &Region) -> Result<(), ClusterError> {
        let mut group = self.group(region, group)?;
        if group.version() != *expected {
            return Err(ClusterError::Conflict);
        }
        for step in group.steps(next).map_err(unreachable)? {
            if let Some(object) = group.change(step, next).map_err(unreachable)? {
                group.applied(step, self.apply(region, &object)?);
            }
        }
        Ok(())
    }
}

fn unreachable(reason: impl ToString) -> ClusterError {
    ClusterError::Unreachable(reason.to_string())
}
