//! A process in rows: what rows say of a design makes that design, text says what rows say, and what is half
//! entered is drawn as far as it can be.
//!
//! The properties hold for random scenarios with everything that the format knows, of which rows can say
//! little: whatever they leave out must stay to the last bit. The hotel is a process that was entered by
//! hand, step by step, in an earlier session; its text is held to a length.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde_json::Value;
use syncline::catalogue;
use syncline::exchange::document;
use syncline::exchange::lines::{Cell, Row, Rows, cells};
use syncline::model::{Design, Mode, Necessity, Response, Service, Step, Work};
use syncline::testing::{ScenarioDraft, ms, scenario, step};

use crate::random_scenario::random_design;

/// As it is written by hand. A name of two words that ends in no number needs no quotes.
const HOTEL: &str = "\
# Hotel booking
Search rooms @ Inventory 120ms x8 !*
Quote price @ Pricing 80ms x8 !*
Score fraud @ Fraud 180ms x8 !?
Reserve room @ Inventory 60ms !*
Pre-authorise card @ Payments 350ms x8 !*
Confirm booking @ Bookings 40ms x8 !*
after Confirm booking: Send confirmation mail @ Mail 250ms x8 ~*, \
Update channel manager @ Channel manager 600ms x8 ~*, \
Award loyalty points @ Loyalty 50ms x8 ~?, Invoice at check-out @ Billing 300ms x8 ~*
15/s, answer p95 1500ms, served 99.5%, done p95 10s";

fn fixture() -> Design {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hotel-booking.syncline.json");
    document::read(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The least that there is: a step and a service without names.
fn empty() -> Design {
    let service =
        Service { id: "unnamed".into(), workers: Some(8), assumed: true, ..Service::default() };
    let step = Step { id: "unnamed".into(), service: "unnamed".into(), ..Step::default() };
    let mut scenario = scenario([]).build();
    scenario.process.steps = vec![step];
    scenario.services = vec![service];
    Design::check(scenario).unwrap()
}

/// A design in which everything is called by its name instead of its id, and services stand in the order of
/// their names: those that perform nothing are left out.
fn by_names(design: &Design) -> Value {
    let mut scenario = design.scenario().clone();
    let performs =
        |service: &Service| design.process.steps.iter().any(|it| it.service == service.id);
    scenario.services.retain(performs);
    scenario.services.sort_by(|one, other| one.name.cmp(&other.name));
    let steps = design.process.steps.iter().map(|it| (it.id.to_string(), it.name.clone()));
    let services = design.services.iter().map(|it| (it.id.to_string(), it.name.clone()));
    let (steps, services): (BTreeMap<_, _>, BTreeMap<_, _>) = (steps.collect(), services.collect());
    for step in &mut scenario.process.steps {
        step.id = steps[step.id.as_str()].as_str().into();
        step.service = services[step.service.as_str()].as_str().into();
        for before in &mut step.after {
            *before = steps[before.as_str()].as_str().into();
        }
    }
    for service in &mut scenario.services {
        service.id = services[service.id.as_str()].as_str().into();
    }
    scenario.to_value()
}

/// What rows make of a design, which lacks nothing.
pub fn made(rows: &Rows, base: &Design) -> Design {
    let outcome = rows.onto(base);
    assert_eq!(outcome.lacks, [], "{}", rows.to_text());
    outcome.design.unwrap()
}

/// The design of a text, begun from empty.
pub fn design(text: &str) -> Design {
    let reading = Rows::read(text);
    assert_eq!(reading.lacks, []);
    made(&reading.rows, &empty())
}

fn lacks(text: &str, base: &Design) -> Vec<String> {
    let reading = Rows::read(text);
    let outcome = reading.rows.onto(base);
    let told = outcome.lacks.iter().map(|it| {
        let (line, column) = reading.place(it.row, it.cell);
        format!("{line}:{column} {}; {}", it.found, it.right)
    });
    let own = reading.lacks.iter();
    own.map(|it| format!("{}:{} {}; {}", it.line, it.column, it.found, it.right))
        .chain(told)
        .collect()
}

#[test]
fn the_hotel_in_less_than_550_characters_is_the_hotel() {
    assert_eq!(HOTEL.chars().count(), 488);
    assert_eq!(by_names(&design(HOTEL)), by_names(&fixture()));
    // Its ids are made of its names.
    let ids: Vec<String> = design(HOTEL).process.steps.iter().map(|it| it.id.to_string()).collect();
    assert_eq!(ids[..2], ["search-rooms", "quote-price"]);
    // It is written as a person would: the same characters.
    assert_eq!(Rows::of(&fixture()).to_text(), HOTEL);
}

#[test]
fn every_scenario_of_the_catalogue_is_what_its_rows_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalogue/documents");
    for entry in catalogue::ENTRIES {
        let text = fs::read_to_string(folder.join(format!("{}.syncline.json", entry.id))).unwrap();
        let design = document::read(&text).unwrap();
        let rows = Rows::of(&design);
        assert_eq!(made(&rows, &design), design, "{}", entry.id);
        let reading = Rows::read(&rows.to_text());
        assert_eq!((reading.rows, reading.lacks), (rows, Vec::new()), "{}", entry.id);
    }
}

fn cell_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(String::new()),
        2 => "[A-Za-z ]{1,8}",
        2 => "[a-z0-9 @,:!?~*()\"#%/x.\\\\-]{1,10}",
        1 => any::<String>().prop_map(|it| it.chars().take(8).collect()),
        1 => Just("1,5s".to_owned()),
        1 => Just("after x".to_owned()),
        1 => Just("Gate 7".to_owned()),
        1 => Just("Check 3ms @ x".to_owned()),
        1 => Just("x12".to_owned()),
        1 => Just("start".to_owned()),
        1 => Just("15/s".to_owned()),
    ]
}

fn row() -> impl Strategy<Value = Row> {
    let texts = (cell_text(), cell_text(), cell_text(), cell_text(), cell_text(), cell_text());
    (
        texts,
        option::of(prop_oneof![Just(Mode::Event), Just(Mode::RequestResponse)]),
        option::of(prop_oneof![Just(Response::Immediate), Just(Response::Deferred)]),
        option::of(prop_oneof![Just(Necessity::Required), Just(Necessity::Optional)]),
    )
        .prop_map(
            |((step, service, work, workers, after, event), trigger, waits, necessity)| Row {
                step,
                service,
                work,
                workers,
                after,
                event,
                trigger,
                waits,
                necessity,
            },
        )
}

fn rows() -> impl Strategy<Value = Rows> {
    let whole = (cell_text(), cell_text(), cell_text(), cell_text(), cell_text());
    (whole, vec(row(), 0..5)).prop_map(|((name, rate, answer, served, done), rows)| Rows {
        name,
        rows,
        rate,
        answer,
        served,
        done,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn rows_of_a_design_make_that_design(design in random_design()) {
        let rows = Rows::of(&design);
        let outcome = rows.onto(&design);
        prop_assert_eq!(outcome.lacks, Vec::new());
        prop_assert_eq!(&outcome.design.unwrap(), &design);
        // So do the rows that its text says, and rows that were typed stay as they are.
        let reading = Rows::read(&rows.to_text());
        prop_assert_eq!(&reading.lacks, &Vec::new());
        prop_assert_eq!(&reading.rows, &rows);
        prop_assert_eq!(rows.after_change(&design, &design), rows);
    }

    #[test]
    fn what_is_written_is_read(rows in rows()) {
        let tidy = rows.tidy();
        prop_assert_eq!(&tidy.tidy(), &tidy);
        let reading = Rows::read(&rows.to_text());
        prop_assert_eq!(&reading.rows, &tidy, "{}", rows.to_text());
        prop_assert_eq!(reading.lacks, Vec::new());
    }

    #[test]
    fn whatever_is_typed_is_drawn_and_what_is_drawn_stays(
        rows in rows(), other in rows(), base in random_design(),
    ) {
        for rows in [&rows, &other] {
            for base in [&empty(), &base] {
                let drawn = rows.onto(base);
                prop_assert_eq!(&rows.tidy().onto(base).design, &drawn.design);
                if base.process.steps.len() == 1 {
                    prop_assert!(drawn.design.is_some(), "{:?}", drawn.lacks);
                }
                // A name that leads nowhere may lead to an id that is made now.
                let is_wired = drawn.lacks.iter().all(|it| it.cell != Cell::After);
                if let Some(design) = drawn.design.filter(|_| is_wired) {
                    let again = rows.onto(&design).design.unwrap();
                    prop_assert_eq!(document::write(&again), document::write(&design));
                }
            }
        }
    }

    #[test]
    fn any_text_is_read(text in any::<String>(), cells_text in "[a-z\t\n\",;0-9]{0,40}") {
        let reading = Rows::read(&text);
        let again = Rows::read(&reading.rows.to_text());
        prop_assert_eq!(again.rows, reading.rows);
        let pasted = [cells::read(&cells_text, Cell::Step), cells::read(&text, Cell::Work)];
        prop_assert!(pasted.iter().flat_map(|it| &it.rows).all(|it| it.len() <= 8));
    }

    #[test]
    fn any_signs_are_read(text in "[ab @,:!?~*()\"#%/x.0-9ms\n\\\\-]{0,60}") {
        let reading = Rows::read(&text);
        prop_assert_eq!(Rows::read(&reading.rows.to_text()).rows, reading.rows);
    }
}

#[test]
fn every_answer_can_be_said_and_what_is_not_said_is_not_answered() {
    use Mode::{Event, RequestResponse as Call};
    use Necessity::{Optional, Required};
    use Response::{Deferred, Immediate};

    let all = design("A @ S\nB @ S !\nC @ S ~\nD @ S *\nE @ S ?\nF @ S !*\nG @ S ~ ?");
    let answers: Vec<_> = (all.process.steps.iter())
        .map(|it| (it.business.response, it.business.necessity, it.mode))
        .collect();
    assert_eq!(
        answers,
        [
            (None, None, Call),
            (Some(Immediate), None, Call),
            (Some(Deferred), None, Event),
            (None, Some(Required), Call),
            (None, Some(Optional), Call),
            (Some(Immediate), Some(Required), Call),
            (Some(Deferred), Some(Optional), Event),
        ]
    );
    let said = design("A @ S (event)\nB @ S ! (event Paid)\nC @ S ~ (call)");
    let modes: Vec<Mode> = said.process.steps.iter().map(|it| it.mode).collect();
    assert_eq!(modes, [Event, Event, Call]);
    assert_eq!(said.process.steps[1].event.as_ref().unwrap().name, "Paid");
    assert_eq!(said.process.steps[0].event, None);
}

#[test]
fn what_comes_after_what_is_said_by_the_order_or_by_name() {
    let after = |text: &str| -> Vec<Vec<String>> {
        let steps = design(text).process.steps.clone();
        steps.iter().map(|it| it.after.iter().map(ToString::to_string).collect()).collect()
    };
    assert_eq!(after("A @ S\nB @ S\nC @ S"), [vec![], vec!["a"], vec!["b"]]);
    assert_eq!(after("A @ S\nB @ S, C @ S, D @ S"), [vec![], vec!["a"], vec!["a"], vec!["a"]]);
    assert_eq!(after("A @ S, B @ S\nafter A, b: C @ S"), [vec![], vec![], vec!["a", "b"]]);
    assert_eq!(after("A @ S\nstart: B @ S, C @ S"), [vec![], vec![], Vec::<String>::new()]);
    assert_eq!(after("after B: A @ S\nstart: B @ S"), [vec!["b"], vec![]]);
    let odd = "\"Check 3ms @ x\" @ \"Gate 7\" 5ms\n\"a, \\\"b\\\"\" @ S\nGrüße ☂ @ Москва 1,5s\n\
               after \"a, \\\"b\\\"\", Check 3ms @ x: \"start\" @ S";
    assert_eq!(after(odd), [vec![], vec!["check-3ms-x"], vec!["a-b"], vec!["a-b", "check-3ms-x"]]);
    let names: Vec<String> = design(odd).process.steps.iter().map(|it| it.name.clone()).collect();
    assert_eq!(names, ["Check 3ms @ x", "a, \"b\"", "Grüße ☂", "start"]);
    assert_eq!(design(odd).services[2].name, "Москва");
    assert_eq!(design(odd).process.steps[2].work, Work::Exponential { mean_ms: ms(1500.0) });
}

#[test]
fn all_that_is_wrong_is_told_at_once_where_it_stands() {
    let text = "Reserve @ Inventory 1,000ms\n\
                after Reserv: Pay @ Bank 60 x0!~\n\
                after Pay Ship\n\
                Mail @ 5ms (evnt X)\n\
                \"Open @ Bank\n\
                15/s, 20/s, answer p95 soon, served";
    assert_eq!(
        lacks(text, &empty()),
        [
            "2:26 “60”; 60ms, or the name in quotes if it is part of one",
            "2:32 “~” beside what says it already; ! where somebody waits, or ~ where it can follow",
            "3:1 “after” without a colon; a colon behind the steps, such as after Take deposit: Send mail @ Mail",
            "4:12 “(evnt X)”; (event), (event BookingConfirmed) or (call)",
            "5:1 a quote that is not closed; a second \" behind the name",
            "6:7 “20/s”, a second time; each of these once",
            "6:30 “Served” without a number; served 99.5%",
            "1:21 “1,000ms”, which could be 1000 or 1.0; 1000ms or 1.00ms",
            "2:29 “0”; a whole number of workers from 1 to 10000, such as 8",
            "2:7 “Reserv”, which no step is called; the name of a step; did you mean Reserve?",
            "3:7 no service; who performs it, such as Payments; in the text behind an @",
            "4:8 no service; who performs it, such as Payments; in the text behind an @",
            "5:1 no service; who performs it, such as Payments; in the text behind an @",
            "6:24 “soon”; a length of time, such as 60ms, 1.5s or 2min",
        ]
    );
    // It is drawn all the same.
    let drawn = Rows::read(text).rows.onto(&empty()).design.unwrap();
    let names: Vec<&str> = drawn.process.steps.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Reserve", "Pay", "Pay Ship", "Mail", "Open @ Bank"]);
    assert_eq!(drawn.workload.rate_per_s.get(), 15.0);
    assert_eq!(drawn.process.steps[0].work, Work::default());
}

#[test]
fn a_circle_is_left_open_and_told() {
    let text = "after C: A @ S\nB @ S\nC @ S\nafter D: D @ S";
    assert_eq!(
        lacks(text, &empty()),
        [
            "3:1 B, which comes after this one; a step that comes before it",
            "4:7 the step itself; a step that comes before it",
        ]
    );
    let drawn = Rows::read(text).rows.onto(&empty()).design.unwrap();
    let after: Vec<usize> = drawn.process.steps.iter().map(|it| it.after.len()).collect();
    assert_eq!(after, [1, 1, 0, 0]);
}

/// A shop with much that rows cannot say.
fn shop() -> ScenarioDraft {
    let skewed = Work::LogNormal { mean_ms: ms(100.0), p99_ms: ms(400.0) };
    scenario([
        step("pay").named("Pay").on("bank").works(skewed).timeout_ms(900.0).retries(2, 10.0),
        step("mail").named("Mail").on("post").after(["pay"]).reacts_to("Paid").undone_by("sorry"),
        step("pack").named("Pack").on("store").after(["pay"]).exponential_ms(20.0),
    ])
}

#[test]
fn what_rows_cannot_say_stays() {
    let base = shop().design();
    let mut rows = Rows::of(&base);
    rows.set(0, Cell::Step, "Charge");
    rows.set(0, Cell::Work, "0,2s");
    rows.set(1, Cell::Waits, "n");
    let design = made(&rows, &base);
    let charge = &design.process.steps[0];
    assert_eq!((charge.id.as_str(), charge.name.as_str()), ("charge", "Charge"));
    assert_eq!((charge.call.timeout_ms, charge.call.retries), (Some(ms(900.0)), 2));
    assert_eq!(charge.work, Work::LogNormal { mean_ms: ms(200.0), p99_ms: ms(800.0) });
    let mail = &design.process.steps[1];
    assert_eq!(mail.after, ["charge".into()]);
    assert_eq!(mail.business.compensation.as_deref(), Some("sorry"));
    assert_eq!(mail.business.response, Some(Response::Deferred));
    // What named it otherwise names it so now.
    let rows = rows.renamed(&base);
    assert_eq!(rows.rows[1].after, "Charge");
    assert_eq!(made(&rows, &design), design, "nothing more changes");
}

#[test]
fn a_row_that_is_gone_takes_its_step_and_what_did_nothing_else() {
    let base = shop().design();
    let mut rows = Rows::of(&base);
    rows.remove(0);
    let design = made(&rows, &base);
    let ids = |design: &Design| -> Vec<String> {
        design.process.steps.iter().map(|it| it.id.to_string()).collect()
    };
    assert_eq!(ids(&design), ["mail", "pack"]);
    assert!(design.process.steps.iter().all(|it| it.after.is_empty()));
    let services: Vec<&str> = design.services.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(services, ["post", "store"]);
    // Another process is another process: nothing is inherited by place.
    let other = Rows::read("Search @ Index\nBook @ Desk").rows;
    let design = made(&other, &base);
    assert_eq!(ids(&design), ["search", "book"]);
    assert_eq!(design.process.steps[0].call, Step::default().call);
    // Nothing at all is a step without a name.
    let nothing = made(&Rows::default(), &base);
    assert_eq!(nothing.process.steps.len(), 1);
}

#[test]
fn a_service_is_made_with_assumed_workers_renamed_with_its_own_and_told_where_rows_disagree() {
    let base = design("A @ First x3\nB @ First\nC @ Second");
    let staff = |design: &Design| -> Vec<(String, Option<u32>, bool)> {
        design.services.iter().map(|it| (it.name.clone(), it.workers, it.assumed)).collect()
    };
    let first = ("First".to_owned(), Some(3), false);
    let second = ("Second".to_owned(), Some(8), true);
    assert_eq!(staff(&base), [first.clone(), second]);
    // Of two that are on it, one goes elsewhere; then the other follows.
    let one = made(&Rows::read("A @ Third\nB @ First\nC @ Second x4").rows, &base);
    let third = ("Third".to_owned(), Some(8), true);
    assert_eq!(staff(&one), [first, ("Second".to_owned(), Some(4), false), third]);
    let renamed = made(&Rows::read("A @ Erste\nB @ Erste\nC @ Second").rows, &base);
    assert_eq!(staff(&renamed)[0], ("Erste".to_owned(), Some(3), false));
    assert_eq!(renamed.services[0].id.as_str(), "erste");
    assert_eq!(
        lacks("A @ First x3\nB @ First x5\nC @ Second", &base),
        ["2:11 5 workers, where 3 stand in a row above; one number for First"]
    );
}

#[test]
fn a_name_that_is_typed_letter_by_letter_is_one_step_with_the_id_of_its_name() {
    let mut design = empty();
    let mut rows = Rows::default();
    for typed in ["R", "Res", "Reserve", "Reserve room"] {
        rows.set(0, Cell::Step, typed);
        design = rows.onto(&design).design.unwrap();
    }
    for typed in ["I", "Inv", "Inventory"] {
        rows.set(0, Cell::Service, typed);
        design = rows.onto(&design).design.unwrap();
    }
    let [step] = &design.process.steps[..] else { panic!("{design:?}") };
    assert_eq!((step.id.as_str(), step.service.as_str()), ("reserve-room", "inventory"));
    let [service] = &design.services[..] else { panic!("{design:?}") };
    assert_eq!((service.name.as_str(), service.assumed), ("Inventory", true));
}

#[test]
fn a_length_may_have_a_space_before_its_unit() {
    let made = design("Quote price @ Pricing 80 ms x3 !\nWait @ Desk 1,5 s\n15 /min");
    let step = |index: usize| &made.process.steps[index];
    assert_eq!((step(0).work.mean_ms(), step(1).work.mean_ms()), (80.0, 1_500.0));
    assert_eq!((step(0).service.as_str(), step(1).name.as_str()), ("pricing", "Wait"));
    assert_eq!(made.service(&step(0).service).unwrap().workers, Some(3));
    // A name that reads so stands in quotes.
    let text = "\"Run 5 min\" @ \"Room 2\" 1min";
    assert_eq!(Rows::read(text).rows.to_text(), text);
    assert!(Rows::read(text).lacks.is_empty());
}

#[test]
fn cells_of_a_spreadsheet_are_rows() {
    let text =
        "Step\tService\tWork\tWaits\nReserve room\tInventory\t60\tyes\nSend mail\tMail\t1,5 s\tno";
    let pasted = cells::read(text, Cell::Step);
    let mut rows = Rows::default();
    for (index, cells) in pasted.rows.iter().enumerate() {
        for (cell, text) in cells {
            assert!(rows.set(index, *cell, text));
        }
    }
    assert_eq!(rows.to_text(), "Reserve room @ Inventory 60ms !\nSend mail @ Mail 1500ms ~");
}

#[test]
fn what_changes_elsewhere_is_taken_over_and_what_is_typed_stays() {
    let base = design("A @ S 60ms\nB @ S");
    let mut typed = Rows::of(&base);
    typed.set(0, Cell::Work, "soon");
    typed.set(1, Cell::After, "Nowhere");
    typed.add(2);
    typed.set(3, Cell::Step, "C");
    let mut flipped = base.scenario().clone();
    flipped.process.steps[1].mode = Mode::Event;
    flipped.targets.success_ratio = Some(syncline::testing::ratio(0.99));
    let after = typed.after_change(&base, &Design::check(flipped).unwrap());
    let mut expected = typed.clone();
    expected.rows[1].trigger = Some(Mode::Event);
    expected.served = "99".to_owned();
    assert_eq!(after, expected);
    // A step that is gone takes its row with it; a new one gets one.
    let other = design("B @ S\nZ @ S");
    let after = typed.after_change(&base, &other);
    let names: Vec<&str> = after.rows.iter().map(|it| it.step.as_str()).collect();
    assert_eq!(names, ["B", "Z", "", "C"]);
}
