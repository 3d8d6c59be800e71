# ./dev bench: the engine's speed in ratios, natively and as WebAssembly. Sourced by `dev`.

# Pinned to the last core where that can be done: other work disturbs less there.
pinned() {
  if has taskset; then taskset -c "$(($(nproc) - 1))" "$@"; else "$@"; fi
}

# bench [NAME...]: everything; or, with arguments, what `cargo bench` makes of them.
bench() {
  need_rust
  if [ $# -gt 0 ]; then
    cargo bench "$@"
    return
  fi
  need_build
  begin benchmarks "compiled natively, about a minute" cargo bench --no-run
  finish
  begin wasm-benchmarks "compiled to WebAssembly, about 2 minutes" bench_wasm
  finish
  pinned cargo bench --bench engine
  pinned cargo bench --bench parts
  need_browser
  node tests/e2e/bench_engine.mjs "$(bench_program)" .tools/bench
  site_build
  node tests/e2e/bench_site.mjs
  node tests/e2e/bench_frames.mjs
}

# Where cargo put the native program.
bench_program() {
  cargo bench --no-run --bench engine --message-format json 2>/dev/null | bench_artifact
}

bench_artifact() { grep -o '"executable":"[^"]*/engine-[^"]*"' | tail -n 1 | cut -d '"' -f 4; }

# The engine as the worker has it, and as the first view has it, each with the bare loop; with the
# ordinary standard library, without which there are no benchmarks.
bench_wasm() {
  rm -rf .tools/bench
  bench_profile release ""
  bench_profile web small
}

# bench_profile PROFILE FEATURES
bench_profile() {
  local program folder=.tools/bench/$1
  program=$(cargo bench --no-run --bench engine --target "$wasm_target" --profile "$1" \
    --features "$2" --message-format json | bench_artifact)
  wasm-bindgen --target web --out-dir "$folder" --out-name engine "$program"
  .tools/npm/node_modules/.bin/wasm-opt -O3 --enable-bulk-memory --enable-nontrapping-float-to-int \
    --enable-reference-types --enable-multivalue --enable-sign-ext --enable-mutable-globals \
    "$folder/engine_bg.wasm" -o "$folder/engine_bg.wasm"
}
