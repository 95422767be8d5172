//! Where regions, metrics and apps are.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::{Result, bail};
use outpost_rollout::audit::{Audit, AuditFile};
use outpost_rollout::cluster::FolderCluster;
use outpost_rollout::dry_run::DryRun;
use outpost_rollout::gate::Evidence;
use outpost_rollout::kubernetes::{Access, Clusters};
use outpost_rollout::ports::{Cluster, Metrics, Version};
use outpost_rollout::prometheus::Prometheus;
use outpost_rollout::registry::Registry;
use outpost_rollout::{Refusal, Region};

/// Options that name them.
#[derive(clap::Args)]
pub struct Places {
    /// A folder that holds the regions, a file for each: for rehearsals
    #[arg(long, env = "OUTPOST_ROLLOUT_FOLDER", value_name = "DIR", global = true)]
    folder: Option<PathBuf>,
    /// Act on the cluster that this program runs in, instead of the kubeconfig's contexts that are named as regions
    #[arg(long, conflicts_with = "folder", global = true)]
    in_cluster: bool,
    /// An API server without authentication, for rehearsals; `{region}` stands for the region
    #[arg(long, conflicts_with_all = ["folder", "in_cluster"], value_name = "URL", global = true)]
    api_server: Option<String>,
    /// The namespace of the SpinApps and their route
    #[arg(long, default_value = "outpost-apps", global = true)]
    namespace: String,
    /// Prometheus; `{region}` stands for the region
    #[arg(long, env = "OUTPOST_ROLLOUT_PROMETHEUS", value_name = "URL", global = true)]
    prometheus: Option<String>,
    /// Where the app's artifacts lie: https://REGISTRY/REPOSITORY, or a folder with an OCI layout
    #[arg(long, env = "OUTPOST_ROLLOUT_REGISTRY", value_name = "URL|DIR", global = true)]
    registry: Option<String>,
    /// A token that reads the repository
    #[arg(long, env = "OUTPOST_ROLLOUT_REGISTRY_TOKEN", hide_env_values = true, value_name = "TOKEN", global = true)]
    registry_token: Option<String>,
}

/// The ports, as the options have them.
pub struct World {
    /// The regions.
    pub cluster: Rc<dyn Cluster>,
    /// What they did.
    pub metrics: Rc<dyn Metrics>,
    /// What was done to them.
    pub audit: Rc<dyn Audit>,
    /// Their apps, where a registry is named.
    pub registry: Option<Registry>,
}

impl Places {
    /// The ports; in a dry run none of them writes.
    ///
    /// # Errors
    /// When no client can be made.
    pub fn open(&self, audit: &Path, is_dry: bool) -> Result<World> {
        let registry = self.registry.as_deref().map(|text| Registry::parse(text, self.registry_token.clone()));
        let registry = registry.transpose()?;
        let folder = self.folder.clone().map(|folder| Rc::new(FolderCluster(folder)));
        let metrics: Rc<dyn Metrics> = match (&self.prometheus, &folder) {
            (Some(address), _) => Rc::new(Prometheus::new(address)?),
            (None, Some(folder)) => folder.clone(),
            (None, None) => Rc::new(NoMetrics),
        };
        let access = match &self.api_server {
            _ if self.in_cluster => Access::InCluster,
            Some(address) => Access::Address(address.clone()),
            None => Access::Contexts,
        };
        let cluster: Rc<dyn Cluster> = match folder {
            Some(folder) => folder,
            None => Rc::new(Clusters::new(access, &self.namespace)?),
        };
        if is_dry {
            let dry_run = Rc::new(DryRun::over(cluster));
            return Ok(World { cluster: dry_run.clone(), metrics, audit: dry_run, registry });
        }
        Ok(World { cluster, metrics, audit: Rc::new(AuditFile(audit.to_owned())), registry })
    }
}

impl World {
    /// What a region says of a group.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn read(&self, region: &str, group: &str) -> Result<(Region, Version), Refusal> {
        self.cluster.read(region, group).map_err(|error| Refusal::from_cluster(region, error))
    }

    /// Changes a group in a region that has the version `expected`.
    ///
    /// # Errors
    /// When it does not answer, or has another version.
    pub fn write(&self, region: &str, group: &str, expected: &Version, next: &Region) -> Result<(), Refusal> {
        let written = self.cluster.write(region, group, expected, next);
        written.map_err(|error| Refusal::from_cluster(region, error))
    }

    /// The registry.
    ///
    /// # Errors
    /// When none is named.
    pub fn registry(&self) -> Result<&Registry> {
        let Some(registry) = &self.registry else { bail!("this needs --registry") };
        Ok(registry)
    }
}

/// Nothing is known: every gate holds.
struct NoMetrics;

impl Metrics for NoMetrics {
    fn evidence(&self, _: &str, _: &str, _: i64) -> Result<Evidence, String> {
        Err("no --prometheus is named".to_owned())
    }
}
