//! Links: whatever is written is read again, whatever else arrives is refused without harm, and links of
//! every version that there was open for ever.

use proptest::prelude::*;
use syncline::exchange::document;
use syncline::exchange::library::{Storage, Store};
use syncline::exchange::link::{self, Begins, Link, Opens};
use syncline::units::Moment;

use crate::random_scenario::random_design;
use syncline::testing::MemoryStorage;

/// Links as they were written by the version in their names.
const VERSION_1: &str = include_str!("../fixtures/links/version-1.txt");

#[test]
fn a_link_of_the_first_version_opens() {
    let link = link::read(VERSION_1.trim_end()).unwrap().unwrap();
    let Opens::Packed(packed) = link.opens else { panic!("it carries a document") };
    let scenario = document::read(&link::unpack(&packed).unwrap()).unwrap();
    assert_eq!((scenario.name.as_str(), scenario.process.steps.len()), ("Kept for ever", 2));
    assert_eq!(link.begins, Begins::RestingAt(Moment::from_micros(12_500_123)));
    assert_eq!((link.view.as_str(), link.theme.as_str()), ("matrix", "dark"));
}

/// What lay in a browser's storage after Syncline of 21 November 2026 had kept a changed checkout.
const KEPT: &str = include_str!("../fixtures/kept/version-1.txt");

#[test]
fn a_design_that_was_kept_before_opens_and_is_written_as_it_lies_there() {
    let map = MemoryStorage::default();
    (&map).keep("syncline.own.1764230000000", KEPT).unwrap();
    let contents = Store(&map).look();
    assert_eq!((contents.own.len(), contents.damaged.len()), (1, 0));
    let own = &contents.own[0];
    assert_eq!((own.id.as_str(), own.changed_ms), ("1764230000000", 1_764_230_000_000));
    assert_eq!(
        (own.design.name.as_str(), own.design.process.steps.len()),
        ("Shop checkout, mine", 7)
    );
    let (_, document) = KEPT.split_once('\n').unwrap();
    assert_eq!(document::write(&own.design).trim_end(), document.trim_end());
}

fn begins() -> impl Strategy<Value = Begins> {
    let moment = any::<u32>().prop_map(|micros| Moment::from_micros(micros.into()));
    prop_oneof![
        Just(Begins::AsEver),
        moment.clone().prop_map(Begins::RestingAt),
        moment.prop_map(Begins::PlayingFrom),
    ]
}

proptest! {
    #[test]
    fn a_scenario_comes_back_from_its_link_as_it_was(
        scenario in random_design(),
        begins in begins(),
        view in "[a-z]{0,10}",
        theme in "(|light|dark)",
    ) {
        let opens = Opens::Packed(link::pack(&document::write_compact(&scenario)));
        let link = Link { opens, begins, view, theme };
        let again = link::read(&link::write(&link)).unwrap().unwrap();
        prop_assert_eq!(&again, &link);
        let Opens::Packed(packed) = again.opens else { unreachable!() };
        prop_assert_eq!(document::read(&link::unpack(&packed).unwrap()), Ok(scenario));
    }

    #[test]
    fn whatever_arrives_is_read_without_harm(text in "(s1(&(at_s|from_s|view|theme|scenario|carries)=[A-Za-z0-9_.-]{0,60}){0,5}|\\PC{0,80})") {
        if let Some(Ok(link)) = link::read(&text)
            && let Opens::Packed(packed) = link.opens
            && let Ok(document) = link::unpack(&packed)
        {
            prop_assert!(document.len() <= document::LARGEST);
        }
    }

    #[test]
    fn a_link_with_a_wrong_letter_says_the_same_or_is_refused(at in any::<prop::sample::Index>(), letter in "[A-Za-z0-9_&=.-]") {
        let text = VERSION_1.trim_end();
        let start = text.find("carries=").unwrap() + "carries=".len();
        let whole = link::unpack(&text[start..]).unwrap();
        let at = start + at.index(text.len() - start);
        let changed = [&text[..at], &letter, &text[at + 1..]].concat();
        if let Ok(Link { opens: Opens::Packed(packed), .. }) = link::read(&changed).unwrap()
            && let Ok(document) = link::unpack(&packed)
        {
            prop_assert_eq!(document, whole);
        }
    }
}
