//! What stands on a card at a moment: names, workers, what waits, what is wrong. All of it as words, so
//! that the card can be read as well as seen.

use super::letters::width;
use super::squares::Squares;
use super::{Band, FaultState, Frame, Node, Placement, ServiceState, TopicState};
use crate::model::{
    Branch, Choice, Fault, Mode, Scenario, Service, Step, StepId, Subject, Trigger,
};
use crate::units::format::{self, visible};
use crate::wording::words;

/// The texts of all cards at one moment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CardTexts {
    entry: CardText,
    conductor: Option<CardText>,
    steps: Vec<CardText>,
}

/// What stands on one card.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CardText {
    /// What the step is called, or whoever takes the request.
    pub name: String,
    /// On which service, or what it does.
    pub place: String,
    /// How long the work takes on average; empty on the entry card, and while something is wrong.
    pub work: String,
    /// What is wrong with it now; empty where nothing is.
    pub trouble: String,
    /// Its service's workers.
    pub squares: Squares,
    /// How many are busy, where they are not drawn; empty where they are.
    pub counted: String,
    /// How many calls wait in front; empty where none does.
    pub queue: String,
    /// Workers and queue in words, for those who listen.
    pub spoken: String,
    /// In a few words, what the caller does about trouble; on the entry card, how many customers wait.
    pub note: String,
    /// The same as a sentence; empty where there is nothing to explain.
    pub note_means: String,
    /// The event that the step reacts to, or what it is commanded to do; empty for a call.
    pub event: String,
    /// The branch that it is on and how many customers take it: "none 10 %"; empty where it is on every one.
    pub branch: String,
    /// Who calls it during its work, and on which branch it is, as sentences; empty where neither is so.
    pub relations: String,
    /// How many events wait for it, and how old the oldest is; empty where none does.
    pub waiting: String,
    /// That the broker is away, which partitions of its topic are held, and how many events were given up; empty
    /// where nothing is so.
    pub given_up: String,
    /// Whether it lies below the acknowledgement line.
    pub is_below: bool,
}

/// The type in which busy workers are counted, and how far their bar is from it, in pixels.
const COUNTED: f64 = 12.0;
const BESIDE: f64 = 6.0;

/// Between the sides of a card and what stands on it, left and right together, in pixels.
const PADDING: f64 = 24.0;

impl CardTexts {
    /// The texts of a scenario's cards in a frame.
    #[must_use]
    pub fn new(scenario: &Scenario, placement: &Placement, frame: &Frame) -> Self {
        let active: Vec<&Fault> = scenario
            .faults
            .iter()
            .zip(&frame.faults)
            .filter(|(_, state)| **state == FaultState::Active)
            .map(|(fault, _)| fault)
            .collect();
        let steps = scenario.process.steps.iter().enumerate();
        Self {
            entry: entry(scenario, placement, frame, &active),
            conductor: conductor(scenario, placement, frame, &active),
            steps: steps
                .map(|(index, step)| of_step(scenario, placement, frame, &active, index, step))
                .collect(),
        }
    }

    /// The text of a card; nothing for a step that does not exist.
    #[must_use]
    pub fn of(&self, node: Node) -> Option<&CardText> {
        match node {
            Node::Entry => Some(&self.entry),
            Node::Conductor => self.conductor.as_ref(),
            Node::Step(step) => self.steps.get(step),
        }
    }
}

fn entry(scenario: &Scenario, placement: &Placement, frame: &Frame, active: &[&Fault]) -> CardText {
    let note = match frame.in_flight {
        0 => "nobody waits".to_owned(),
        1 => "1 customer waits".to_owned(),
        many => format!("{} customers wait", format::count(u64::from(many))),
    };
    let found = scenario.process.entry.as_ref().and_then(|entry| {
        scenario.services.iter().enumerate().find(|(_, service)| &service.id == entry)
    });
    let Some((index, service)) = found else {
        let place = "ask, and wait".to_owned();
        return CardText { name: "Customers".to_owned(), place, note, ..CardText::default() };
    };
    let state = state_of(frame, index, service);
    let wrong = active.iter().find(|fault| fault.service().as_ref() == Some(&service.id));
    let trouble = wrong.map(|fault| fault.what.trouble()).unwrap_or_default();
    let place = if trouble.is_empty() { "takes the request".to_owned() } else { String::new() };
    CardText {
        name: visible(service.label()).into_owned(),
        place,
        trouble,
        note,
        ..workers(&state, state.queue, placement.entry.width)
    }
}

/// Whoever conducts the workflow, where there is one.
fn conductor(
    scenario: &Scenario,
    placement: &Placement,
    frame: &Frame,
    active: &[&Fault],
) -> Option<CardText> {
    let workflow = scenario.process.workflow.as_ref()?;
    let services = scenario.services.iter().enumerate();
    let (index, service) = services.into_iter().find(|(_, it)| it.id == workflow.service)?;
    let state = state_of(frame, index, service);
    let wrong = active.iter().find(|fault| fault.service().as_ref() == Some(&service.id));
    let trouble = wrong.map(|fault| fault.what.trouble()).unwrap_or_default();
    let place = if trouble.is_empty() { "conducts".to_owned() } else { String::new() };
    let note = match workflow.steps.len() {
        1 => "1 command".to_owned(),
        many => format!("{many} commands"),
    };
    Some(CardText {
        name: visible(service.label()).into_owned(),
        place,
        trouble,
        note,
        note_means:
            "It commands these steps, one after the other or together, and hears of their outcomes."
                .to_owned(),
        is_below: true,
        ..workers(&state, state.queue, placement.conductor.unwrap_or_default().width)
    })
}

/// The branch that a step is on, and its choice.
fn branch<'a>(scenario: &'a Scenario, step: &Step) -> Option<(&'a Choice, &'a Branch)> {
    let (choice, id) = step.branch.as_ref()?.parts();
    let choice = scenario.process.choices.iter().find(|it| it.id.as_str() == choice)?;
    Some((choice, choice.branches.iter().find(|it| it.id.as_str() == id)?))
}

/// What a step comes after, who calls it during its work, and on which branch it is, for those who listen.
fn relations(scenario: &Scenario, step: &Step) -> String {
    let named = |id: &StepId| scenario.process.step(id).map(|it| visible(it.label()).into_owned());
    let before: Vec<String> = step.after.iter().filter_map(named).collect();
    let after = (!before.is_empty()).then(|| format!("After {}.", format::listed(&before)));
    let is_call = scenario.process.trigger(step) == Trigger::Call;
    let caller = step.caller.as_ref().filter(|_| is_call);
    let caller = scenario.process.steps.iter().find(|it| Some(&it.id) == caller);
    let nested = caller.map(|it| format!("{} calls it during its work.", it.label()));
    let branch = branch(scenario, step).map(|(choice, branch)| {
        let share = format::in_hundred(branch.ratio.get());
        format!("Choice {}: {share} of 100 customers go this way, {}.", choice.label(), branch.id)
    });
    [after, nested, branch].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn of_step(
    scenario: &Scenario,
    placement: &Placement,
    frame: &Frame,
    active: &[&Fault],
    index: usize,
    step: &Step,
) -> CardText {
    let place = placement.steps.get(index);
    let doing = frame.steps.get(index).copied().unwrap_or_default();
    let service = scenario.services.iter().enumerate().find(|(_, it)| it.id == step.service);
    let state = service.map(|(index, it)| state_of(frame, index, it)).unwrap_or_default();
    let wrong = active.iter().find(|fault| fault.concerns(step));
    let is_away =
        step.mode == Mode::Event && active.iter().any(|fault| fault.subject() == Subject::Broker);
    let away = is_away.then(|| "broker away".to_owned());
    let (note, note_means, event) = match scenario.process.trigger(step) {
        Trigger::Call => {
            (words::call_policy(&step.call), words::call_policy_sentence(&step.call), String::new())
        }
        Trigger::Event => (String::new(), String::new(), scenario.process.event_name(step)),
        Trigger::Command => {
            let says = step.message.clone().unwrap_or_else(|| step.label().to_owned());
            (String::new(), String::new(), says)
        }
    };
    CardText {
        name: visible(step.label()).into_owned(),
        place: visible(service.map_or("", |(_, it)| it.label())).into_owned(),
        work: if wrong.is_some() {
            String::new()
        } else {
            format::milliseconds(step.work.mean_ms())
        },
        trouble: wrong.map(|fault| fault.what.trouble()).unwrap_or_default(),
        note,
        note_means,
        event,
        branch: branch(scenario, step).map_or_else(String::new, |(_, it)| {
            format!("{} {} %", it.id, format::in_hundred(it.ratio.get()))
        }),
        relations: relations(scenario, step),
        waiting: doing.topic.map(waiting).unwrap_or_default(),
        given_up: [away, doing.topic.map(trouble_in)]
            .into_iter()
            .flatten()
            .filter(|it| !it.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        is_below: place.is_some_and(|place| place.band == Band::Background),
        ..workers(&state, doing.queued, place.map_or(0.0, |place| place.card.width))
    }
}

/// How a service is doing; before the first frame, what the document says of it.
fn state_of(frame: &Frame, index: usize, service: &Service) -> ServiceState {
    let idle = ServiceState { workers: service.workers, ..ServiceState::default() };
    frame.services.get(index).copied().unwrap_or(idle)
}

fn workers(state: &ServiceState, queued: u32, card: f64) -> CardText {
    let count = |count: u32| format::count(u64::from(count));
    let room = card - PADDING;
    let counted = match state.workers {
        Some(workers) if Squares::fit(workers, room) => String::new(),
        Some(workers) => format!("{} of {} busy", count(state.busy), count(workers)),
        None => format!("{} busy, no limit", count(state.busy)),
    };
    // All figures are as wide as a nought.
    let number = width(&counted.replace(|it: char| it.is_ascii_digit(), "0"), COUNTED);
    let squares = Squares::new(state, room, number + BESIDE);
    let mut spoken = match state.workers {
        Some(workers) => format!("{} of {} workers busy", count(state.busy), count(workers)),
        None => format!("{} workers busy, without limit", count(state.busy)),
    };
    if state.held_waiting > 0 {
        spoken = format!("{spoken}, {} of them only waiting for others", count(state.held_waiting));
    }
    let mut queue = String::new();
    if queued > 0 {
        queue = format!("{} queued", count(queued));
        spoken = format!("{spoken}, {} in the queue", count(queued));
    }
    CardText { squares, counted, queue, spoken, ..CardText::default() }
}

/// "14 waiting, 3 s": how many, and the age of the oldest.
fn waiting(topic: TopicState) -> String {
    let oldest = topic.oldest.map(|age| format!(", {}", format::duration(age)));
    let waits = || {
        let count = format::count(u64::from(topic.backlog));
        format!("{count} waiting{}", oldest.unwrap_or_default())
    };
    let waits = (topic.backlog > 0).then(waits);
    let held = || format!("{} in the outbox", format::count(u64::from(topic.outbox)));
    let held = (topic.outbox > 0).then(held);
    [held, waits].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// "2 of 4 held, 1 dead": which partitions are held, and what was given up.
fn trouble_in(topic: TopicState) -> String {
    let count = |count: u32| format::count(u64::from(count));
    let held = || format!("{} of {} held", count(topic.held), count(topic.partitions));
    let held = (topic.held > 0).then(held);
    let dead = (topic.dead > 0).then(|| format!("{} dead", count(topic.dead)));
    [held, dead].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::faults::{Crash, CrashBehaviour};
    use crate::scene::StepState;
    use crate::testing::{s, shop, step};
    use crate::units::{Duration, Moment};

    fn at(moment: f64, frame: Frame) -> CardTexts {
        let design = shop([step("pay"), step("mail").after(["pay"]).event()])
            .fault(Fault::new(
                Crash { service: "pay".into(), behaviour: CrashBehaviour::Refuse },
                s(5.0),
                s(5.0),
            ))
            .design();
        let placement = Placement::new(&design, 1_000.0);
        let state =
            if (5.0..10.0).contains(&moment) { FaultState::Active } else { FaultState::Ahead };
        let frame = Frame { moment: Moment::from_seconds(moment), faults: vec![state], ..frame };
        CardTexts::new(&design, &placement, &frame)
    }

    #[test]
    fn a_card_says_what_is_wrong_while_it_is() {
        let before = at(1.0, Frame::default());
        let card_text = before.of(Node::Step(0)).unwrap();
        assert_eq!((card_text.work.as_str(), card_text.trouble.as_str()), ("40 ms", ""));
        let while_down = at(6.0, Frame::default());
        let card_text = while_down.of(Node::Step(0)).unwrap();
        assert_eq!((card_text.work.as_str(), card_text.trouble.as_str()), ("", "down"));
        assert_eq!(while_down.of(Node::Step(1)).unwrap().trouble, "");
    }

    #[test]
    fn before_the_first_frame_the_document_says_how_many_workers_there_are() {
        let card_texts = at(0.0, Frame::default());
        assert_eq!(card_texts.of(Node::Entry).unwrap().spoken, "0 of 8 workers busy");
        assert_eq!(card_texts.of(Node::Entry).unwrap().note, "nobody waits");
        assert_eq!(card_texts.of(Node::Step(9)), None);
    }

    #[test]
    fn what_waits_is_told_with_the_age_of_the_oldest() {
        let topic = TopicState {
            backlog: 14,
            oldest: Some(Duration::from_seconds(3.0)),
            dead: 2,
            partitions: 12,
            held: 3,
            ..TopicState::default()
        };
        let doing = StepState { topic: Some(topic), ..StepState::default() };
        let frame = Frame { steps: vec![StepState::default(), doing], ..Frame::default() };
        let card_texts = at(0.0, frame);
        let mail = card_texts.of(Node::Step(1)).unwrap();
        assert_eq!((&*mail.waiting, &*mail.given_up), ("14 waiting, 3 s", "3 of 12 held, 2 dead"));
        assert!(mail.is_below && !card_texts.of(Node::Step(0)).unwrap().is_below);
        assert_eq!(mail.event, "PayCompleted");
    }

    #[test]
    fn what_waits_in_an_outbox_and_that_the_broker_is_away_are_told() {
        use crate::model::faults::BrokerOutage;
        let topic = TopicState { backlog: 2, outbox: 12, ..TopicState::default() };
        assert_eq!(waiting(topic), "12 in the outbox, 2 waiting");
        let outage = Fault::new(BrokerOutage, s(5.0), s(5.0));
        let design =
            shop([step("pay"), step("mail").after(["pay"]).event()]).fault(outage).design();
        let placement = Placement::new(&design, 1_000.0);
        let told = |state| {
            let frame = Frame { faults: vec![state], ..Frame::default() };
            let card_texts = CardTexts::new(&design, &placement, &frame);
            [0, 1].map(|it| card_texts.of(Node::Step(it)).unwrap().given_up.clone())
        };
        assert_eq!(told(FaultState::Active), ["", "broker away"]);
        assert_eq!(told(FaultState::Ahead), ["", ""]);
    }

    #[test]
    fn held_workers_and_the_queue_are_told_in_words() {
        let state =
            ServiceState { workers: Some(8), busy: 5, held_waiting: 2, ..Default::default() };
        let card_text = workers(&state, 3, 180.0);
        assert_eq!(
            card_text.spoken,
            "5 of 8 workers busy, 2 of them only waiting for others, 3 in the queue"
        );
        assert_eq!((card_text.queue.as_str(), card_text.counted.as_str()), ("3 queued", ""));
    }

    #[test]
    fn who_calls_it_and_on_which_branch_it_is_are_told_in_words() {
        let design = shop([
            step("pay"),
            step("bank").called_by("pay"),
            step("order").after(["pay"]).on_branch("stock/none"),
        ])
        .choice("stock", [("there", 0.9), ("none", 0.1)])
        .design();
        let placement = Placement::new(&design, 1_000.0);
        let card_texts = CardTexts::new(&design, &placement, &Frame::default());
        let told = |step| {
            let card_text = card_texts.of(Node::Step(step)).unwrap();
            (card_text.branch.as_str(), card_text.relations.as_str())
        };
        assert_eq!(told(0), ("", ""));
        assert_eq!(told(1), ("", "pay calls it during its work."));
        let sentence = "After pay. Choice stock: 10 of 100 customers go this way, none.";
        assert_eq!(told(2), ("none 10 %", sentence));
    }
}
