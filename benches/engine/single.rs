//! One measurement, for whoever takes turns between programs: `scripts/bench.mjs` does, with this
//! program compiled natively and to WebAssembly.
//!
//! Asked for by `engine` or `bare`, the number of the workload, how many requests and a seed; the
//! answer is simulated requests per second. Asked for by `verdict` and whether the questions are answered
//! (1 or 0), it is how long a verdict takes, in milliseconds. Without an operating system the question stands in the
//! global `asked`, and the answer goes to the global `answer`.

use crate::bare;
use crate::verdict;
use crate::workload::{self, Workload};

/// Requests per second by this clock, in milliseconds; `None` for a question that is none.
pub fn measure(asked: &[String], now_ms: impl Fn() -> f64) -> Option<f64> {
    if let [what, answered] = asked
        && what == "verdict"
    {
        return Some(verdict::measure(answered == "1", now_ms));
    }
    let [what, workload, requests, seed] = asked else { return None };
    let workload: &Workload = workload::ALL.get(workload.parse::<usize>().ok()?)?;
    let (requests, seed) = (requests.parse().ok()?, seed.parse().ok()?);
    let design = workload.design(requests);
    let began = now_ms();
    match what.as_str() {
        "engine" => workload::engine(&design, seed),
        "bare" => workload.bare(bare::plain, requests, seed),
        _ => return None,
    }
    Some(f64::from(requests) / (now_ms() - began) * 1_000.0)
}

#[cfg(target_arch = "wasm32")]
pub fn answer() {
    let global = js_sys::global();
    let asked = js_sys::Reflect::get(&global, &"asked".into()).expect("a global object");
    let asked = asked.as_string().unwrap_or_default();
    let asked: Vec<String> = asked.split(' ').map(str::to_owned).collect();
    let measured = measure(&asked, js_sys::Date::now).unwrap_or(f64::NAN);
    js_sys::Reflect::set(&global, &"answer".into(), &measured.into()).expect("a global object");
}
