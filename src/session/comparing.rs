//! Two designs of one process, laid side by side: what can be chosen, what is run for it, and what the
//! runs say. Nothing here is kept: it follows from what is open, what is chosen, and the lab.

use std::sync::Arc;

use super::capacity::CapacityPlan;
use super::{Lab, Opened, RunKey, Session, Source};
use crate::engine::Report;
use crate::exchange::library::{self, Own};
use crate::model::{Design, Problem, Scenario, StepId};
use crate::study::sweep::{LoadPoint, at_rate, rates};
use crate::study::{Comparison, Designed, Variant, extent};

/// How many requests each design is run with at each rate of the load sweep, at least.
const REQUESTS_AT_A_RATE: u64 = 6_000;

/// The id of the design as it was before the last change.
const EARLIER: &str = "before-the-last-change";

/// A design that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Unique among the choices.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The design; or, as a sentence, why there is none.
    pub design: Result<Design, String>,
    /// What is to be known about it, as a sentence; empty where there is nothing.
    pub note: String,
    /// Whether it is being worked out: it will be there.
    pub is_awaited: bool,
}

/// Two designs.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// What they are called.
    pub names: [String; 2],
    /// The designs.
    pub designs: [Design; 2],
}

/// The load sweep of a pair: which rates, and which runs.
#[derive(Debug, Clone, PartialEq)]
pub struct SweepPlan {
    /// Of which pair.
    pub pair: Pair,
    /// The arrival rates, in requests a second, rising.
    pub rates: Vec<f64>,
    /// At each rate, a run of the first design and one of the second.
    runs: Vec<[RunKey; 2]>,
    /// What both carry, which is searched once the rates are done.
    pub capacity: CapacityPlan,
}

/// How a load sweep stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SweepState {
    /// Nobody has asked for it.
    #[default]
    NotAsked,
    /// Under way.
    Running,
    /// Stopped before its end.
    Stopped,
    /// Done.
    Done,
}

/// The id of a variant among the choices.
const fn id(variant: Variant) -> &'static str {
    match variant {
        Variant::AsItIs => "as-it-is",
        Variant::AsRecommended => "as-recommended",
        Variant::AllCalls => "all-calls",
        Variant::AllEvents => "all-events",
    }
}

/// All that can be chosen, in their order; the first is the design that is open. Own scenarios come last,
/// but for the one that is open.
#[must_use]
pub fn choices(
    opened: &Opened,
    recommended: Option<&Design>,
    earlier: Option<&Design>,
    own: &[Own],
) -> Vec<Choice> {
    let design = &opened.design;
    let of_variant = |variant| of_variant(variant, design, recommended);
    let mut choices: Vec<Choice> = Variant::ALL.into_iter().map(of_variant).collect();
    if let Some(earlier) = earlier.filter(|it| is_same_process(it, design)) {
        choices.push(Choice {
            id: EARLIER.to_owned(),
            name: "Before the last change".to_owned(),
            design: Ok(earlier.clone()),
            note: String::new(),
            is_awaited: false,
        });
    }
    let others = own.iter().filter(|own| Source::Own(own.id.clone()) != opened.source);
    choices.extend(others.map(of_own));
    choices
}

/// An own scenario, as it was kept last.
fn of_own(own: &Own) -> Choice {
    Choice {
        id: format!("own-{}", own.id),
        name: library::name(&own.design).to_owned(),
        design: Ok(own.design.clone()),
        note: String::new(),
        is_awaited: false,
    }
}

fn of_variant(variant: Variant, design: &Design, recommended: Option<&Design>) -> Choice {
    if variant == Variant::AsRecommended && recommended.is_none() {
        let (id, name) = (id(variant).to_owned(), variant.name().to_owned());
        let design = Err(format!("{name}: being worked out …"));
        return Choice { id, name, design, note: String::new(), is_awaited: true };
    }
    let recommended = recommended.unwrap_or(design);
    let made = match variant {
        Variant::AsItIs => Ok((design.clone(), Vec::new())),
        Variant::AsRecommended => Ok((recommended.clone(), Vec::new())),
        Variant::AllCalls | Variant::AllEvents => {
            variant.of(design).map(|Designed { design, kept }| (design, kept))
        }
    };
    let note = match &made {
        Ok((_, kept)) if !kept.is_empty() => stays(design, variant, kept),
        Ok(_) | Err(_) => String::new(),
    };
    Choice {
        id: id(variant).to_owned(),
        name: variant.name().to_owned(),
        design: made.map(|(design, _)| design).map_err(|problems| impossible(variant, &problems)),
        note,
        is_awaited: false,
    }
}

fn stays(design: &Design, variant: Variant, kept: &[StepId]) -> String {
    let label = |id: &StepId| {
        design.process.step(id).map_or_else(|| id.to_string(), |step| step.label().to_owned())
    };
    let names: Vec<String> = kept.iter().map(label).collect();
    format!(
        "{}: {} had to stay, or the design would not be valid.",
        variant.name(),
        names.join(", ")
    )
}

fn impossible(variant: Variant, problems: &[Problem]) -> String {
    let why = problems.first().map(|problem| format!(": {problem}")).unwrap_or_default();
    format!("{} is no valid design of this process{why}", variant.name())
}

/// Whether two designs are of one process: the same steps. Its name says nothing, for a design that is
/// changed becomes one's own, by another name.
fn is_same_process(one: &Scenario, other: &Scenario) -> bool {
    let steps = |it: &Scenario| -> Vec<StepId> {
        it.process.steps.iter().map(|step| step.id.clone()).collect()
    };
    steps(one) == steps(other)
}

/// The two designs that are chosen by their ids, on the same seed. Where nothing is chosen, or a choice
/// is not there any more: the design that is open, and the one that is recommended. Nothing while one of them
/// is being worked out.
#[must_use]
pub fn pair(choices: &[Choice], chosen: &[String; 2]) -> Option<Pair> {
    let find = |wanted: &str, otherwise: &str| {
        let is = |id: &str| {
            choices.iter().find(|it| it.id == id && (it.design.is_ok() || it.is_awaited))
        };
        let choice = is(wanted).or_else(|| is(otherwise)).or_else(|| choices.first())?;
        Some((choice.name.clone(), choice.design.clone().ok()?))
    };
    let [left, right] = chosen;
    let (one, left) = find(left, id(Variant::AsItIs))?;
    let missing = if right.is_empty() { Variant::AsRecommended } else { Variant::AsItIs };
    let (other, mut right) = find(right, id(missing))?;
    if right.seed != left.seed {
        let seeded = Scenario { seed: left.seed, ..Scenario::clone(&right) };
        right = Design::check(seeded).ok()?;
    }
    Some(Pair { names: [one, other], designs: [left, right] })
}

/// The id of the choice that stands on a side, from what was chosen there.
#[must_use]
pub fn shown(chosen: &[String; 2]) -> [String; 2] {
    let [left, right] = chosen;
    let or = |id: &str, otherwise: &str| (if id.is_empty() { otherwise } else { id }).to_owned();
    [or(left, id(Variant::AsItIs)), or(right, id(Variant::AsRecommended))]
}

impl Pair {
    /// The runs that it takes: both designs in the same replications.
    #[must_use]
    pub fn runs(&self) -> [RunKey; 2] {
        let RunKey { extent, .. } = Session::figures_of(&self.designs[0]);
        self.designs.each_ref().map(|design| RunKey { design: design.clone(), extent })
    }

    /// The figures of both, once both are known.
    #[must_use]
    pub fn reports(&self, lab: &Lab) -> Option<[Arc<Report>; 2]> {
        let [left, right] = self.runs().map(|run| lab.report(&run).cloned());
        Some([left?, right?])
    }

    /// What differs between two reports of the same replications.
    #[must_use]
    pub fn compared(left: &Report, right: &Report) -> Comparison {
        Comparison::new(left.clone(), right.clone())
    }
}

impl SweepPlan {
    /// The sweep of a pair.
    ///
    /// # Errors
    /// A sentence where there is no rate to change.
    pub fn new(pair: Pair) -> Result<Self, &'static str> {
        let capacity = CapacityPlan::new(&pair.names, &pair.designs);
        let mut plan = Self { rates: Vec::new(), runs: Vec::new(), capacity, pair };
        for rate in rates(&plan.pair.designs[0])? {
            let [Some(before), Some(after)] =
                plan.pair.designs.each_ref().map(|design| at_rate(design, rate))
            else {
                continue;
            };
            let extent = extent(&before, REQUESTS_AT_A_RATE);
            plan.runs.push([before, after].map(|design| RunKey { design, extent }));
            plan.rates.push(rate);
        }
        Ok(plan)
    }

    /// All its runs, rate by rate.
    #[must_use]
    pub fn runs(&self) -> Vec<RunKey> {
        self.runs.iter().flatten().cloned().collect()
    }

    /// At each rate, what is known.
    #[must_use]
    pub fn points(&self, lab: &Lab) -> Vec<Option<LoadPoint>> {
        let point = |(rate, [before, after]): (&f64, &[RunKey; 2])| {
            let (before, after) = (lab.report(before)?, lab.report(after)?);
            Some(LoadPoint::new(*rate, before, after))
        };
        self.rates.iter().zip(&self.runs).map(point).collect()
    }

    /// How it stands: with fewer runs wanted than it has, it was stopped.
    #[must_use]
    pub fn state(&self, lab: &Lab) -> SweepState {
        let runs = self.runs();
        if runs.iter().all(|run| lab.has_ended(run)) {
            SweepState::Done
        } else if lab.of(super::Purpose::Sweep).len() < runs.len() {
            SweepState::Stopped
        } else {
            SweepState::Running
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::simulate;
    use crate::model::{Mode, Response};
    use crate::session::command::Output;
    use crate::session::{Purpose, RunUpdate};
    use crate::study::proposed;
    use crate::testing::{changed, checked, checkout, one_a_second, step};

    /// A checkout whose loyalty points may follow, so that another design is recommended.
    fn opened() -> Opened {
        let mut checkout = checkout(Mode::RequestResponse).build();
        let business = &mut checkout.process.steps.last_mut().unwrap().business;
        business.response = Some(Response::Deferred);
        let design = checked(&checkout);
        Opened { source: Source::Own("7".to_owned()), design }
    }

    fn own(id: &str, design: Design) -> Own {
        Own { id: id.to_owned(), changed_ms: 0, design }
    }

    fn all(earlier: Option<&Design>, own: &[Own]) -> Vec<Choice> {
        let opened = opened();
        choices(&opened, Some(&proposed(&opened.design)), earlier, own)
    }

    fn ids(choices: &[Choice]) -> Vec<&str> {
        choices.iter().map(|it| it.id.as_str()).collect()
    }

    #[test]
    fn what_is_open_its_variants_the_design_before_and_other_own_ones_can_be_chosen() {
        let variants = ["as-it-is", "as-recommended", "all-calls", "all-events"];
        assert_eq!(ids(&all(None, &[])), variants);
        let earlier = checkout(Mode::Event).design();
        let others = [own("7", earlier.clone()), own("8", earlier.clone())];
        let found = all(Some(&earlier), &others);
        assert_eq!(ids(&found)[4..], ["before-the-last-change", "own-8"]);
        assert_eq!(found[4].design, Ok(earlier));
        // Another process is no earlier state of this one.
        let stranger = one_a_second([step("alone")]).design();
        assert_eq!(ids(&all(Some(&stranger), &[])), variants);
    }

    #[test]
    fn where_nothing_is_chosen_what_is_open_stands_beside_what_is_recommended() {
        let choices = all(None, &[]);
        let nothing = [String::new(), String::new()];
        assert_eq!(shown(&nothing), ["as-it-is", "as-recommended"].map(str::to_owned));
        let found = pair(&choices, &nothing).unwrap();
        assert_eq!(found.designs[0], opened().design);
        assert_eq!(found.designs[1], proposed(&opened().design));
        // A choice that is gone gives way to what is open.
        let gone = ["own-9".to_owned(), "own-9".to_owned()];
        assert_eq!(pair(&choices, &gone).unwrap().designs, [opened().design, opened().design]);
        assert_eq!(pair(&[], &nothing), None);
    }

    #[test]
    fn while_what_is_recommended_is_worked_out_there_is_no_pair() {
        let awaited = choices(&opened(), None, None, &[]);
        let nothing = [String::new(), String::new()];
        assert_eq!(pair(&awaited, &nothing), None);
        assert_eq!(awaited[1].design, Err("As recommended: being worked out …".to_owned()));
        // Others can be laid side by side meanwhile.
        let calls = ["as-it-is".to_owned(), "all-calls".to_owned()];
        assert!(pair(&awaited, &calls).is_some());
    }

    #[test]
    fn both_are_run_on_the_seed_of_the_first() {
        let other = changed(&opened().design, |it| it.seed = 99);
        let choices = all(None, &[own("8", other)]);
        let found = pair(&choices, &[String::new(), "own-8".to_owned()]).unwrap();
        assert_eq!(found.designs[1].seed, opened().design.seed);
        let [left, right] = found.runs();
        assert_eq!(left.extent, right.extent);
        assert_eq!(
            left,
            Session::figures_of(&opened().design),
            "what the panel shows is one of them"
        );
    }

    /// Has every run that the lab begins done; how many.
    fn run(lab: &mut Lab, purpose: Purpose, runs: Vec<RunKey>) -> usize {
        let mut done = 0;
        for output in lab.want(purpose, runs) {
            if let Output::Run { run, key, .. } = output {
                let report = simulate(&key.design, key.extent);
                lab.hear(run, RunUpdate::Report(Box::new(report)));
                done += 1;
            }
        }
        done
    }

    #[test]
    fn a_pair_is_compared_once_both_are_known_and_what_is_known_is_not_run_again() {
        let mut lab = Lab::default();
        let found = pair(&all(None, &[]), &[String::new(), String::new()]).unwrap();
        assert!(found.reports(&lab).is_none());
        assert_eq!(run(&mut lab, Purpose::Figures, vec![found.runs()[0].clone()]), 1);
        assert_eq!(run(&mut lab, Purpose::Comparison, found.runs().into()), 1);
        let [left, right] = found.reports(&lab).unwrap();
        assert_ne!(left.acknowledgement_ms, right.acknowledgement_ms);
        assert_eq!(Pair::compared(&left, &right), Pair::compared(&left, &right));
    }

    #[test]
    fn a_sweep_is_run_rate_by_rate_and_says_whether_it_was_stopped() {
        let mut lab = Lab::default();
        let found = pair(&all(None, &[]), &[String::new(), String::new()]).unwrap();
        let plan = SweepPlan::new(found).unwrap();
        assert!(plan.rates.is_sorted() && plan.rates.len() > 2);
        assert_eq!(plan.runs().len(), 2 * plan.rates.len());
        lab.want(Purpose::Sweep, plan.runs());
        assert_eq!(plan.state(&lab), SweepState::Running);
        lab.stop(Purpose::Sweep);
        assert_eq!(plan.state(&lab), SweepState::Stopped);
        assert!(plan.points(&lab).iter().all(Option::is_none));
        run(&mut lab, Purpose::Sweep, plan.runs());
        assert_eq!(plan.state(&lab), SweepState::Done);
        let points = plan.points(&lab);
        assert!(points.iter().zip(&plan.rates).all(|(point, rate)| {
            point.as_ref().is_some_and(|point| (point.rate_per_s - rate).abs() < 1e-9)
        }));
    }
}
