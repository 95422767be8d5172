//! What the cache needs to know of a request.

use std::sync::Arc;

use http::{HeaderMap, Uri};

use super::version::DataVersion;

/// A request to a component whose pages may be cached.
pub struct Lookup {
    address: Vec<u8>,
    /// The request's headers as the guest sees them.
    pub(super) headers: HeaderMap,
    /// Says which version the component's database has.
    pub(super) version: Arc<DataVersion>,
}

impl Lookup {
    /// A request to `component` for `uri`, which has its authority.
    pub fn new(component: usize, uri: &Uri, headers: &HeaderMap, version: &Arc<DataVersion>) -> Self {
        let authority = uri.authority().map(|authority| authority.as_str().to_ascii_lowercase()).unwrap_or_default();
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        let address = format!("{component}\n{authority}\n{path}").into_bytes();
        Self { address, headers: headers.clone(), version: Arc::clone(version) }
    }

    /// Component, host and path with query.
    pub(super) fn address(&self) -> &[u8] {
        &self.address
    }
}
