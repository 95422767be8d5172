//! Starting and stopping a host.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use http::HeaderValue;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::cgroup;
use crate::databases::Databases;
use crate::error::StartError;
use crate::metrics::Metrics;
use crate::options::{Limits, Options};
use crate::page_cache::{DataVersion, PageCache};
use crate::plan::{ComponentPlan, Plan};
use crate::runtime::{Cache, Component, Granted, Grants, Pools, Runtime};
use crate::server::{
    Application, BodyLimits, Delivery, Listener, OperatorToken, ServedComponent, run_periodically, serve_admin,
};
use crate::status::Status;

/// Connections to the admin port at once.
const ADMIN_CONNECTIONS: usize = 64;

/// The edge host.
pub struct Host;

/// A host that serves.
pub struct Running {
    /// Where the application answers.
    pub addr: SocketAddr,
    /// Where metrics and health are.
    pub admin_addr: Option<SocketAddr>,
    application: Arc<Application>,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Host {
    /// Loads and serves an application. Must be called on a tokio runtime with several threads; when this
    /// returns, requests are answered.
    pub async fn start(options: Options) -> Result<Running, StartError> {
        let plan = Plan::load(&options)?;
        let limits = match plan.max_instance_memory {
            Some(memory_bytes) => Limits { memory_bytes, ..options.limits },
            None => options.limits,
        };
        let listener = bind(options.listen, limits.connections).await?;
        let admin = match options.admin_listen {
            Some(addr) => Some(bind(addr, ADMIN_CONNECTIONS).await?),
            None => None,
        };
        let metrics = Arc::new(Metrics::default());
        let databases = Databases::open(&plan, limits, &metrics).await?;
        let components = load(&plan, limits, options.clock_offset_seconds, &metrics, &databases)?;
        let build = build(&plan);
        metrics.built(&plan.name, plan.version.as_deref().unwrap_or_default());
        let status = Status::new(options.region.clone(), build.clone(), metrics.clone(), databases.reporter(&metrics));
        let jobs: Vec<_> = plan.components.iter().flat_map(|component| component.jobs.clone()).collect();
        let application = Arc::new(application(plan, &build, &options, limits, &metrics, components)?);
        let (stop, stopped) = watch::channel(false);
        let (addr, admin_addr) = (listener.addr(), admin.as_ref().map(Listener::addr));
        let mut tasks = Vec::new();
        for job in jobs {
            tasks.push(tokio::spawn(run_periodically(Arc::clone(&application), job, stopped.clone())));
        }
        tasks.push(tokio::spawn(listener.serve(Arc::clone(&application), stopped.clone())));
        if let Some(admin) = admin {
            tasks.push(tokio::spawn(serve_admin(admin, Arc::new(status), stopped)));
        }
        Ok(Running { addr, admin_addr, application, stop, tasks })
    }
}

/// The application and the host with their versions.
fn build(plan: &Plan) -> String {
    let version = plan.version.as_deref().map(|version| format!(" {version}")).unwrap_or_default();
    format!("{}{version}, outpost-edge {}", plan.name, env!("CARGO_PKG_VERSION"))
}

fn application(
    plan: Plan,
    build: &str,
    options: &Options,
    limits: Limits,
    metrics: &Metrics,
    components: Vec<ServedComponent>,
) -> Result<Application, StartError> {
    Ok(Application {
        name: plan.name,
        version: plan.version,
        routes: plan.routes,
        components,
        limits,
        access_log: options.access_log,
        build: HeaderValue::try_from(build).map_err(|_| StartError::Version(build.to_owned()))?,
        is_leaving: AtomicBool::new(false),
        region: HeaderValue::try_from(&options.region).map_err(|_| StartError::Region(options.region.clone()))?,
        operator: options.operator_token.as_deref().map(OperatorToken::new),
        delivery: Delivery {
            cache: PageCache::new(cgroup::share_of_memory(options.page_cache_bytes), metrics.page_cache().clone()),
            compression: options.compression,
        },
    })
}

impl Running {
    /// Serves on for so long while health probes fail and each answer closes its connection: proxies go elsewhere.
    pub async fn leave(&self, time: Duration) {
        if !time.is_zero() {
            self.application.is_leaving.store(true, Ordering::Relaxed);
            tokio::time::sleep(time).await;
        }
    }

    /// Takes no more connections, lets requests in work finish (bounded by the limits) and ends.
    pub async fn shutdown(self) {
        self.stop.send_replace(true);
        for task in self.tasks {
            if let Err(error) = task.await {
                tracing::error!(%error, "a server task failed");
            }
        }
    }
}

async fn bind(addr: SocketAddr, connections: usize) -> Result<Listener, StartError> {
    Listener::bind(addr, connections).await.map_err(|source| StartError::Listen { addr, source })
}

/// Compiles (or finds compiled) all components side by side and links them with what they use.
fn load(
    plan: &Plan,
    limits: Limits,
    clock_offset_seconds: i64,
    metrics: &Metrics,
    databases: &Databases,
) -> Result<Vec<ServedComponent>, StartError> {
    let runtime = Runtime::start(&limits, plan.components.len())?;
    let cache = Cache::new(plan.cache_dir.clone());
    let codes: Vec<_> = std::thread::scope(|scope| {
        let (cache, engine) = (&cache, runtime.engine());
        let loads: Vec<_> = plan
            .components
            .iter()
            .map(|component| scope.spawn(|| cache.load(engine, &component.id, &component.source)))
            .collect();
        loads.into_iter().map(|load| load.join()).collect()
    });
    let mut components = Vec::new();
    for (component, code) in plan.components.iter().zip(codes) {
        let code = code.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        let mut grants = grants(component, limits, metrics, databases);
        grants.clock_offset_seconds = clock_offset_seconds;
        grants.data_version = data_version(component, &grants);
        let grants = Arc::new(grants);
        let metrics = metrics.component(&component.id);
        let linked = Component::link(runtime.engine(), &code, grants, metrics, limits)?;
        let body_limits = BodyLimits::new(&component.body_limits, limits.body_bytes);
        components
            .push(ServedComponent { pools: Pools::new(linked, limits, component.max_concurrent_writes), body_limits });
    }
    Ok(components)
}

fn grants(plan: &ComponentPlan, limits: Limits, metrics: &Metrics, databases: &Databases) -> Grants {
    let sqlite: HashMap<_, _> = plan
        .databases
        .iter()
        .filter_map(|(label, backend)| {
            let database = databases.behind(backend)?;
            Some((label.clone(), Granted { database, metrics: metrics.sql(&plan.id, "sqlite", label) }))
        })
        .collect();
    let stores = plan
        .stores
        .iter()
        .filter_map(|(label, path)| {
            let database = databases.store(path)?;
            Some((label.clone(), Granted { database, metrics: metrics.sql(&plan.id, "key-value", label) }))
        })
        .collect();
    Grants {
        id: Arc::from(plan.id.as_str()),
        databases: sqlite,
        stores,
        variables: plan.variables.clone(),
        environment: plan.environment.clone(),
        hosts: Arc::new(plan.hosts.clone()),
        memory_bytes: usize::try_from(limits.memory_bytes).unwrap_or(usize::MAX),
        data_version: None,
        clock_offset_seconds: 0,
    }
}

/// The version is read through the very handle that the component reads through.
fn data_version(plan: &ComponentPlan, grants: &Grants) -> Option<Arc<DataVersion>> {
    let page_cache = plan.page_cache.as_ref()?;
    let database = Arc::clone(&grants.databases.get(&page_cache.database)?.database);
    Some(Arc::new(DataVersion::new(Arc::clone(&grants.id), database, page_cache.version.clone())))
}
