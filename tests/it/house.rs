//! The house's own rules: which room may use which, and what the documents say of the tree.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Which rooms each room may use, beside itself.
const MAY_USE: [(&str, &[&str]); 18] = [
    ("units", &[]),
    ("model", &["units"]),
    ("verdict", &["model", "units"]),
    ("simulation", &["model", "units"]),
    ("study", &["verdict", "simulation", "model", "units"]),
    ("scene", &["verdict", "simulation", "model", "units"]),
    ("catalogue", &["verdict", "simulation", "model", "units"]),
    ("exchange", &["catalogue", "study", "scene", "verdict", "simulation", "model", "units"]),
    (
        "session",
        &["exchange", "catalogue", "study", "scene", "verdict", "simulation", "model", "units"],
    ),
    ("errand", &["exchange", "catalogue", "simulation", "model", "units"]),
    ("browser", &[]),
    ("worker", &["errand"]),
    ("runner", &["browser", "errand", "simulation", "model", "units"]),
    ("parts", &["scene"]),
    ("bridge", &["model", "units"]),
    (
        "annex",
        &[
            "app",
            "session",
            "bridge",
            "browser",
            "parts",
            "runner",
            "errand",
            "session",
            "exchange",
            "catalogue",
            "study",
            "scene",
            "verdict",
            "simulation",
            "model",
            "units",
        ],
    ),
    (
        "app",
        &[
            "bridge",
            "browser",
            "parts",
            "runner",
            "errand",
            "session",
            "exchange",
            "catalogue",
            "study",
            "scene",
            "verdict",
            "simulation",
            "model",
            "units",
        ],
    ),
    (
        "bin",
        &[
            "annex",
            "worker",
            "exchange",
            "catalogue",
            "study",
            "scene",
            "verdict",
            "simulation",
            "model",
            "units",
        ],
    ),
];

/// What only `app` and `browser` may name.
const OF_THE_BROWSER: [&str; 5] = ["leptos", "web_sys", "js_sys", "wasm_bindgen", "gloo_timers"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
}

/// The source files, each with its room and its text without comments.
fn sources() -> Vec<(String, PathBuf, String)> {
    let mut found = Vec::new();
    files(&root().join("src"), "rs", &mut found);
    (found.into_iter())
        .map(|path| {
            let inside = path.strip_prefix(root().join("src")).unwrap().to_path_buf();
            let first = inside.components().next().unwrap().as_os_str().to_string_lossy();
            let room = first.trim_end_matches(".rs").to_owned();
            let text = fs::read_to_string(&path).unwrap();
            let code: Vec<&str> =
                text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
            (room, inside, code.join("\n"))
        })
        .collect()
}

/// Every word that follows `crate::` or `syncline::`, the words in braces included.
fn rooms_named(code: &str) -> Vec<String> {
    let mut named = Vec::new();
    for start in ["crate::", "syncline::"] {
        for (at, _) in code.match_indices(start) {
            if code[..at].ends_with(|before: char| {
                before.is_alphanumeric() || before == '_' || before == '$'
            }) {
                continue;
            }
            let rest = &code[at + start.len()..];
            let word = |text: &str| -> String {
                text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
            };
            if let Some(inside) = rest.strip_prefix('{') {
                let end = inside.find('}').unwrap_or(inside.len());
                named.extend(inside[..end].split(',').map(word));
            } else {
                named.push(word(rest));
            }
        }
    }
    named
}

#[test]
fn imports_point_one_way() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.into_iter().collect();
    let mut wrong = Vec::new();
    for (room, path, code) in sources() {
        if room == "lib" || room == "main" {
            continue;
        }
        let may =
            allowed.get(room.as_str()).unwrap_or_else(|| panic!("{room} is no room of the house"));
        for named in rooms_named(&code) {
            if allowed.contains_key(named.as_str())
                && named != room
                && !may.contains(&named.as_str())
            {
                wrong.push(format!("{}: {room} uses {named}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "imports that point the wrong way:\n{}", wrong.join("\n"));
}

#[test]
fn only_the_app_and_the_browser_know_the_browser() {
    for (room, path, code) in sources() {
        if ["app", "annex", "parts", "runner", "browser", "worker", "main", "lib"]
            .contains(&room.as_str())
        {
            continue;
        }
        for name in OF_THE_BROWSER {
            assert!(!code.contains(&format!("{name}::")), "{} names {name}", path.display());
        }
    }
}

#[test]
fn the_core_has_no_clock_and_no_chance_of_its_own() {
    for (room, path, code) in sources() {
        if ["app", "browser", "bin", "main"].contains(&room.as_str()) {
            continue;
        }
        for name in ["std::time", "Instant::now", "SystemTime", "thread_rng", "HashMap", "HashSet"]
        {
            assert!(!code.contains(name), "{} names {name}", path.display());
        }
    }
}

#[test]
fn every_file_opens_with_what_it_is_for_and_is_short_enough_to_hold_in_the_head() {
    let mut found = Vec::new();
    for folder in ["src", "tests", "benches"] {
        files(&root().join(folder), "rs", &mut found);
    }
    for path in found {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//!"), "{} does not say what it is for", path.display());
        let lines = text.lines().count();
        assert!(lines <= 500, "{} has {lines} lines", path.display());
    }
}

#[test]
fn the_documents_name_only_what_is_there() {
    // Words in back-quotes with a slash in them are paths of this repository.
    for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(root().join(document)).unwrap();
        for word in text.split('`').skip(1).step_by(2) {
            let is_path = word.contains('/')
                && !word.contains([' ', '<', '*', ':', '{'])
                && !word.starts_with(['/', '.', '-'])
                && word.starts_with(|c: char| c.is_alphabetic());
            let is_made = ["dist/", "target/"].iter().any(|made| word.starts_with(made));
            if is_path && !is_made {
                assert!(
                    root().join(word).exists(),
                    "{document} names {word}, which does not exist"
                );
            }
        }
    }
}
