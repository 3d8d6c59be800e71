//! Steps inserted between others, moved past one another, and renamed: each by what exactly it leaves, worked
//! out by hand, and by what it says.

use syncline::model::edit::{Direction, add_after, insert_on_link};
use syncline::model::{Change, Design, Edit, Step, StepId, Trigger};
use syncline::testing::{ScenarioDraft, scenario, step};

use crate::shape_edits::{conducted, fork, made};

fn refusal(draft: &ScenarioDraft, edit: &Edit) -> String {
    edit.apply(&draft.clone().design()).unwrap_err().to_string()
}

/// Each step with how it is triggered unless called, who calls it, where it stands and what it comes after:
/// "c event by a on x/y: b".
fn told(design: &Design) -> Vec<String> {
    let one = |it: &Step| {
        let trigger = match design.process.trigger(it) {
            Trigger::Call => "",
            Trigger::Event => " event",
            Trigger::Command => " command",
        };
        let caller = it.caller.as_ref().map_or(String::new(), |caller| format!(" by {caller}"));
        let branch = it.branch.as_ref().map_or(String::new(), |branch| format!(" on {branch}"));
        let after: Vec<&str> = it.after.iter().map(StepId::as_str).collect();
        format!("{}{trigger}{caller}{branch}: {}", it.id, after.join(" "))
    };
    design.process.steps.iter().map(one).collect()
}

fn after(draft: &ScenarioDraft, step: &str) -> Change {
    made(draft, &add_after(draft, &step.into()))
}

fn on_link(draft: &ScenarioDraft, before: Option<&str>, after: &str) -> Change {
    made(draft, &insert_on_link(draft, before.map(StepId::from).as_ref(), &after.into()))
}

fn moved(draft: &ScenarioDraft, step: &str, direction: Direction) -> Change {
    made(draft, &Edit::MoveStep { step: step.into(), direction })
}

fn chain() -> ScenarioDraft {
    scenario([step("a"), step("b").after(["a"]), step("c").after(["b"])])
}

/// `b` and the event `c` come after `a`; `d` after both `b` and `c`.
fn diamond() -> ScenarioDraft {
    scenario([
        step("a"),
        step("b").after(["a"]),
        step("c").after(["a"]).event(),
        step("d").after(["b", "c"]).event(),
    ])
}

/// `a` calls `b` and then `c`; `d` follows `a`, and `e` reacts to `c`.
fn nested() -> ScenarioDraft {
    scenario([
        step("a"),
        step("b").called_by("a"),
        step("c").called_by("a").after(["b"]),
        step("d").after(["a"]),
        step("e").after(["c"]).event(),
    ])
}

#[test]
fn a_step_after_another_comes_before_all_that_came_after_that() {
    let change = after(&chain(), "a");
    assert_eq!(told(&change.design), ["a: ", "new-step: a", "b: new-step", "c: b"]);
    assert_eq!(change.said, "New step was added after a: b comes after it now.");
    assert_eq!(change.made.step().map(StepId::as_str), Some("new-step"));
    assert_eq!(change.design.process.steps[1].service.as_str(), "a", "by the same service");
    let change = after(&chain(), "c");
    assert_eq!(told(&change.design)[2..], ["c: b", "new-step: c"]);
    assert_eq!(change.said, "New step was added after c.");
    // One that follows is waited for, so the new one is.
    let change = after(&diamond(), "a");
    assert_eq!(
        told(&change.design),
        ["a: ", "new-step: a", "b: new-step", "c event: new-step", "d event: b c"]
    );
    assert_eq!(change.said, "New step was added after a: b and c come after it now.");
    // Behind what nobody waits for, nobody waits for it either.
    let change = after(&diamond(), "b");
    assert_eq!(told(&change.design)[2], "new-step event: b");
    assert_eq!(change.said, "New step was added after b, as an event: d comes after it now.");
    assert_eq!(told(&after(&chain().chained(), "a").design)[1..3], ["new-step: a", "b: new-step"]);
}

#[test]
fn a_step_on_a_link_rewires_that_link_alone() {
    let change = on_link(&diamond(), Some("a"), "c");
    assert_eq!(
        told(&change.design),
        ["a: ", "new-step event: a", "b: a", "c event: new-step", "d event: b c"]
    );
    assert_eq!(change.said, "New step was added between a and c, as an event.");
    let change = on_link(&diamond(), Some("b"), "d");
    assert_eq!(told(&change.design)[4], "d event: new-step c", "in the place of the one before");
    let change = on_link(&diamond(), None, "a");
    assert_eq!(told(&change.design)[..2], ["new-step: ", "a: new-step"]);
    assert_eq!(change.said, "New step was added between the request and a.");
    let wrong = |before: Option<&str>, after: &str| {
        let before = before.map(StepId::from);
        refusal(&diamond(), &insert_on_link(&diamond(), before.as_ref(), &after.into()))
    };
    assert_eq!(wrong(Some("a"), "d"), "d does not come directly after a.");
    assert_eq!(
        wrong(None, "d"),
        "d comes after another step already: nothing can be added between the request and it."
    );
    assert_eq!(wrong(Some("x"), "d"), "There is no step `x`.");
}

#[test]
fn what_is_inserted_among_calls_has_their_caller() {
    let change = after(&nested(), "b");
    assert_eq!(told(&change.design)[2..4], ["new-step by a: b", "c by a: new-step"]);
    // Between a caller and its first call.
    for before in [None, Some("a")] {
        let change = on_link(&nested(), before, "b");
        assert_eq!(
            told(&change.design)[..4],
            ["a: ", "new-step by a: ", "b by a: new-step", "c by a: b"]
        );
        assert_eq!(change.said, "New step was added before b, called by a.");
    }
    // Between a caller and what follows it, whoever called the caller.
    let change = after(&nested(), "a");
    assert_eq!(told(&change.design)[1..3], ["new-step: a", "b by a: "]);
    assert_eq!(told(&change.design)[4], "d: new-step");
    // What would be called, and reacts instead: so does what comes between.
    let mut reacts = nested();
    reacts.process.steps[1].mode = syncline::model::Mode::Event;
    let change = on_link(&reacts, Some("a"), "b");
    assert_eq!(told(&change.design)[1..3], ["new-step event by a: ", "b event by a: new-step"]);
}

#[test]
fn what_is_inserted_on_a_branch_stands_on_it() {
    let change = on_link(&fork(), Some("a"), "b");
    assert_eq!(
        told(&change.design)[1..3],
        ["new-step on stock/none: a", "b on stock/none: new-step"]
    );
    let change = on_link(&fork(), Some("c"), "d");
    assert_eq!(told(&change.design)[3..], ["new-step on stock/some: c", "d: b new-step"]);
    // Before the choice, on every way.
    let change = after(&fork(), "a");
    assert_eq!(told(&change.design)[1], "new-step: a");
    // In a chain one of the two ways calls what comes after both.
    assert_eq!(told(&on_link(&fork().chained(), Some("c"), "d").design)[4], "d: b new-step");
}

#[test]
fn what_is_inserted_among_commands_is_one() {
    let change = after(&conducted(), "b");
    assert_eq!(
        told(&change.design),
        ["a: ", "b command: a", "new-step command: b", "c command: new-step"]
    );
    assert_eq!(change.said, "New step was added after b, as a command: c comes after it now.");
    let commands = &change.design.process.workflow.as_ref().unwrap().steps;
    assert_eq!(commands.iter().map(StepId::as_str).collect::<Vec<_>>(), ["b", "new-step", "c"]);
}

#[test]
fn in_a_line_two_steps_change_places() {
    let up = moved(&chain(), "b", Direction::Up);
    assert_eq!(told(&up.design), ["b: ", "a: b", "c: a"]);
    assert_eq!(up.said, "b comes before a now: c comes after a.");
    let down = moved(&chain(), "b", Direction::Down);
    assert_eq!(told(&down.design), ["a: ", "c: a", "b: c"]);
    assert_eq!(down.said, "b comes after c now.");
    let chained = moved(&chain().chained(), "c", Direction::Up);
    assert_eq!(told(&chained.design), ["a: ", "c: a", "b: c"]);
    let refused =
        |step: &str, direction| refusal(&chain(), &Edit::MoveStep { step: step.into(), direction });
    assert_eq!(refused("a", Direction::Up), "a stands at the end of its list.");
    assert_eq!(refused("c", Direction::Down), "c stands at the end of its list.");
}

#[test]
fn at_a_fork_and_a_join_the_order_keeps_its_form() {
    let up = moved(&diamond(), "b", Direction::Up);
    assert_eq!(told(&up.design), ["b: ", "a: b", "c event: b", "d event: a c"]);
    assert_eq!(up.said, "b comes before a now: d comes after a and c comes after b.");
    // An event that passes a call takes that behind the line.
    let up = moved(&diamond(), "d", Direction::Up);
    assert_eq!(told(&up.design), ["a: ", "b: a", "d event: a", "c event: b d"]);
    assert_eq!(up.said, "d comes before c now.");
    let mail = scenario([step("a"), step("pay").after(["a"]), step("mail").after(["pay"]).event()]);
    let up = moved(&mail, "mail", Direction::Up);
    assert_eq!(told(&up.design), ["a: ", "mail event: a", "pay: mail"]);
    assert_eq!(up.said, "mail comes before pay now. The customer no longer waits for pay.");
    let back = Edit::MoveStep { step: "mail".into(), direction: Direction::Down };
    assert_eq!(
        back.apply(&up.design).unwrap().said,
        "mail comes after pay now. The customer waits for pay now."
    );
}

#[test]
fn past_a_step_that_it_does_not_follow_only_the_list_changes() {
    let up = moved(&diamond(), "c", Direction::Up);
    assert_eq!(told(&up.design), ["a: ", "c event: a", "b: a", "d event: b c"]);
    assert_eq!(up.said, "c stands before b in the list; both still begin after a.");
    let first = scenario([step("a"), step("b")]);
    let down = moved(&first, "a", Direction::Down);
    assert_eq!(down.said, "a stands after b in the list; both still begin with the request.");
    let calls = scenario([step("a"), step("b").called_by("a"), step("c").called_by("a")]);
    assert_eq!(
        moved(&calls, "c", Direction::Up).said,
        "c stands before b in the list; both are still called by a."
    );
    assert_eq!(
        moved(&calls, "b", Direction::Up).said,
        "b stands before a in the list; what each of them comes after is as before."
    );
}

#[test]
fn over_the_bounds_of_a_branch_or_a_caller_no_places_are_changed() {
    let up = |draft: &ScenarioDraft, step: &str| {
        refusal(draft, &Edit::MoveStep { step: step.into(), direction: Direction::Up })
    };
    assert_eq!(up(&fork(), "b"), "b cannot change places with a: they are not on the same branch.");
    let nested = scenario([
        step("a"),
        step("b").called_by("a"),
        step("c").after(["b"]).event(),
        step("d").called_by("a").after(["b"]),
    ]);
    assert_eq!(
        up(&nested, "c"),
        "c cannot change places with b: the same step does not call both."
    );
    // Two calls of the same caller do.
    let calls =
        scenario([step("a"), step("b").called_by("a"), step("c").called_by("a").after(["b"])]);
    let change = moved(&calls, "c", Direction::Up);
    assert_eq!(told(&change.design), ["a: ", "c by a: ", "b by a: c"]);
    // And two commands, which stay so.
    let change = moved(&conducted(), "c", Direction::Up);
    assert_eq!(told(&change.design), ["a: ", "c command: a", "b command: c"]);
}

#[test]
fn an_id_that_was_made_of_a_name_follows_it_with_all_that_names_the_step() {
    let draft = scenario([
        step("pay").named("Pay").exponential_ms(10.0),
        step("pack").named("Pack").called_by("pay").works_ms(10.0),
        step("x").named("Ship").after(["pay"]),
    ]);
    let named =
        |step: &str, name: &str| Edit::NameStep { step: step.into(), name: name.to_owned() };
    let change = made(&draft, &named("pay", "Charge card"));
    assert_eq!(told(&change.design), ["charge-card: ", "pack by charge-card: ", "x: charge-card"]);
    assert_eq!(
        change.said,
        "Pay is called Charge card now. Its work is drawn anew, since chance goes by the id."
    );
    assert_eq!(change.made.step().map(StepId::as_str), Some("charge-card"));
    // Work that is always the same is not drawn.
    let change = made(&draft, &named("pack", "Wrap"));
    assert_eq!(change.said, "Pack is called Wrap now.");
    assert_eq!(told(&change.design)[1], "wrap by pay: ");
    // Somebody chose this one.
    assert_eq!(told(&made(&draft, &named("x", "Send")).design)[2], "x: pay");
    // Written into its field it is the same.
    let place = syncline::model::Pointer::root().at("process").at("steps").at(0).at("name");
    let field = Edit::SetField { place, value: Some("Charge card".into()) };
    let change = made(&draft, &field);
    assert_eq!(told(&change.design)[2], "x: charge-card");
    assert_eq!(
        change.said,
        "Name of Charge card: Charge card. Its work is drawn anew, since chance goes by the id."
    );
    // And of a service.
    let bank = draft.staffed("bank", 2);
    let mut bank = bank;
    bank.services.last_mut().unwrap().name = "Bank".to_owned();
    bank.process.steps[0].service = "bank".into();
    let named = Edit::NameService { service: "bank".into(), name: "Card office".to_owned() };
    let change = made(&bank, &named);
    assert_eq!(change.design.process.steps[0].service.as_str(), "card-office");
    assert_eq!(change.said, "Bank is called Card office now.");
}
