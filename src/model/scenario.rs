//! The root of a document.

use schemars::JsonSchema;
use serde_json::Value;

use super::fields::{Field, object};
use super::limits;
use super::{
    Broker, Circumstances, Fault, Network, Note, Process, Service, ServiceId, Targets, Team,
    Workload,
};

/// Everything a run needs, and the file format: a process, the services that perform it, what
/// connects them, what arrives, what goes wrong, what is hoped for, what its author notes, and the seed.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Scenario {
    /// The version of the format; always 1.
    #[schemars(range(min = 1, max = 1))]
    pub syncline: u32,
    /// What the scenario is called; may be empty.
    #[schemars(default)]
    pub name: String,
    /// Its story, in a sentence or three; may be empty.
    #[schemars(default)]
    pub summary: String,
    /// What happens for one request.
    pub process: Process,
    /// Who performs the steps; in the order in which they are listed.
    #[schemars(length(min = 1, max = limits::SERVICES))]
    pub services: Vec<Service>,
    /// What lies between services.
    #[schemars(default)]
    pub network: Network,
    /// What carries events.
    #[schemars(default)]
    pub broker: Broker,
    /// What arrives, and for how long.
    #[schemars(default)]
    pub workload: Workload,
    /// What goes wrong, each for a while.
    #[schemars(default, length(max = limits::FAULTS))]
    pub faults: Vec<Fault>,
    /// Who builds and runs it.
    #[schemars(default)]
    pub team: Team,
    /// What the process as a whole has to do with.
    #[schemars(default)]
    pub circumstances: Circumstances,
    /// What the figures are held against.
    #[schemars(default)]
    pub targets: Targets,
    /// What the author says of it, shown while it plays.
    #[schemars(default, length(max = limits::NOTES))]
    pub notes: Vec<Note>,
    /// The seed of all chance.
    #[schemars(default = "Scenario::default_seed")]
    pub seed: u64,
}

object!(Scenario {
    syncline: required,
    name,
    summary,
    process: required,
    services: required,
    network,
    broker,
    workload,
    faults,
    team,
    circumstances,
    targets,
    notes,
    seed,
});

/// With nothing in it: what reading begins with.
impl Default for Scenario {
    fn default() -> Self {
        Self {
            syncline: Self::VERSION,
            name: String::new(),
            summary: String::new(),
            process: Process::default(),
            services: Vec::new(),
            network: Network::default(),
            broker: Broker::default(),
            workload: Workload::default(),
            faults: Vec::new(),
            team: Team::default(),
            circumstances: Circumstances::default(),
            targets: Targets::default(),
            notes: Vec::new(),
            seed: Self::SEED,
        }
    }
}

impl Scenario {
    /// The seed where the document names none.
    pub const SEED: u64 = 1;

    /// The version of the format that this program writes.
    pub const VERSION: u32 = 1;

    /// As a JSON value, with all that has its default.
    #[must_use]
    pub fn to_value(&self) -> Value {
        self.write()
    }

    const fn default_seed() -> u64 {
        Self::SEED
    }

    /// The service of this id.
    #[must_use]
    pub fn service(&self, id: &ServiceId) -> Option<&Service> {
        self.services.iter().find(|service| &service.id == id)
    }
}
