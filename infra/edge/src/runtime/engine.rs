//! The wasmtime engine and its clock.

use std::time::Duration;

use wasmtime::{Config, Engine, InstanceAllocationStrategy, PoolingAllocationConfig};

use crate::options::Limits;

/// How often a running guest is interrupted; time limits have about this resolution.
pub const TICK: Duration = Duration::from_millis(10);

/// One engine for all components.
pub struct Runtime {
    engine: Engine,
}

/// Why the engine cannot start or a component cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RuntimeError {
    /// wasmtime refuses its configuration.
    #[error("cannot start the WebAssembly engine: {0:#}")]
    Engine(wasmtime::Error),
    /// The clock's thread cannot start.
    #[error("cannot start the engine's clock: {0}")]
    Clock(std::io::Error),
    /// The file cannot be read.
    #[error("component {id}: cannot read {path}: {source}")]
    Unreadable {
        /// The component.
        id: String,
        /// Its file.
        path: std::path::PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The file is not a component that can be compiled.
    #[error("component {id}: cannot compile: {source:#}")]
    Compile {
        /// The component.
        id: String,
        /// wasmtime's reason.
        source: wasmtime::Error,
    },
    /// The component wants an import that this host does not have, or exports no WASI 0.3 HTTP handler.
    #[error(
        "component {id}: {source:#}\n  the edge host runs components that export wasi:http/handler@0.3.0 and \
         import WASI, spin:sqlite@3.1.0, spin:key-value@3.0.0, spin:variables@3.0.0, and store and atomics of \
         wasi:keyvalue@0.2.0-draft2"
    )]
    Link {
        /// The component.
        id: String,
        /// wasmtime's reason.
        source: wasmtime::Error,
    },
}

impl Runtime {
    /// Starts the engine for `components` components, with pooled instances where the system has the address space.
    pub fn start(limits: &Limits, components: usize) -> Result<Self, RuntimeError> {
        let engine = Engine::new(&config(Some(pool(limits, components)))).or_else(|error| {
            tracing::warn!(error = format!("{error:#}"), "instances are not pooled: requests will be slower");
            Engine::new(&config(None)).map_err(RuntimeError::Engine)
        })?;
        let weak = engine.weak();
        let ticker = move || {
            while let Some(engine) = weak.upgrade() {
                engine.increment_epoch();
                drop(engine);
                std::thread::sleep(TICK);
            }
        };
        std::thread::Builder::new().name("epoch".into()).spawn(ticker).map_err(RuntimeError::Clock)?;
        Ok(Self { engine })
    }

    /// The engine itself.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }
}

fn config(pool: Option<PoolingAllocationConfig>) -> Config {
    let mut config = Config::new();
    config.wasm_component_model(true);
    config.wasm_component_model_async(true);
    config.epoch_interruption(true);
    config.wasm_backtrace_max_frames(std::num::NonZeroUsize::new(20));
    if let Some(pool) = pool {
        config.allocation_strategy(InstanceAllocationStrategy::Pooling(pool));
    }
    config
}

/// Sizes are upper bounds that cost address space, not memory. Each component has two pools of instances, and
/// what is idle in one does not make room in the other.
fn pool(limits: &Limits, components: usize) -> PoolingAllocationConfig {
    let instances = components.saturating_mul(2 * limits.component_requests).saturating_add(64);
    let instances = u32::try_from(instances.clamp(128, 10_000)).unwrap_or(10_000);
    let mut pool = PoolingAllocationConfig::default();
    pool.total_component_instances(instances)
        .total_memories(instances)
        .total_tables(2 * instances)
        .total_stacks(2 * instances)
        .total_core_instances(4 * instances)
        .table_elements(100_000)
        .max_component_instance_size(10 << 20)
        .max_core_instance_size(10 << 20)
        .max_core_instances_per_component(200)
        .max_tables_per_component(64)
        .max_memories_per_component(32)
        .max_memory_size(usize::try_from(limits.memory_bytes.max(4 << 30)).unwrap_or(usize::MAX))
        .linear_memory_keep_resident(2 << 20)
        .table_keep_resident(512 << 10);
    pool
}
