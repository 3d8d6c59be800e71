//! Who takes part in a recording, by index, as far as a picture needs it.

use super::frame::{FaultState, Frame, ServiceState, StepState, TopicState};
use crate::engine::Recording;
use crate::model::{Coordination, Fault, Mode, Period, Scenario, ServiceId, Trigger};
use crate::scene::placement::Node;
use crate::units::{Duration, Moment};

/// Who takes part, by index, as far as a picture needs it.
#[derive(Debug, Clone)]
pub(super) struct Indices {
    /// The workers of each service.
    pools: Vec<Pool>,
    /// The service of the entry.
    entry: Option<usize>,
    /// The service that conducts the workflow.
    conductor: Option<usize>,
    /// Of each step, whether the workflow commands it.
    is_command: Vec<bool>,
    /// The service of each step, and the partitions of the topic that it reacts to; 0: of a work queue.
    steps: Vec<(Option<usize>, Option<u32>)>,
    faults: Vec<Period>,
    pub coordination: Coordination,
    /// How long an event is on its way into its topic, once it has left its outbox.
    pub event_travel: Duration,
}

/// The workers of a service.
#[derive(Debug, Clone)]
struct Pool {
    /// Those of one copy.
    workers: Option<u32>,
    /// How many copies there are at first.
    replicas: u32,
    /// From which moment on there are how many.
    changes: Vec<(Moment, u32)>,
}

impl Indices {
    pub fn new(scenario: &Scenario, recording: &Recording) -> Self {
        let service = |id: &ServiceId| scenario.services.iter().position(|s| &s.id == id);
        let pools = scenario.services.iter().enumerate().map(|(index, service)| {
            let changes = recording.replicas.iter().filter(|change| change.service == index);
            Pool {
                workers: service.workers,
                replicas: service.replicas.as_ref().map_or(1, |replicas| replicas.min),
                changes: changes.map(|change| (change.at, change.replicas)).collect(),
            }
        });
        Self {
            pools: pools.collect(),
            entry: scenario.process.entry.as_ref().and_then(service),
            conductor: (scenario.process.workflow.as_ref()).and_then(|it| service(&it.service)),
            is_command: (scenario.process.steps.iter())
                .map(|step| scenario.process.trigger(step) == Trigger::Command)
                .collect(),
            steps: scenario
                .process
                .steps
                .iter()
                .map(|step| {
                    let partitions = step.delivery.partitions.unwrap_or(0);
                    (service(&step.service), (step.mode == Mode::Event).then_some(partitions))
                })
                .collect(),
            faults: scenario.faults.iter().map(Fault::period).collect(),
            coordination: scenario.process.coordination,
            event_travel: scenario.broker.publish_ms.duration()
                + scenario.broker.deliver_ms.duration(),
        }
    }

    /// The service that works where a node is.
    pub fn service_of(&self, node: Node) -> Option<usize> {
        match node {
            Node::Entry => self.entry,
            Node::Step(step) => self.steps.get(step).and_then(|&(service, _)| service),
            Node::Conductor => self.conductor,
        }
    }

    /// Whether the workflow commands a step.
    pub fn is_command(&self, step: usize) -> bool {
        self.is_command.get(step).copied().unwrap_or_default()
    }

    /// A frame in which nobody does anything.
    pub fn empty_frame(&self, moment: Moment) -> Frame {
        Frame {
            moment,
            services: self.pools.iter().map(|pool| pool.state(moment)).collect(),
            steps: self
                .steps
                .iter()
                .map(|&(_, topic)| StepState {
                    topic: topic
                        .map(|partitions| TopicState { partitions, ..TopicState::default() }),
                    ..StepState::default()
                })
                .collect(),
            faults: self.faults.iter().map(|&period| FaultState::at(period, moment)).collect(),
            ..Frame::default()
        }
    }
}

impl Pool {
    /// At a moment, with nobody busy.
    fn state(&self, moment: Moment) -> ServiceState {
        let so_far = self.changes.partition_point(|&(at, _)| at <= moment);
        let last = so_far.checked_sub(1).and_then(|index| self.changes.get(index));
        let replicas = last.map_or(self.replicas, |&(_, replicas)| replicas);
        let workers = self.workers.map(|workers| workers.saturating_mul(replicas));
        ServiceState { workers, replicas, ..ServiceState::default() }
    }
}
