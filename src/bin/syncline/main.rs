//! The command line: the same core, natively, for pipelines that keep documentation as code.
//!
//! Results go to standard output (`--json`: as JSON), errors and progress to standard error. The exit
//! status is 0 where all is fine, 1 where the design falls short (a target missed, an
//! error-level finding, or no rate that it carries), 2 where the input
//! cannot be used.

#[cfg(not(target_arch = "wasm32"))]
mod command;
#[cfg(not(target_arch = "wasm32"))]
mod judgement;
#[cfg(not(target_arch = "wasm32"))]
mod progress;
#[cfg(not(target_arch = "wasm32"))]
mod text;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    command::main()
}

/// Cargo builds every binary beside the browser tests, this one too.
#[cfg(target_arch = "wasm32")]
fn main() {}
