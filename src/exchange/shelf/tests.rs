//! The shelf over a map: what is kept stays, and nothing is lost without being asked.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::*;
use crate::catalogue;

/// A keeper with room for so many texts.
struct Map {
    texts: RefCell<BTreeMap<String, String>>,
    room: Cell<usize>,
}

impl Keeper for &Map {
    fn keys(&self) -> Vec<String> {
        self.texts.borrow().keys().cloned().collect()
    }

    fn find(&self, key: &str) -> Option<String> {
        self.texts.borrow().get(key).cloned()
    }

    fn keep(&self, key: &str, text: &str) -> Result<(), NotKept> {
        let mut texts = self.texts.borrow_mut();
        if texts.len() >= self.room.get() && !texts.contains_key(key) {
            return Err(NotKept::Full);
        }
        texts.insert(key.to_owned(), text.to_owned());
        Ok(())
    }

    fn forget(&self, key: &str) {
        self.texts.borrow_mut().remove(key);
    }
}

fn map() -> Map {
    let foreign = ("of another page".to_owned(), "is not ours".to_owned());
    Map { texts: RefCell::new([foreign].into()), room: Cell::new(100) }
}

fn named(name: &str) -> String {
    let scenario = document::read(catalogue::FIRST).unwrap();
    document::write(&Scenario { name: name.to_owned(), ..scenario })
}

fn names(contents: &Contents) -> Vec<&str> {
    contents.own.iter().map(|own| name(&own.scenario)).collect()
}

#[test]
fn several_are_kept_and_the_last_changed_stands_first() {
    let map = map();
    let shelf = Shelf(&map);
    let first = shelf.add(&named("One"), 1_000).unwrap();
    let second = shelf.add(&named("Two"), 1_000).unwrap();
    assert_ne!(first.id, second.id);
    assert_eq!(names(&shelf.look()), ["One", "Two"]);
    let again = shelf.keep(&second, &named("Two, changed"), 2_000).unwrap();
    assert_eq!(again.id, second.id);
    assert!(shelf.has(&again, &named("Two, changed")) && !shelf.has(&again, &named("Two")));
    assert_eq!(names(&shelf.look()), ["Two, changed", "One"]);
    assert_eq!(shelf.know(&second.id), again);
}

#[test]
fn one_is_renamed_duplicated_deleted_and_put_back() {
    let map = map();
    let shelf = Shelf(&map);
    shelf.add(&named("Order"), 1).unwrap();
    shelf.rename(&shelf.look().own[0], "Orders", 2).unwrap();
    assert_eq!(names(&shelf.look()), ["Orders"]);
    for now_ms in [3, 4] {
        let contents = shelf.look();
        let first = contents.own.iter().find(|own| own.scenario.name == "Orders").unwrap();
        shelf.duplicate(first, now_ms).unwrap();
    }
    assert_eq!(names(&shelf.look()), ["Orders, copy 2", "Orders, copy", "Orders"]);
    let own = shelf.look().own.remove(2);
    let taken = shelf.take(&key(&own.id)).unwrap();
    assert_eq!(names(&shelf.look()), ["Orders, copy 2", "Orders, copy"]);
    shelf.put_back(&taken).unwrap();
    assert_eq!(shelf.look().own.remove(2), own);
    assert_eq!(shelf.take("syncline.own.nothing"), None);
}

#[test]
fn what_another_tab_changed_is_not_overwritten() {
    let map = map();
    let (here, there) = (Shelf(&map), Shelf(&map));
    let known = here.add(&named("One"), 1).unwrap();
    let same = there.know(&known.id);
    there.keep(&same, &named("One, changed there"), 2).unwrap();
    let beside = here.keep(&known, &named("One, changed here"), 3).unwrap();
    assert_ne!(beside.id, known.id);
    assert_eq!(names(&here.look()), ["One, changed here", "One, changed there"]);
    // What was deleted there is kept again where it lay.
    let _ = there.take(&key(&beside.id));
    assert_eq!(here.keep(&beside, &named("One, changed here"), 4).unwrap().id, beside.id);
}

#[test]
fn what_is_damaged_is_set_aside_whole_and_reported() {
    let map = map();
    let shelf = Shelf(&map);
    let known = shelf.add(&named("One"), 1).unwrap();
    let whole = (&map).find(&key(&known.id)).unwrap();
    let half = &whole[..whole.len() / 2];
    for (id, text, why) in [
        ("7", "nonsense", "does not begin like anything"),
        ("8", half, "problems; the first"),
        ("9", "0 5\n{}", "does not begin like anything"),
    ] {
        (&map).keep(&key(id), text).unwrap();
        for _ in 0..2 {
            let contents = shelf.look();
            assert_eq!(names(&contents), ["One"]);
            let damaged = contents.damaged.last().unwrap();
            assert_eq!(
                (damaged.key.as_str(), damaged.text.as_str()),
                (&*format!("syncline.aside.{id}"), text)
            );
            assert!(damaged.why.contains(why), "{}", damaged.why);
        }
        assert_eq!((&map).find(&format!("syncline.aside.{id}")).as_deref(), Some(text));
        assert_eq!((&map).find(&key(id)), None);
    }
    // Its id is taken for ever.
    assert_eq!(shelf.add(&named("Two"), 7).unwrap().id, "10");
    assert_eq!((&map).find("of another page").as_deref(), Some("is not ours"));
}

#[test]
fn what_a_later_version_kept_stays_where_it_is() {
    let map = map();
    let shelf = Shelf(&map);
    (&map).keep(&key("5"), "2 1\nwhatever").unwrap();
    let contents = shelf.look();
    assert_eq!(contents.damaged.len(), 1);
    assert_eq!(contents.damaged[0].key, key("5"));
    assert!(contents.damaged[0].why.contains("later version"), "{}", contents.damaged[0].why);
    assert_eq!((&map).find(&key("5")).as_deref(), Some("2 1\nwhatever"));
}

#[test]
fn what_can_be_read_again_comes_back() {
    let map = map();
    let shelf = Shelf(&map);
    let text = entry::write(&named("One"), 1);
    (&map).keep("syncline.aside.5", &text).unwrap();
    assert_eq!(names(&shelf.look()), ["One"]);
    assert_eq!((&map).find(&key("5")), Some(text));
    assert_eq!((&map).find("syncline.aside.5"), None);
}

#[test]
fn a_full_shelf_says_so_and_loses_nothing() {
    let map = map();
    let shelf = Shelf(&map);
    let known = shelf.add(&named("One"), 1).unwrap();
    map.room.set(2);
    assert_eq!(shelf.add(&named("Two"), 2), Err(NotKept::Full));
    assert_eq!(names(&shelf.look()), ["One"]);
    // Nowhere to set it aside: it stays where it was, is reported, and not overwritten.
    (&map).keep(&key(&known.id), "nonsense").unwrap();
    assert_eq!(shelf.look().damaged[0].key, key(&known.id));
    assert_eq!(shelf.keep(&known, &named("One, changed"), 3), Err(NotKept::Full));
    assert_eq!((&map).find(&key(&known.id)).as_deref(), Some("nonsense"));
}
