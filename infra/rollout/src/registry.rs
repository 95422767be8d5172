//! What an app declares about itself, read from a registry or from a folder with an OCI layout, and checked by its digest.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::digest::Digest;
use crate::http_client::HttpClient;
use crate::plan::{SchemaRange, hex};

/// The layer that holds the locked app in Spin's layout.
const LOCKED_APP: &str = "application/vnd.fermyon.spin.application.v1+config";
/// What a registry is asked for.
const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";

/// An app as a rollout sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    /// What it says of itself.
    pub declared: Declaration,
    /// The digest of each component's code, by the component's name.
    pub components: BTreeMap<String, String>,
}

/// What stands in the locked app's metadata, as `outpost`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declaration {
    /// The build, as its pages and metrics name it.
    pub build_id: String,
    /// The migrations that it works with.
    pub schema: SchemaRange,
    /// The form of its sealed cookies.
    pub cookies: Cookies,
    /// The builds whose static files it serves, its own first.
    pub assets_of: Vec<String>,
}

/// Forms of sealed cookies, which two versions side by side hand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cookies {
    /// The form that it writes.
    pub writes: u32,
    /// The oldest form that it opens.
    pub opens_from: u32,
    /// The newest. It is ahead of what it writes in the version before a new form is written.
    pub opens_to: u32,
}

/// Where apps lie.
#[derive(Clone, Debug)]
pub enum Registry {
    /// A folder with an OCI layout.
    Folder(PathBuf),
    /// A repository of a registry, e.g. `https://registry.example/outpost/app`, and its bearer token.
    Repository {
        /// The registry's scheme and host.
        server: String,
        /// The repository's name.
        name: String,
        /// The token, where it wants one.
        token: Option<String>,
    },
}

/// Why an app cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{digest}: {reason}")]
pub struct RegistryError {
    digest: Digest,
    reason: String,
}

#[derive(Deserialize)]
struct Manifest {
    layers: Vec<Layer>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Layer {
    media_type: String,
    digest: Digest,
}

#[derive(Deserialize)]
struct LockedApp {
    metadata: Metadata,
    components: Vec<Component>,
}

#[derive(Deserialize)]
struct Metadata {
    outpost: Declaration,
}

#[derive(Deserialize)]
struct Component {
    id: String,
    source: Source,
}

#[derive(Deserialize)]
struct Source {
    digest: String,
}

impl Registry {
    /// From an address (`http…`) or a folder.
    pub fn parse(text: &str, token: Option<String>) -> Self {
        let start = text.find("://").map(|at| at + 3).filter(|_| text.starts_with("http"));
        match start.and_then(|start| Some(start + text[start..].find('/')?)) {
            Some(slash) => {
                Self::Repository { server: text[..slash].to_owned(), name: text[slash + 1..].to_owned(), token }
            }
            None => Self::Folder(PathBuf::from(text)),
        }
    }

    /// What an app declares.
    ///
    /// # Errors
    /// When it is not there, is not what its digest says, or declares nothing.
    pub fn app(&self, digest: &Digest) -> Result<App, RegistryError> {
        let failed = |reason: String| RegistryError { digest: digest.clone(), reason };
        let manifest = self.content(digest, "manifests").map_err(failed)?;
        let manifest: Manifest = serde_json::from_slice(&manifest).map_err(|error| failed(error.to_string()))?;
        let layer = manifest.layers.iter().find(|layer| layer.media_type == LOCKED_APP);
        let layer = layer.ok_or_else(|| failed("it is no Spin app".to_owned()))?;
        let locked = self.content(&layer.digest, "blobs").map_err(failed)?;
        let locked: LockedApp = serde_json::from_slice(&locked).map_err(|error| failed(error.to_string()))?;
        let components = locked.components.into_iter().map(|component| (component.id, component.source.digest));
        Ok(App { declared: locked.metadata.outpost, components: components.collect() })
    }

    fn content(&self, digest: &Digest, kind: &str) -> Result<Vec<u8>, String> {
        let content = match self {
            Self::Folder(folder) => {
                let file = folder.join("blobs").join(digest.to_string().replacen(':', "/", 1));
                std::fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?
            }
            Self::Repository { server, name, token } => {
                let client = HttpClient::new().map_err(|error| error.to_string())?;
                client.get(format!("{server}/v2/{name}/{kind}/{digest}"), MANIFEST, token.as_deref())?.to_vec()
            }
        };
        match format!("sha256:{}", hex(&Sha256::digest(&content))) == digest.to_string() {
            true => Ok(content),
            false => Err("its content has another digest".to_owned()),
        }
    }
}
