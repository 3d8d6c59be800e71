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
  pinned node scripts/bench.mjs "$(bench_program)" .tools/bench
  pinned cargo bench --bench parts
}

# Where cargo put the native program.
bench_program() {
  cargo bench --no-run --bench engine --message-format json 2>/dev/null | bench_artifact
}

bench_artifact() { grep -o '"executable":"[^"]*/engine-[^"]*"' | tail -n 1 | cut -d '"' -f 4; }

# The engine as quick as it can be, with the bare loop, and the engine as it is downloaded.
bench_wasm() {
  local profile program
  rm -rf .tools/bench
  for profile in release web; do
    program=$(cargo bench --no-run --bench engine --target "$wasm_target" --profile "$profile" \
      --message-format json | bench_artifact)
    wasm-bindgen --target nodejs --out-dir ".tools/bench/$profile" --out-name engine "$program"
  done
}
