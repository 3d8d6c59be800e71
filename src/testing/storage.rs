//! A browser's storage without a browser: texts by their keys, with room for so many.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use crate::exchange::library::{Storage, StoreError};

/// Texts by their keys.
#[derive(Debug)]
pub struct MemoryStorage {
    /// What is kept.
    pub texts: RefCell<BTreeMap<String, String>>,
    /// How many there may be.
    pub room: Cell<usize>,
}

impl Default for MemoryStorage {
    /// With what another page has kept there, and room for a hundred.
    fn default() -> Self {
        let foreign = ("of another page".to_owned(), "is not ours".to_owned());
        Self { texts: RefCell::new([foreign].into()), room: Cell::new(100) }
    }
}

impl Storage for &MemoryStorage {
    fn keys(&self) -> Vec<String> {
        self.texts.borrow().keys().cloned().collect()
    }

    fn find(&self, key: &str) -> Option<String> {
        self.texts.borrow().get(key).cloned()
    }

    fn keep(&self, key: &str, text: &str) -> Result<(), StoreError> {
        let mut texts = self.texts.borrow_mut();
        if texts.len() >= self.room.get() && !texts.contains_key(key) {
            return Err(StoreError::Full);
        }
        texts.insert(key.to_owned(), text.to_owned());
        Ok(())
    }

    fn forget(&self, key: &str) {
        self.texts.borrow_mut().remove(key);
    }
}
