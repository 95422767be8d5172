//! What an app declares about itself, read from a registry or from a folder with an OCI layout, and checked by its digest.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::http_client::{HttpClient, HttpError};
use crate::plan::SchemaRange;

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
pub struct Registry(Place);

enum Place {
    /// A folder with an OCI layout.
    Folder(PathBuf),
    /// A repository of a registry: the address that its documents are below, and what it is shown.
    Repository { address: String, token: Option<String>, client: Box<HttpClient> },
}

/// Why an app cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RegistryError {
    /// The folder does not have it.
    #[error("{}", .path.display())]
    File {
        /// Where it should be.
        path: PathBuf,
        /// What went wrong.
        source: std::io::Error,
    },
    /// The registry does not answer with it.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// It is not what its digest says.
    #[error("{0}: its content has another digest")]
    Digest(Digest),
    /// It has no locked app.
    #[error("{0}: it is no Spin app")]
    NoApp(Digest),
    /// It cannot be read, or lacks what an app of ours declares.
    #[error("{digest}")]
    Unreadable {
        /// What.
        digest: Digest,
        /// Why.
        source: serde_json::Error,
    },
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
    /// From an address, e.g. `https://registry.example/outpost/app`, with a bearer token where it wants one; or a folder.
    ///
    /// # Errors
    /// When no client can be made.
    pub fn parse(text: &str, token: Option<String>) -> std::io::Result<Self> {
        let address = text.split_once("://").and_then(|(scheme, rest)| Some((scheme, rest.split_once('/')?)));
        Ok(Self(match address {
            Some((scheme @ ("http" | "https"), (host, name))) => {
                let address = format!("{scheme}://{host}/v2/{name}");
                Place::Repository { address, token, client: Box::new(HttpClient::new()?) }
            }
            _ => Place::Folder(PathBuf::from(text)),
        }))
    }

    /// What an app declares.
    ///
    /// # Errors
    /// When it is not there, is not what its digest says, or declares nothing.
    pub fn app(&self, digest: &Digest) -> Result<App, RegistryError> {
        let manifest: Manifest = self.document("manifests", digest)?;
        let layer = manifest.layers.iter().find(|layer| layer.media_type == LOCKED_APP);
        let layer = layer.ok_or_else(|| RegistryError::NoApp(digest.clone()))?;
        let locked: LockedApp = self.document("blobs", &layer.digest)?;
        let components = locked.components.into_iter().map(|component| (component.id, component.source.digest));
        Ok(App { declared: locked.metadata.outpost, components: components.collect() })
    }

    fn document<T: DeserializeOwned>(&self, kind: &str, digest: &Digest) -> Result<T, RegistryError> {
        let content = match &self.0 {
            Place::Folder(folder) => {
                let path = folder.join("blobs").join(digest.to_string().replacen(':', "/", 1));
                std::fs::read(&path).map_err(|source| RegistryError::File { path, source })?.into()
            }
            Place::Repository { address, token, client } => {
                client.get(&format!("{address}/{kind}/{digest}"), MANIFEST, token.as_deref())?
            }
        };
        if Digest::of(&content) != *digest {
            return Err(RegistryError::Digest(digest.clone()));
        }
        serde_json::from_slice(&content).map_err(|source| RegistryError::Unreadable { digest: digest.clone(), source })
    }
}
