//! The house's own rules: which room may use which, and what the documents say of the tree.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use petgraph::algo::tarjan_scc;
use petgraph::graph::DiGraph;

use crate::imports::{self, Module};

/// The files that stand between a browser and the rest.
const AT_THE_EDGE: [&str; 4] =
    ["worker/page.rs", "worker/serve.rs", "worker/slices.rs", "bin/app.rs"];

/// What only `ui` and `browser` may name.
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

fn modules() -> Vec<Module> {
    let mut found = Vec::new();
    files(&root().join("src"), "rs", &mut found);
    imports::modules(&root().join("src"), &found)
}

/// The table of rooms in ARCHITECTURE.md: each room, and all that it may use, what those may use included.
fn may_use() -> BTreeMap<String, BTreeSet<String>> {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let rows = map.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| `src/")?.split('|');
        let room = cells.next()?.trim().trim_end_matches('`').to_owned();
        let uses = cells.nth(1)?.trim();
        let uses = if uses == "–" { "" } else { uses };
        Some((room, uses.split(", ").filter(|it| !it.is_empty()).map(str::to_owned).collect()))
    });
    let mut all: BTreeMap<String, BTreeSet<String>> = rows.collect();
    for _ in 0..all.len() {
        let before = all.clone();
        for uses in all.values_mut() {
            let further = |room: &String| {
                before.get(room).unwrap_or_else(|| panic!("{room} is no room")).clone()
            };
            uses.extend(uses.iter().flat_map(further).collect::<Vec<_>>());
        }
    }
    all
}

#[test]
fn imports_point_one_way_as_the_map_says() {
    let may_use = may_use();
    for (room, uses) in &may_use {
        assert!(!uses.contains(room), "{room} may use itself, by a circle in the map");
    }
    let mut wrong = Vec::new();
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let modules = modules();
    for module in &modules {
        let room = module.room();
        let may = may_use.get(room).unwrap_or_else(|| panic!("{room} is not in the map"));
        for named in module.names.iter().map(|name| name[0].as_str()) {
            if named != room && !may.contains(named) {
                wrong.push(format!("{}: {room} uses {named}", module.file.display()));
            }
        }
        used.insert(room);
    }
    assert!(wrong.is_empty(), "imports that point the wrong way:\n{}", wrong.join("\n"));
    let listed: BTreeSet<&str> = may_use.keys().map(String::as_str).collect();
    assert_eq!(listed, used, "the map lists the rooms that there are");
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    // A folder's own page and the files in it may know each other: together they are one thing.
    let modules = modules();
    let mut graph = DiGraph::<&Module, ()>::new();
    let nodes: BTreeMap<&imports::Name, _> =
        modules.iter().map(|module| (&module.name, graph.add_node(module))).collect();
    for module in &modules {
        for named in &module.names {
            if !named.starts_with(&module.name) && !module.name.starts_with(named) {
                graph.add_edge(nodes[&module.name], nodes[named], ());
            }
        }
    }
    let circles: Vec<String> = (tarjan_scc(&graph).iter())
        .filter(|circle| circle.len() > 1)
        .map(|circle| {
            let inside = |it: &_| circle.contains(it);
            let uses: Vec<String> = (circle.iter())
                .flat_map(|&from| graph.neighbors(from).filter(inside).map(move |to| (from, to)))
                .map(|(from, to)| {
                    format!("  {} uses {}", graph[from].file.display(), graph[to].file.display())
                })
                .collect();
            uses.join("\n")
        })
        .collect();
    assert!(circles.is_empty(), "files that use each other:\n{}", circles.join("\n\n"));
}

#[test]
fn only_the_app_and_the_browser_know_the_browser() {
    for (room, path, code) in sources() {
        if ["ui", "browser", "main", "lib"].contains(&room.as_str())
            || AT_THE_EDGE.iter().any(|edge| path == Path::new(edge))
        {
            continue;
        }
        for name in OF_THE_BROWSER {
            assert!(!code.contains(&format!("{name}::")), "{} names {name}", path.display());
        }
    }
}

#[test]
fn the_core_has_no_clock_and_no_randomness_of_its_own() {
    for (room, path, code) in sources() {
        if ["ui", "browser", "bin", "main"].contains(&room.as_str()) {
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
            let is_made = ["dist/", "target/", "tests/e2e/node_modules/"]
                .iter()
                .any(|made| word.starts_with(made));
            if is_path && !is_made {
                assert!(
                    root().join(word).exists(),
                    "{document} names {word}, which does not exist"
                );
            }
        }
    }
}
