//! Saves by itself: what is changed of the design that is open is kept a moment later.
//!
//! A built-in scenario, or one that a link carried, becomes an own one with its first change; a file as
//! soon as it is opened. From then on the address says nothing of a link any more, so that loading the
//! page again brings back the work and not the link. Nothing here touches the page: what is to be done
//! there is told, as [`Saved`].

use super::{Opened, Source};
use crate::catalogue;
use crate::exchange::document;
use crate::exchange::library::{self, Known, Storage, Store, StoreError};
use crate::exchange::link::{self, Opens};

/// What is known of what was kept.
#[derive(Debug, Clone, Default)]
pub struct Autosave {
    /// The own scenario that is open, as it lies there.
    known: Option<Known>,
    /// Why something was not kept, as it was said last.
    said: Option<StoreError>,
    /// The source whose original was learned last, and that original, as a document.
    original: Option<(Source, Option<String>)>,
    /// The link in the address whose design was open last.
    opened: String,
}

/// What is to be done after looking whether something is to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// The own scenario of this id is open: to be remembered for when the page is loaded again.
    Open(String),
    /// What is open is an own scenario from now on.
    Own {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
    },
    /// The address no longer says what is open: its link is to be taken out of it.
    DropLink,
    /// Nobody knows yet what this source has; once it is [learned](Autosave::learn), look again.
    Learn(Source),
    /// Something was not kept, and why.
    Tell(StoreError),
}

impl Autosave {
    /// Keeps what is open where it is somebody's work. `document` is the design that is open, `fragment`
    /// what follows the `#` of the address, `now_ms` milliseconds since 1970.
    pub fn save<K: Storage>(
        &mut self,
        store: &Store<K>,
        opened: &Opened,
        document: &str,
        fragment: &str,
        now_ms: u64,
    ) -> Vec<Saved> {
        let mut saved = match &opened.source {
            Source::Own(id) => self.save_own(store, id, opened, document, now_ms),
            Source::Document(_) => self.begin_own(store, opened, opened.label(), now_ms),
            Source::Catalogue(_) | Source::Link(_) => match self.is_original(opened, document) {
                Some(true) => Vec::new(),
                Some(false) => {
                    let name = format!("{}, mine", library::name(&opened.design));
                    self.begin_own(store, opened, &name, now_ms)
                }
                // Another link is in the address already: what it carries is about to be opened, and
                // nobody can say any more what this one carried.
                None if matches!(opened.source, Source::Link(_))
                    && !is_of_address(&opened.source, fragment) =>
                {
                    return Vec::new();
                }
                None => return vec![Saved::Learn(opened.source.clone())],
            },
        };
        if is_of_address(&opened.source, fragment) {
            fragment.clone_into(&mut self.opened);
        } else if self.opened == fragment && !saved.contains(&Saved::DropLink) {
            saved.push(Saved::DropLink);
        }
        saved
    }

    /// Keeps an own scenario where it lies, or beside what another tab made of it.
    fn save_own<K: Storage>(
        &mut self,
        store: &Store<K>,
        id: &str,
        opened: &Opened,
        document: &str,
        now_ms: u64,
    ) -> Vec<Saved> {
        let known = self.known.take().filter(|known| known.id == id);
        let known = known.unwrap_or_else(|| store.know(id));
        if store.has(&known, document) {
            return self.is_open(known);
        }
        match store.keep(&known, document, now_ms) {
            Ok(kept) if kept.id == id => self.is_open(kept),
            Ok(kept) => {
                // It was changed in another tab: this is a second one from now on.
                let name = store.free_name(library::name(&opened.design));
                let own = Saved::Own { id: kept.id.clone(), name };
                let mut saved = self.is_open(kept);
                saved.push(own);
                saved
            }
            Err(why) => {
                self.known = Some(known);
                self.tell(why)
            }
        }
    }

    /// Makes an own scenario of the design that is open.
    fn begin_own<K: Storage>(
        &mut self,
        store: &Store<K>,
        opened: &Opened,
        wanted: &str,
        now_ms: u64,
    ) -> Vec<Saved> {
        let name = store.free_name(wanted);
        match store.add(&document::write(&opened.design.named(&name)), now_ms) {
            Ok(kept) => {
                let own = Saved::Own { id: kept.id.clone(), name };
                let mut saved = self.is_open(kept);
                saved.extend([own, Saved::DropLink]);
                saved
            }
            Err(why) => self.tell(why),
        }
    }

    /// This own scenario is open, as it lies there.
    pub fn is_open(&mut self, known: Known) -> Vec<Saved> {
        let id = known.id.clone();
        self.known = Some(known);
        vec![Saved::Open(id)]
    }

    /// Says why something was not kept: once, until it is for another reason.
    pub fn tell(&mut self, why: StoreError) -> Vec<Saved> {
        let is_said = self.said.replace(why) == Some(why);
        (!is_said).then_some(Saved::Tell(why)).into_iter().collect()
    }

    /// Whether a document is what its source has, if that is known already.
    fn is_original(&self, opened: &Opened, document: &str) -> Option<bool> {
        let (source, original) = self.original.as_ref()?;
        (*source == opened.source).then(|| original.as_deref() == Some(document))
    }

    /// Whether what is open is what its entry of the catalogue has, if that is known already.
    #[must_use]
    pub fn is_entry(&self, opened: &Opened, document: &str) -> Option<&'static catalogue::Entry> {
        let Source::Catalogue(id) = &opened.source else { return None };
        let is_original = self.is_original(opened, document) == Some(true);
        catalogue::find(id).filter(|_| is_original)
    }

    /// What a source has, as a text; nothing where it could not be loaded.
    pub fn learn(&mut self, source: Source, text: Option<&str>) {
        let design = text.and_then(|text| document::read(text).ok());
        self.original = Some((source, design.map(|design| document::write(&design))));
    }
}

/// Whether the address is that of a design, or says nothing of any.
fn is_of_address(source: &Source, fragment: &str) -> bool {
    match link::read(fragment) {
        None => true,
        Some(Err(_)) => !matches!(source, Source::Own(_)),
        Some(Ok(link)) => match (link.opens, source) {
            (Opens::Entry(entry), Source::Catalogue(id)) => entry.id == id,
            (Opens::Packed(_), Source::Link(end)) => fragment.ends_with(end),
            _ => false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Edit, Mode};
    use crate::testing::{MemoryStorage, checkout};

    /// The first entry of the catalogue, as it is.
    fn first() -> Opened {
        let design = document::read(catalogue::FIRST).unwrap();
        let id = catalogue::ENTRIES[0].id.to_owned();
        Opened { source: Source::Catalogue(id), design }
    }

    fn flipped(opened: &Opened) -> Opened {
        let step = opened.design.process.steps[0].clone();
        let edit = Edit::SetMode { step: step.id, mode: step.mode.flipped() };
        Opened { design: edit.apply(&opened.design).unwrap().design, ..opened.clone() }
    }

    fn text(opened: &Opened) -> String {
        document::write(&opened.design)
    }

    /// Who saves, with the original of the first entry learned.
    fn learned() -> Autosave {
        let mut autosave = Autosave::default();
        autosave.learn(first().source, Some(catalogue::FIRST));
        autosave
    }

    #[test]
    fn an_entry_as_it_is_is_not_kept_and_its_first_change_makes_an_own_one() {
        let map = MemoryStorage::default();
        let store = Store(&map);
        let mut autosave = Autosave::default();
        let (opened, document) = (first(), text(&first()));
        let asks = autosave.save(&store, &opened, &document, "", 1);
        assert_eq!(asks, [Saved::Learn(opened.source.clone())]);
        autosave.learn(opened.source.clone(), Some(catalogue::FIRST));
        assert_eq!(autosave.save(&store, &opened, &document, "", 1), []);
        assert_eq!(autosave.is_entry(&opened, &document).unwrap().id, catalogue::ENTRIES[0].id);
        let changed = flipped(&opened);
        assert!(autosave.is_entry(&changed, &text(&changed)).is_none());
        let saved = autosave.save(&store, &changed, &text(&changed), "", 2);
        let [Saved::Open(open), Saved::Own { id, name }, Saved::DropLink] = &saved[..] else {
            panic!("{saved:?}");
        };
        assert_eq!((open, name.as_str()), (id, "Shop checkout, mine"));
        assert_eq!(store.look().own.len(), 1);
    }

    #[test]
    fn an_own_one_is_kept_where_it_lies_unless_another_tab_has_changed_it() {
        let map = MemoryStorage::default();
        let store = Store(&map);
        let known = store.add(&text(&first()), 1).unwrap();
        let own = Opened { source: Source::Own(known.id.clone()), ..first() };
        let mut autosave = Autosave::default();
        assert_eq!(autosave.is_open(known.clone()), [Saved::Open(known.id.clone())]);
        let changed = flipped(&own);
        assert_eq!(
            autosave.save(&store, &changed, &text(&changed), "", 2),
            [Saved::Open(known.id.clone())]
        );
        assert_eq!(store.look().own[0].design, changed.design);
        // Another tab makes something else of it.
        let other = Opened { design: checkout(Mode::Event).design(), ..own.clone() };
        store.keep(&store.know(&known.id), &text(&other), 3).unwrap();
        let saved = autosave.save(&store, &own, &text(&own), "", 4);
        let [Saved::Open(open), Saved::Own { id, .. }] = &saved[..] else { panic!("{saved:?}") };
        assert!(open == id && *id != known.id);
        assert_eq!(store.look().own.len(), 2, "nothing was lost");
    }

    #[test]
    fn why_something_is_not_kept_is_said_once() {
        let map = MemoryStorage::default();
        map.room.set(1);
        let store = Store(&map);
        let mut autosave = learned();
        let changed = flipped(&first());
        let save = |autosave: &mut Autosave| {
            autosave.save(&store, &changed, &text(&changed), "s1&c=checkout", 1)
        };
        assert_eq!(save(&mut autosave)[0], Saved::Tell(StoreError::Full));
        assert!(!save(&mut autosave).contains(&Saved::Tell(StoreError::Full)));
        map.room.set(100);
        assert!(matches!(save(&mut autosave)[0], Saved::Open(_)));
    }

    #[test]
    fn a_file_is_kept_as_soon_as_it_is_open_by_its_own_name() {
        let map = MemoryStorage::default();
        let store = Store(&map);
        let opened = Opened { source: Source::Document("mine.json".to_owned()), ..first() };
        let saved = Autosave::default().save(&store, &opened, &text(&opened), "", 1);
        let Saved::Own { name, .. } = &saved[1] else { panic!("{saved:?}") };
        assert_eq!(name, "Shop checkout");
    }
}
