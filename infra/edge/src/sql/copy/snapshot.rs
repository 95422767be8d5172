//! Copies as whole databases from `GET /snapshot`.

use super::CopyConfig;
use super::generation::Generation;
use super::keeper::{SyncError, Synced, numbered};
use crate::sql::SqlLimits;
use crate::sql::remote::{CallError, Client};
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, ETAG, HeaderValue, IF_NONE_MATCH};
use http::{Method, Response, StatusCode};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Time to the head of an answer: the server makes the snapshot first.
const HEAD: Duration = Duration::from_secs(5);
/// Time to the next part of a snapshot.
const PART: Duration = Duration::from_secs(3);

/// A series of snapshots.
pub struct Snapshots {
    client: Client,
    folder: PathBuf,
    limits: SqlLimits,
    tag: Option<HeaderValue>,
    next: u64,
}

impl Snapshots {
    /// No snapshot is there yet.
    ///
    /// # Errors
    /// When no client can be made.
    pub fn new(config: CopyConfig, limits: SqlLimits) -> io::Result<Self> {
        let next = numbered(&config.folder).first().map_or(1, |(newest, _)| newest + 1);
        Ok(Self { client: Client::new(config.server)?, folder: config.folder, limits, tag: None, next })
    }

    /// Folders of earlier snapshots, newest first.
    pub fn folders(&self) -> Vec<PathBuf> {
        numbered(&self.folder).into_iter().map(|(_, folder)| folder).collect()
    }

    /// Bounds of reading.
    pub fn limits(&self) -> SqlLimits {
        self.limits
    }

    /// The next sync fetches a snapshot, changed or not.
    pub fn anew(&mut self) {
        self.tag = None;
    }

    /// Fetches the newest snapshot if there is one.
    pub async fn sync(&mut self) -> Result<Synced, SyncError> {
        let response = self.ask().await?;
        if response.status() == StatusCode::NOT_MODIFIED {
            return Ok(Synced { version: self.version(), generation: None });
        }
        if response.status() != StatusCode::OK {
            return Err(SyncError::Server(format!("http status {}", response.status())));
        }
        let tag = response.headers().get(ETAG).cloned();
        let draft = Draft::new(self.folder.join(self.next.to_string())).map_err(disk)?;
        self.next += 1;
        let bytes = fetch(response, &draft.folder).await?;
        let opened = Generation::open(draft.folder.clone(), true, self.limits);
        let generation = opened.map_err(|error| SyncError::Server(error.to_string()))?;
        if !generation.is_sealed_with(bytes) {
            return Err(SyncError::Disk("the file was changed while it was written".to_owned()));
        }
        draft.keep().map_err(disk)?;
        self.tag = tag;
        Ok(Synced { version: self.version(), generation: Some(generation) })
    }

    fn version(&self) -> String {
        let tag = self.tag.as_ref().and_then(|tag| tag.to_str().ok());
        tag.unwrap_or_default().trim_matches('"').to_owned()
    }

    async fn ask(&self) -> Result<Response<Incoming>, SyncError> {
        let mut request = self.client.request(Method::GET, "/snapshot", Bytes::new()).map_err(server)?;
        if let Some(tag) = &self.tag {
            request.headers_mut().insert(IF_NONE_MATCH, tag.clone());
        }
        let answer = tokio::time::timeout(HEAD, self.client.send(request)).await;
        answer.map_err(|_| server(CallError::Late))?.map_err(server)
    }
}

/// Writes a snapshot into its folder and forces it to the disk; answers its length in bytes.
async fn fetch(response: Response<Incoming>, folder: &Path) -> Result<u64, SyncError> {
    let length = response.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let mut file = File::create(Generation::file_in(folder)).map_err(disk)?;
    let mut body = response.into_body();
    let mut taken = 0;
    loop {
        let frame = tokio::time::timeout(PART, body.frame()).await.map_err(|_| server(CallError::Late))?;
        let Some(frame) = frame else { break };
        let frame = frame.map_err(|error| SyncError::Server(error.to_string()))?;
        if let Some(part) = frame.data_ref() {
            file.write_all(part).map_err(disk)?;
            taken += part.len() as u64;
        }
    }
    if length != Some(taken) {
        return Err(SyncError::Server(format!("half a snapshot: {taken} of {length:?} bytes")));
    }
    let synced = tokio::task::spawn_blocking(move || file.sync_all()).await;
    synced.unwrap_or_else(|error| Err(io::Error::other(error))).map_err(disk)?;
    Ok(taken)
}

/// The folder of a snapshot that is being fetched; it goes with whatever ends that early.
struct Draft {
    folder: PathBuf,
    is_kept: bool,
}

impl Draft {
    fn new(folder: PathBuf) -> io::Result<Self> {
        fs::create_dir_all(&folder)?;
        Ok(Self { folder, is_kept: false })
    }

    fn keep(mut self) -> io::Result<()> {
        Generation::mark_complete(&self.folder)?;
        self.is_kept = true;
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.is_kept
            && let Err(error) = fs::remove_dir_all(&self.folder)
        {
            tracing::warn!(folder = %self.folder.display(), %error, "cannot remove half a snapshot");
        }
    }
}

fn server(error: CallError) -> SyncError {
    SyncError::Server(error.to_string())
}

fn disk(error: io::Error) -> SyncError {
    SyncError::Disk(error.to_string())
}
