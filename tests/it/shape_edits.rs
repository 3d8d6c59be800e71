//! Editing who calls whom, choices and the workflow: what an edit takes along, what it says, and why it is
//! refused.

use syncline::model::edit::{add_beside, add_call};
use syncline::model::{Change, Design, Edit, EditError, Mode, Step, StepId, Trigger};
use syncline::testing::{ScenarioDraft, ratio, scenario, step};

pub fn made(draft: &ScenarioDraft, edit: &Edit) -> Change {
    edit.apply(&draft.clone().design()).unwrap()
}

fn refused(draft: &ScenarioDraft, edit: &Edit) -> EditError {
    edit.apply(&draft.clone().design()).unwrap_err()
}

/// Each step with who calls it and what it comes after: "c a: b".
fn told(design: &Design) -> Vec<String> {
    let one = |it: &Step| {
        let caller = it.caller.as_ref().map_or(String::new(), |caller| format!(" {caller}"));
        let after: Vec<&str> = it.after.iter().map(StepId::as_str).collect();
        format!("{}{caller}: {}", it.id, after.join(" "))
    };
    design.process.steps.iter().map(one).collect()
}

/// `a` calls `b` and then `c`; `d` follows.
fn nested() -> ScenarioDraft {
    scenario([
        step("a"),
        step("b").called_by("a"),
        step("c").called_by("a").after(["b"]),
        step("d").after(["a"]),
    ])
}

/// After `a` either `b` or `c`, then `d`.
pub fn fork() -> ScenarioDraft {
    scenario([
        step("a"),
        step("b").after(["a"]).on_branch("stock/none"),
        step("c").after(["a"]).on_branch("stock/some"),
        step("d").after(["b", "c"]),
    ])
    .choice("stock", [("none", 0.25), ("some", 0.75)])
}

/// `b` and `c` are commands.
pub fn conducted() -> ScenarioDraft {
    scenario([step("a"), step("b").after(["a"]), step("c").after(["b"])]).conducted(
        "flow",
        0.0,
        ["b", "c"],
    )
}

#[test]
fn a_step_is_called_by_another_and_what_followed_it_follows_the_caller() {
    let plain = scenario([step("a"), step("b").after(["a"]), step("c").after(["b"])]);
    let edit = Edit::SetCaller { step: "b".into(), caller: Some("a".into()) };
    let change = made(&plain, &edit);
    assert_eq!(told(&change.design), ["a: ", "b a: ", "c: a"]);
    assert_eq!(change.said, "b is called by a now.");
    // And back: it comes after what called it.
    let back = Edit::SetCaller { step: "b".into(), caller: None }.apply(&change.design).unwrap();
    assert_eq!(told(&back.design), ["a: ", "b: a", "c: a"]);
    assert_eq!(back.said, "b is called by no other step now.");
    // What is called beside it no longer comes after it.
    let out = made(&nested(), &Edit::SetCaller { step: "b".into(), caller: None });
    assert_eq!(told(&out.design), ["a: ", "b: a", "c a: ", "d: a"]);
    // By what followed it: what came before it comes before that.
    let by_next = made(&plain, &Edit::SetCaller { step: "b".into(), caller: Some("c".into()) });
    assert_eq!(told(&by_next.design), ["a: ", "b c: ", "c: a"]);
    let nobody = Edit::SetCaller { step: "b".into(), caller: Some("x".into()) };
    assert_eq!(refused(&plain, &nobody), EditError::NoSuchStep("x".into()));
}

#[test]
fn a_flip_keeps_who_would_call_it_and_one_back_is_called_by_whoever_calls_those_before() {
    let event = Edit::SetMode { step: "b".into(), mode: Mode::Event };
    let change = made(&nested(), &event);
    // Its caller does not wait for what comes after an event either.
    assert_eq!(told(&change.design), told(&nested().design()));
    assert_eq!((change.design.shape().caller(1), change.design.shape().caller(2)), (None, None));
    let call = Edit::SetMode { step: "b".into(), mode: Mode::RequestResponse };
    assert_eq!(call.apply(&change.design).unwrap().design, nested().design());
    // An event behind a nested call that becomes a call is made by the same caller.
    let mut behind = nested();
    behind.process.steps[3].after = vec!["c".into()];
    behind.process.steps[3].mode = Mode::Event;
    let called = made(&behind, &Edit::SetMode { step: "d".into(), mode: Mode::RequestResponse });
    assert_eq!(told(&called.design)[3], "d a: c");
}

#[test]
fn steps_are_added_where_they_belong() {
    let draft = nested();
    let call = made(&draft, &add_call(&"d".into()));
    assert_eq!(told(&call.design)[4], "new-step d: ");
    assert_eq!(call.said, "New step was added, called by d.");
    assert_eq!(
        call.design.process.steps[4].service.as_str(),
        "new-service",
        "of a service of its own"
    );
    let beside = made(&draft, &add_beside(&draft, &"b".into()));
    assert_eq!(told(&beside.design), ["a: ", "b a: ", "new-step a: b", "c a: b", "d: a"]);
    assert_eq!(beside.said, "New step was added after b, beside c.");
    let alone = made(&draft, &add_beside(&draft, &"d".into()));
    assert_eq!(alone.said, "New step was added after d.");
}

#[test]
fn a_removed_step_leaves_its_calls_to_whoever_called_it() {
    let mut deep = nested();
    deep.process.steps[2].caller = Some("b".into());
    deep.process.steps[2].after.clear();
    let change = made(&deep, &Edit::RemoveStep("b".into()));
    assert_eq!(told(&change.design), ["a: ", "c a: ", "d: a"]);
    let change = made(&conducted(), &Edit::RemoveStep("b".into()));
    let workflow = change.design.process.workflow.as_ref().unwrap();
    assert_eq!(workflow.steps.iter().map(StepId::as_str).collect::<Vec<_>>(), ["c"]);
}

#[test]
fn another_id_is_followed_by_all_that_name_it() {
    let change = made(&nested(), &Edit::SetStepId { step: "a".into(), id: "z".to_owned() });
    assert_eq!(told(&change.design), ["z: ", "b z: ", "c z: b", "d: z"]);
    let change = made(&conducted(), &Edit::SetStepId { step: "b".into(), id: "z".to_owned() });
    assert_eq!(change.design.process.trigger(&change.design.process.steps[1]), Trigger::Command);
    let renamed = Edit::SetServiceId { service: "flow".into(), id: "office".to_owned() };
    let change = made(&conducted(), &renamed);
    assert_eq!(change.design.process.workflow.as_ref().unwrap().service.as_str(), "office");
    let change =
        made(&fork(), &Edit::SetChoiceId { choice: "stock".into(), id: "left".to_owned() });
    assert_eq!(change.design.process.steps[1].branch, Some("left/none".into()));
    assert_eq!(
        change.said,
        "The id `stock` is `left` now. Who goes which way is drawn anew, since chance goes by the id."
    );
    let renamed = Edit::SetBranchId { branch: "stock/none".into(), id: "out".to_owned() };
    let change = made(&fork(), &renamed);
    assert_eq!(change.design.process.steps[1].branch, Some("stock/out".into()));
    assert_eq!(change.said, "The branch `stock/none` is `out` now.");
}

#[test]
fn a_fork_stands_between_a_step_and_what_came_after_it() {
    let line = scenario([step("a"), step("b").after(["a"]), step("c").after(["a"]).event()]);
    let change = made(&line, &Edit::Fork("a".into()));
    let both =
        ["a: ", "one-way: a", "other-way: a", "b: one-way other-way", "c: one-way other-way"];
    assert_eq!(told(&change.design), both);
    let branches: Vec<_> = (change.design.process.steps.iter())
        .map(|it| it.branch.as_ref().map_or("", |it| it.as_str()).to_owned())
        .collect();
    assert_eq!(branches, ["", "after-a/one", "after-a/other", "", ""]);
    assert_eq!(change.said, "After a one of two ways is taken, each by half of the customers.");
    assert_eq!(change.made.step().map(StepId::as_str), Some("one-way"));
    // Twice after the same step, each has a name of its own.
    let twice = Edit::Fork("a".into()).apply(&change.design).unwrap().design;
    assert_eq!(twice.process.choices[1].id.as_str(), "after-a-2");
    // A nested step forks inside its caller, and in a chain the ways join as one.
    let inside = made(&nested(), &Edit::Fork("b".into()));
    assert_eq!(
        told(&inside.design)[2..5],
        ["one-way a: b", "other-way a: b", "c a: one-way other-way"]
    );
    let chain = scenario([step("a"), step("b").after(["a"])]).chained();
    assert_eq!(told(&made(&chain, &Edit::Fork("a".into())).design)[3], "b: one-way other-way");
}

#[test]
fn ratios_always_add_up() {
    let ratios = |design: &Design| -> Vec<f64> {
        design.process.choices[0].branches.iter().map(|it| it.ratio.get()).collect()
    };
    let weigh = |design: &Design, branch: &str, share: f64| {
        Edit::SetRatio { branch: branch.into(), ratio: ratio(share) }.apply(design).unwrap()
    };
    let three = made(&fork(), &Edit::AddBranch("stock".into()));
    assert_eq!(ratios(&three.design), [0.25, 0.75, 0.0]);
    assert_eq!(three.said, "stock has the branch another now, which nobody takes yet.");
    let change = weigh(&three.design, "stock/another", 0.2);
    assert_eq!(ratios(&change.design), [0.2, 0.6, 0.2]);
    assert_eq!(change.said, "stock/another is taken by 20 %; none 20 %, some 60 %.");
    // From all at once the others share what is left alike.
    let all = weigh(&change.design, "stock/some", 1.0).design;
    assert_eq!(ratios(&all), [0.0, 1.0, 0.0]);
    assert_eq!(ratios(&weigh(&all, "stock/some", 0.4).design), [0.3, 0.4, 0.3]);
    let fewer = Edit::RemoveBranch("stock/another".into()).apply(&change.design).unwrap();
    assert_eq!(ratios(&fewer.design), [0.25, 0.75]);
    let gone = made(&fork(), &Edit::RemoveBranch("stock/none".into()));
    assert_eq!((ratios(&gone.design), &gone.design.process.steps[1].branch), (vec![1.0], &None));
    let last = Edit::RemoveBranch("stock/some".into()).apply(&gone.design).unwrap_err();
    assert_eq!(
        last.to_string(),
        "A choice has at least one branch: remove the choice stock instead of its branch some."
    );
}

#[test]
fn a_removed_choice_leaves_its_steps_on_every_way() {
    let change = made(&fork(), &Edit::RemoveChoice("stock".into()));
    assert!(change.design.process.choices.is_empty());
    assert!(change.design.process.steps.iter().all(|it| it.branch.is_none()));
    assert_eq!(change.said, "The choice stock was removed: all its steps are taken now.");
    // In a chain the two ways would call together then.
    let refusal = refused(&fork().chained(), &Edit::RemoveChoice("stock".into()));
    assert!(refusal.to_string().starts_with("It would have 2 steps that would call d: b and c;"));
}

#[test]
fn a_workflow_begins_with_who_conducts_and_ends_with_nobody() {
    let plain = scenario([step("a"), step("b").after(["a"])]);
    let early = refused(&plain, &Edit::Command("b".into()));
    assert_eq!(
        early.to_string(),
        "Nobody conducts here: say first who does, in the form of the whole design, under Workflow."
    );
    let change = made(&plain, &Edit::ConductBy(Some("a".into())));
    assert_eq!(change.said, "a conducts the workflow now.");
    let change = Edit::Command("b".into()).apply(&change.design).unwrap();
    let b = &change.design.process.steps[1];
    assert_eq!((change.design.process.trigger(b), b.mode), (Trigger::Command, Mode::Event));
    // A call or an event is no command any more.
    for mode in [Mode::RequestResponse, Mode::Event] {
        let design = Edit::SetMode { step: "b".into(), mode }.apply(&change.design).unwrap().design;
        assert!(design.process.workflow.as_ref().unwrap().steps.is_empty());
    }
    let nobody = made(&conducted(), &Edit::ConductBy(None));
    assert_eq!(nobody.design.process.workflow, None);
    assert_eq!(nobody.said, "Nobody conducts now: what was a command is an event.");
    assert!(nobody.design.process.steps[1..].iter().all(|it| it.mode == Mode::Event));
    // Its conductor is not removed without an heir.
    let removal = |heir: Option<&str>| Edit::RemoveService {
        service: "flow".into(),
        heir: heir.map(Into::into),
    };
    assert_eq!(
        refused(&conducted(), &removal(None)).to_string(),
        "flow conducts the workflow: choose who does so instead, or remove the workflow first."
    );
    let change = made(&conducted(), &removal(Some("a")));
    assert_eq!(change.design.process.workflow.as_ref().unwrap().service.as_str(), "a");
    assert_eq!(change.said, "flow was removed. a conducts the workflow now.");
}
