//! What the handlers need.

use std::sync::Arc;

use outpost_db::sql::Sql;
use outpost_http::site::Site;
use outpost_http::{HttpState, Ports};
use outpost_platform::{Clock, Entropy};

/// The ports of the component and its files.
#[derive(Clone)]
pub struct State {
    /// Static files, sorted by name.
    pub files: &'static [File],
    /// The nearest replica of the database, which holds the pictures.
    pub replica: Arc<dyn Sql>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Draws the ids of requests.
    pub entropy: Arc<dyn Entropy>,
    /// Where the component is reached.
    pub site: Site,
}

impl HttpState for State {
    const COMPONENT: &'static str = "assets";

    fn ports(&self) -> Ports<'_> {
        Ports { clock: &*self.clock, entropy: &*self.entropy, site: &self.site }
    }
}

/// A static file under its hashed name, with its compressed variants where they are smaller.
#[derive(Debug, Clone, Copy)]
pub struct File {
    /// `stem.<hash>.<kind>`; the hash is of `identity`.
    pub name: &'static str,
    /// The content.
    pub identity: &'static [u8],
    /// The content compressed with brotli.
    pub brotli: Option<&'static [u8]>,
    /// The content compressed with gzip.
    pub gzip: Option<&'static [u8]>,
}
