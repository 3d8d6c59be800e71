//! The browser's storage as the keeper of the shelf.

use crate::browser::storage;
use crate::exchange::shelf::{Keeper, NotKept};

/// What this browser keeps.
#[derive(Debug, Clone, Copy)]
pub struct Browser;

impl Keeper for Browser {
    fn keys(&self) -> Vec<String> {
        storage::keys()
    }

    fn find(&self, key: &str) -> Option<String> {
        storage::find(storage::of_site(), key)
    }

    fn keep(&self, key: &str, text: &str) -> Result<(), NotKept> {
        storage::keep(key, text).map_err(|why| match why {
            storage::NotKept::Blocked => NotKept::Refused,
            storage::NotKept::Full => NotKept::Full,
        })
    }

    fn forget(&self, key: &str) {
        storage::forget(key);
    }
}
