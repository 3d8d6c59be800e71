# ./dev test: every check, in the order of what is quickest to fail. Sourced by `dev`.

stage_times=()
stage_name=

test_all() {
  stage set-up test_setup
  stage format check_format
  stage lints check_lints
  stage "native tests" cargo test
  stage documentation check_docs
  stage "browser tests" test_in_browser
  stage build test_build
  stage "end-to-end tests" test_site
  stage_name=
  say ""
  say "All stages passed. $(printf '%s; ' "${stage_times[@]}" | sed 's/; $/./')"
}

# stage NAME COMMAND...: stops the whole test, by name, when the command fails.
stage() {
  local began=$SECONDS
  stage_name=$1
  shift
  say ""
  say "== $stage_name =="
  "$@"
  stage_times+=("$stage_name $(duration $((SECONDS - began)))")
}
trap 'end_jobs; [ -z "$stage_name" ] || say "Stopped: the stage \"$stage_name\" of ./dev test failed; the reason is above."' EXIT

test_setup() { need_lint; need_build; need_browser; }

check_format() { cargo fmt --check; }

check_lints() {
  cargo clippy --all-targets -- -D warnings
  cargo clippy --target "$wasm_target" --lib --bin syncline-app --bin syncline-worker --test browser -- -D warnings
}

# On both targets: the app's own pages exist on wasm32 only.
check_docs() {
  RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --lib
  RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --lib --target "$wasm_target"
}

# webdriver.json beside Cargo.toml holds the browser's switches.
test_in_browser() {
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner WASM_BINDGEN_TEST_TIMEOUT=120 \
    cargo test --target "$wasm_target" --test browser
}

test_build() {
  site_build
  node scripts/size.mjs dist
}

test_site() { node --test --test-reporter=spec tests/e2e/*.test.mjs; }
