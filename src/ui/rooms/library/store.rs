//! The browser's storage as the storage of own scenarios.

use crate::browser::storage;
use crate::exchange::library::{Storage, Store, StoreError};

/// What this browser keeps.
#[derive(Debug, Clone, Copy)]
pub struct Browser;

/// The own scenarios in this browser.
pub const STORE: Store<Browser> = Store(Browser);

impl Storage for Browser {
    fn keys(&self) -> Vec<String> {
        storage::keys()
    }

    fn find(&self, key: &str) -> Option<String> {
        storage::find(storage::of_site(), key)
    }

    fn keep(&self, key: &str, text: &str) -> Result<(), StoreError> {
        storage::keep(key, text).map_err(|why| match why {
            storage::StorageError::Blocked => StoreError::Refused,
            storage::StorageError::Full => StoreError::Full,
        })
    }

    fn forget(&self, key: &str) {
        storage::forget(key);
    }
}
