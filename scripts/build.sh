# dist/: built when its inputs have changed since the last time, and only then. Sourced by `dev`.

build_stamp=.tools/built
# Is there when dist/ was built without the small library.
ordinary_mark=.tools/built-ordinary

# One line for all that dist/ is made from, by content: files, compiler and tools.
build_inputs() {
  {
    find .cargo Cargo.toml Cargo.lock build.rs Trunk.toml index.html start.js style src scripts/build.sh \
      scripts/tools.sh scripts/shrink.mjs scripts/shrink scripts/npm/package-lock.json -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
    rustc -vV
  } | sha256sum
}

# One line for what lies in dist/ now, so that a dist/ that was touched is built anew.
build_outputs() { (cd dist && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum) | sha256sum; }

site_built() {
  [ -f "$build_stamp" ] && [ -f dist/index.html ] &&
    [ "$(cat "$build_stamp")" = "$(build_inputs) $(build_outputs)" ]
}

# A style sheet that index.html does not link would be missing without a word.
check_styles() {
  local sheet
  for sheet in style/*.css; do
    grep -q "href=\"$sheet\"" index.html ||
      give_up "$sheet is not in the page: add <link data-trunk rel=\"css\" href=\"$sheet\"> to index.html."
  done
}

# Cargo with the standard library built along, for size, and a panic that ends the program without a word.
# Both are unstable settings of the stable compiler, which is told so here and nowhere else; what is tested
# natively and in tests/browser has the ordinary library.
build_small() {
  RUSTC_BOOTSTRAP=1 \
    CARGO_UNSTABLE_BUILD_STD=std,panic_abort \
    CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size \
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none --remap-path-prefix=$HOME=" \
    "$@"
}

# Any small crate shows whether the compiler takes these settings; the library that is built for it is the
# one that the app is built with afterwards.
takes_small() { build_small cargo build --profile web --target "$wasm_target" --package libm; }

# The page's program comes in two parts (build.rs, scripts/shrink.mjs). Another compiler may refuse the
# unstable settings: then without them, and within a budget of its own (scripts/size.mjs).
build_parts() {
  export SYNCLINE_SPLIT=1
  if takes_small; then
    build_small trunk build
  else
    say "  This Rust does not take the settings that make its library small: the site is built without them, larger."
    touch "$ordinary_mark"
    trunk build
  fi
}

# The inputs are read before the build: a file that changes meanwhile makes the next build new.
site_build() {
  if site_built; then
    say "✓ dist/ is up to date"
    return
  fi
  check_styles
  local inputs
  inputs=$(build_inputs)
  rm -f "$build_stamp" "$ordinary_mark"
  mkdir -p .tools
  begin build "the app, optimised, 2 to 3 minutes the first time" build_parts
  finish
  echo "$inputs $(build_outputs)" >"$build_stamp"
}
