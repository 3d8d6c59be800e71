//! What the browser keeps for this site, as texts under keys: for all its tabs, or for this tab.

use web_sys::Storage;

/// Why a text was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageError {
    /// The browser lets the page keep nothing.
    Blocked,
    /// There is no room for it.
    Full,
}

/// For all tabs; nothing where the browser refuses.
#[must_use]
pub fn of_site() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// For this tab alone.
#[must_use]
pub fn of_tab() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// All keys.
#[must_use]
pub fn keys() -> Vec<String> {
    let Some(storage) = of_site() else { return Vec::new() };
    let count = storage.length().unwrap_or_default();
    (0..count).filter_map(|index| storage.key(index).ok()?).collect()
}

/// What is kept under a key.
#[must_use]
pub fn find(storage: Option<Storage>, key: &str) -> Option<String> {
    storage?.get_item(key).ok()?
}

/// Keeps a text under a key, for all tabs.
///
/// # Errors
/// Why it was not kept; what was there still is.
pub fn keep(key: &str, text: &str) -> Result<(), StorageError> {
    let storage = of_site().ok_or(StorageError::Blocked)?;
    // Whoever gives access refuses only what is too much.
    storage.set_item(key, text).map_err(|_| StorageError::Full)
}

/// Keeps a text under a key for this tab too; it is no loss where that is refused.
pub fn keep_in_tab(key: &str, text: &str) {
    let _ = of_tab().map(|storage| storage.set_item(key, text));
}

/// Forgets what is kept under a key, for all tabs and for this one.
pub fn forget(key: &str) {
    for storage in [of_site(), of_tab()].into_iter().flatten() {
        let _ = storage.remove_item(key);
    }
}
