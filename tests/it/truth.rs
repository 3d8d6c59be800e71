//! Inputs on which the figures were wrong at ff81f39, and what the command line says of them.

use std::process::{Command, Output};

use syncline::exchange::document;
use syncline::model::Design;

fn path(name: &str) -> String {
    format!("{}/tests/fixtures/truth/{name}.syncline.json", env!("CARGO_MANIFEST_DIR"))
}

/// One of them.
pub fn design(name: &str) -> Design {
    document::read(&std::fs::read_to_string(path(name)).unwrap()).unwrap()
}

/// What `syncline simulate` says of it, over so many requests.
pub fn simulated(name: &str, requests: u32) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_syncline"));
    command.args(["simulate", &path(name), "--requests", &requests.to_string()]).output().unwrap()
}
