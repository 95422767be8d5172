//! Opens what stands behind the labels of all components: each file, server and replica once.

mod report;

use crate::backend::Backend;
use crate::error::StartError;
use crate::host::KEY_VALUE_SCHEMA;
use crate::metrics::{Metrics, ReplicaSource};
use crate::options::Limits;
use crate::plan::Plan;
use crate::sql::private;
use crate::sql::remote::{Client, Remote, RemoteLimits, Server};
use crate::sql::replica::{Replica, ReplicaConfig};
use crate::sql::server_replica::ServerReplica;
use crate::sql::{Database, Durability, SqlLimits};
use crate::status::Reporter;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// The label of the database that is written.
const PRIMARY: &str = "primary";
/// The label of the database that pages are read from: a server there follows the primary.
const REPLICA: &str = "default";
/// Longest wait for an answer of a server: longer than any crossing of an ocean, shorter than a shopper's patience.
const REMOTE_TIME: Duration = Duration::from_secs(3);

/// Everything that is open.
pub struct Databases {
    limits: SqlLimits,
    files: HashMap<PathBuf, Arc<Database>>,
    behind: HashMap<Backend, Arc<Database>>,
    stores: HashMap<PathBuf, Arc<Database>>,
    servers: HashMap<Server, (Arc<Remote>, Arc<Notify>)>,
    /// The server behind the label `primary`, or the only one.
    primary: Option<Arc<Remote>>,
    primary_server: Option<Server>,
}

impl Databases {
    /// Opens all of it; with replicas it returns once they can be read.
    pub async fn open(plan: &Plan, limits: Limits, metrics: &Metrics) -> Result<Self, StartError> {
        let limits = SqlLimits { result_bytes: limits.sql_result_bytes, ..SqlLimits::default() };
        let mut databases = Self {
            limits,
            files: HashMap::new(),
            behind: HashMap::new(),
            stores: HashMap::new(),
            servers: HashMap::new(),
            primary: None,
            primary_server: None,
        };
        let labels: BTreeMap<&String, &Backend> = plan.components.iter().flat_map(|one| &one.databases).collect();
        let mut labels: Vec<_> = labels.into_iter().collect();
        // Where a label is a server itself, that server is counted by this label's name; the primary comes first, for
        // the others are replicas of it.
        labels.sort_by_key(|(label, backend)| (!matches!(backend, Backend::Remote(_)), *label != PRIMARY));
        for (label, backend) in labels {
            databases.open_label(label, backend, metrics).await?;
        }
        for path in plan.components.iter().flat_map(|component| component.stores.values()) {
            if !databases.stores.contains_key(path) {
                let store = databases.file(path, Durability::Process, &[KEY_VALUE_SCHEMA])?;
                databases.stores.insert(path.clone(), store);
            }
        }
        Ok(databases)
    }

    /// What stands behind a label.
    pub fn behind(&self, backend: &Backend) -> Option<Arc<Database>> {
        self.behind.get(backend).cloned()
    }

    /// A key-value store's file.
    pub fn store(&self, path: &Path) -> Option<Arc<Database>> {
        self.stores.get(path).cloned()
    }

    /// Tells the status page how servers and replicas are.
    pub fn reporter(&self, metrics: &Metrics) -> Reporter {
        report::reporter(self.primary.clone(), metrics.replicas().clone())
    }

    async fn open_label(&mut self, label: &str, backend: &Backend, metrics: &Metrics) -> Result<(), StartError> {
        if self.behind.contains_key(backend) {
            return Ok(());
        }
        let database = match backend {
            Backend::File(path) => self.file(path, Durability::Full, &[])?,
            Backend::Remote(server) => {
                let remote = self.server(server, label, metrics)?.0;
                match self.primary.as_ref().filter(|primary| label == REPLICA && !Arc::ptr_eq(primary, &remote)) {
                    Some(primary) => {
                        let replica = Arc::new(ServerReplica::new(remote, Arc::clone(primary)));
                        metrics.replicas().add(label, ReplicaSource::Server(Arc::clone(&replica)));
                        Arc::new(Database::ServerReplica(replica))
                    }
                    None => Arc::new(Database::Remote(remote)),
                }
            }
            Backend::Replica(config) => {
                let replica = self.replica(config, metrics).await?;
                metrics.replicas().add(label, ReplicaSource::Local(Arc::clone(&replica)));
                Arc::new(Database::Replica(replica))
            }
        };
        self.behind.insert(backend.clone(), database);
        Ok(())
    }

    fn server(
        &mut self,
        server: &Server,
        label: &str,
        metrics: &Metrics,
    ) -> Result<(Arc<Remote>, Arc<Notify>), StartError> {
        if let Some(open) = self.servers.get(server) {
            return Ok(open.clone());
        }
        let client =
            Client::new(server.clone()).map_err(|source| StartError::Data { place: server.url.clone(), source })?;
        let limits = RemoteLimits { time: REMOTE_TIME, result_bytes: self.limits.result_bytes };
        let written = Arc::new(Notify::new());
        let remote = Remote::new(client, limits, metrics.remote(label), Arc::clone(&written));
        if self.primary.is_none() || label == PRIMARY {
            self.primary = Some(Arc::clone(&remote));
            self.primary_server = Some(server.clone());
        }
        self.servers.insert(server.clone(), (Arc::clone(&remote), Arc::clone(&written)));
        Ok((remote, written))
    }

    /// A replica is synced from an sqld; what it cannot serve goes to the primary, which may be a gateway in front of that
    /// sqld. Without a label for the primary it is the sqld itself.
    async fn replica(&mut self, config: &ReplicaConfig, metrics: &Metrics) -> Result<Arc<Replica>, StartError> {
        let (primary, written) = match self.primary_server.clone() {
            Some(server) => self.server(&server, PRIMARY, metrics)?,
            None => self.server(&config.server, PRIMARY, metrics)?,
        };
        let place = config.folder.display().to_string();
        let replica = Replica::start(config.clone(), primary, written, self.limits).await;
        replica.map_err(|source| StartError::Data { place, source })
    }

    /// Two labels may spell the path of one file differently.
    fn file(&mut self, path: &Path, durability: Durability, setup: &[&str]) -> Result<Arc<Database>, StartError> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let no_folder = |source| StartError::Folder { path: folder.to_path_buf(), source };
        private::create_folder(folder).map_err(no_folder)?;
        let folder = std::fs::canonicalize(folder).map_err(no_folder)?;
        let file = folder.join(path.file_name().unwrap_or_default());
        let file = std::fs::canonicalize(&file).unwrap_or(file);
        // A store in a file of its own never shares its settings with a database.
        let open = if durability == Durability::Full { &mut self.files } else { &mut self.stores };
        if let Some(database) = open.get(&file) {
            return Ok(Arc::clone(database));
        }
        let database = Database::open(&file, durability, self.limits, setup)
            .map_err(|source| StartError::Database { path: path.to_path_buf(), source })?;
        open.insert(file, Arc::clone(&database));
        Ok(database)
    }
}
