//! The whole fleet: one sqld that writes, the gateway in front of it, the payment sandbox, a region at each place.

use std::future::{Future, poll_fn};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::task::Poll;
use std::time::Duration;

use anyhow::{Context, Result};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::copies::Copies;
use crate::gateway::Gateway;
use crate::place::Place;
use crate::primary::Primary;
use crate::process::Process;
use crate::programs::Programs;
use crate::region::{Region, Source};
use crate::sandbox::Sandbox;

/// What a fleet is like.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What it is made of.
    pub programs: Programs,
    /// Where it keeps everything.
    pub folder: PathBuf,
    /// A migrated and seeded database: the primary's, or what its own begins as.
    pub database: PathBuf,
    /// How regions get their copies.
    pub copies: Copies,
    /// Where its regions are; the first is home.
    pub places: Vec<Place>,
    /// How often a region asks for what is new.
    pub sync_interval: Duration,
    /// Where the payment sandbox answers.
    pub sandbox: SocketAddr,
    /// Variables of spin.toml, the same in every region; `public_url` is home's unless it is among them.
    pub variables: Vec<(String, String)>,
    /// More arguments for `outpost-edge up`.
    pub arguments: Vec<String>,
}

/// A fleet. Its processes die with it.
#[derive(Debug)]
pub struct Fleet {
    /// The sqld that writes.
    pub primary: Primary,
    /// What stands in front of it.
    pub gateway: Gateway,
    /// What shoppers pay with.
    pub sandbox: Sandbox,
    /// Regions in the order of the plan.
    pub regions: Vec<Region>,
}

impl Fleet {
    /// Prepares and starts everything, and waits until all regions serve.
    ///
    /// # Errors
    /// When something does not start; the message holds its log.
    pub async fn start(plan: &Plan) -> Result<Self> {
        allow_many_connections()?;
        let mut fleet = Self::prepare(plan)?;
        fleet.sandbox.process.spawn()?;
        fleet.primary.process.start().await?;
        fleet.gateway.process.start().await?;
        for server in fleet.regions.iter_mut().filter_map(|region| region.server.as_mut()) {
            server.start().await?;
        }
        // Home compiles the components; the others find them compiled.
        let (home, overseas) = fleet.regions.split_first_mut().context("a fleet without regions")?;
        home.edge.start().await?;
        for region in overseas.iter_mut() {
            region.edge.spawn()?;
        }
        for region in overseas.iter_mut() {
            region.edge.ready().await?;
        }
        fleet.sandbox.process.ready().await?;
        Ok(fleet)
    }

    fn prepare(plan: &Plan) -> Result<Self> {
        let folder = plan.folder.join("primary");
        let primary = Primary::prepare(plan.copies.sqld(), &folder, &plan.database)?;
        let names = plan.places.iter().map(|place| place.name.as_str());
        let gateway = Gateway::prepare(&plan.programs, &folder, primary.address, names)?;
        let sandbox = Sandbox::prepare(&plan.programs, &plan.folder.join("sandbox"), plan.sandbox)?;
        let mut variables = plan.variables.clone();
        variables.extend(sandbox.variables());
        if let Some(home) = plan.places.first().filter(|_| variables.iter().all(|(name, _)| name != "public_url")) {
            variables.push(("public_url".to_owned(), home.origin()));
        }
        let source = Source {
            copies: &plan.copies,
            primary: &primary,
            gateway: &gateway,
            sync_interval: plan.sync_interval,
            variables: &variables,
            arguments: &plan.arguments,
        };
        let region =
            |place: &Place| Region::prepare(&plan.programs, place.clone(), plan.folder.join(&place.name), &source);
        let regions = plan.places.iter().map(region).collect::<Result<_>>()?;
        Ok(Self { primary, gateway, sandbox, regions })
    }

    /// Stops what runs, regions first, so that they can finish what they have begun.
    ///
    /// # Errors
    /// When something does not stop or fails while it does; everything has been asked by then.
    pub async fn stop(&mut self) -> Result<()> {
        let mut stopped = Ok(());
        for (_, process) in self.processes().filter(|(_, process)| process.is_started()) {
            stopped = stopped.and(process.stop().await);
        }
        stopped
    }

    /// Everything that can run, with a name for each, in the order it is stopped in.
    fn processes(&mut self) -> impl Iterator<Item = (String, &mut Process)> {
        let regions = self.regions.iter_mut().flat_map(|region| {
            let name = &region.place.name;
            let server = region.server.as_mut().map(|server| (format!("the database server of {name}"), server));
            [Some((name.clone(), &mut region.edge)), server].into_iter().flatten()
        });
        let sandbox = ("the payment sandbox".to_owned(), &mut self.sandbox.process);
        let gateway = ("the gateway".to_owned(), &mut self.gateway.process);
        regions.chain([sandbox, gateway, ("the sqld that writes".to_owned(), &mut self.primary.process)])
    }

    /// Waits until a process ends that nobody stopped, and says which and how.
    pub async fn broken(&mut self) -> String {
        let mut endings: Vec<_> = self.processes().map(|(name, process)| Box::pin(ending(name, process))).collect();
        poll_fn(|context| {
            let first = endings.iter_mut().map(|ending| ending.as_mut().poll(context)).find(Poll::is_ready);
            first.unwrap_or(Poll::Pending)
        })
        .await
    }
}

async fn ending(name: String, process: &mut Process) -> String {
    match process.ended().await {
        Ok(status) => format!("{name} ended by itself ({status})"),
        Err(error) => format!("{name} cannot be watched: {error:#}"),
    }
}

/// A thousand shoppers have as many connections, in this process and in those that inherit its limits.
///
/// # Errors
/// When the system refuses.
pub fn allow_many_connections() -> Result<()> {
    let limit = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit }).context("allowing more open files")
}
