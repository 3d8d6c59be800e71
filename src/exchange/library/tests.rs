//! The library over a map: what is kept stays, and nothing is lost without being asked.

use super::*;
use crate::catalogue;
use crate::testing::MemoryStorage;

fn map() -> MemoryStorage {
    MemoryStorage::default()
}

fn named(name: &str) -> String {
    document::write(&document::read(catalogue::FIRST).unwrap().named(name))
}

fn names(contents: &Contents) -> Vec<&str> {
    contents.own.iter().map(|own| name(&own.design)).collect()
}

#[test]
fn several_are_kept_and_the_last_changed_stands_first() {
    let map = map();
    let store = Store(&map);
    let first = store.add(&named("One"), 1_000).unwrap();
    let second = store.add(&named("Two"), 1_000).unwrap();
    assert_ne!(first.id, second.id);
    assert_eq!(names(&store.look()), ["One", "Two"]);
    let again = store.keep(&second, &named("Two, changed"), 2_000).unwrap();
    assert_eq!(again.id, second.id);
    assert!(store.has(&again, &named("Two, changed")) && !store.has(&again, &named("Two")));
    assert_eq!(names(&store.look()), ["Two, changed", "One"]);
    assert_eq!(store.know(&second.id), again);
}

#[test]
fn one_is_renamed_duplicated_deleted_and_put_back() {
    let map = map();
    let store = Store(&map);
    store.add(&named("Order"), 1).unwrap();
    store.rename(&store.look().own[0], "Orders", 2).unwrap();
    assert_eq!(names(&store.look()), ["Orders"]);
    for now_ms in [3, 4] {
        let contents = store.look();
        let first = contents.own.iter().find(|own| own.design.name == "Orders").unwrap();
        store.duplicate(first, now_ms).unwrap();
    }
    assert_eq!(names(&store.look()), ["Orders, copy 2", "Orders, copy", "Orders"]);
    let own = store.look().own.remove(2);
    let taken = store.take(&key(&own.id)).unwrap();
    assert_eq!(names(&store.look()), ["Orders, copy 2", "Orders, copy"]);
    store.put_back(&taken).unwrap();
    assert_eq!(store.look().own.remove(2), own);
    assert_eq!(store.take("syncline.own.nothing"), None);
}

#[test]
fn what_another_tab_changed_is_not_overwritten() {
    let map = map();
    let (here, there) = (Store(&map), Store(&map));
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
    let store = Store(&map);
    let known = store.add(&named("One"), 1).unwrap();
    let whole = (&map).find(&key(&known.id)).unwrap();
    let half = &whole[..whole.len() / 2];
    for (id, text, why) in [
        ("7", "nonsense", "does not begin like anything"),
        ("8", half, "problems; the first"),
        ("9", "0 5\n{}", "does not begin like anything"),
    ] {
        (&map).keep(&key(id), text).unwrap();
        for _ in 0..2 {
            let contents = store.look();
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
    assert_eq!(store.add(&named("Two"), 7).unwrap().id, "10");
    assert_eq!((&map).find("of another page").as_deref(), Some("is not ours"));
}

#[test]
fn what_a_later_version_kept_stays_where_it_is() {
    let map = map();
    let store = Store(&map);
    (&map).keep(&key("5"), "2 1\nwhatever").unwrap();
    let contents = store.look();
    assert_eq!(contents.damaged.len(), 1);
    assert_eq!(contents.damaged[0].key, key("5"));
    assert!(contents.damaged[0].why.contains("later version"), "{}", contents.damaged[0].why);
    assert_eq!((&map).find(&key("5")).as_deref(), Some("2 1\nwhatever"));
}

#[test]
fn what_can_be_read_again_comes_back() {
    let map = map();
    let store = Store(&map);
    let text = entry::write(&named("One"), 1);
    (&map).keep("syncline.aside.5", &text).unwrap();
    assert_eq!(names(&store.look()), ["One"]);
    assert_eq!((&map).find(&key("5")), Some(text));
    assert_eq!((&map).find("syncline.aside.5"), None);
}

#[test]
fn a_full_store_says_so_and_loses_nothing() {
    let map = map();
    let store = Store(&map);
    let known = store.add(&named("One"), 1).unwrap();
    map.room.set(2);
    assert_eq!(store.add(&named("Two"), 2), Err(StoreError::Full));
    assert_eq!(names(&store.look()), ["One"]);
    // Nowhere to set it aside: it stays where it was, is reported, and not overwritten.
    (&map).keep(&key(&known.id), "nonsense").unwrap();
    assert_eq!(store.look().damaged[0].key, key(&known.id));
    assert_eq!(store.keep(&known, &named("One, changed"), 3), Err(StoreError::Full));
    assert_eq!((&map).find(&key(&known.id)).as_deref(), Some("nonsense"));
}
