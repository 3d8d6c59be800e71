# What turns the app into a site: Trunk, wasm-bindgen, the splitter, wasm-opt. Sourced by `dev`.
#
# One of the right version on PATH is used; else `cargo binstall` if there is one; else it is
# built from source. A tool counts as installed when it answers with its version.

trunk_version=0.21.14
splitter_version=0.2.4
wasm_bindgen_version=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print }' Cargo.lock)

export PATH=$PWD/.tools/trunk/bin:$PWD/.tools/wasm-bindgen/bin:$PWD/.tools/splitter/bin:$PWD/.tools/npm/node_modules/.bin:$PATH
export TRUNK_SKIP_VERSION_CHECK=true

has_trunk() { [ "$(trunk --version 2>/dev/null)" = "trunk $trunk_version" ]; }
has_wasm_bindgen() {
  [ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $wasm_bindgen_version" ] &&
    [ "$(wasm-bindgen-test-runner --version 2>/dev/null)" = "wasm-bindgen-test-runner $wasm_bindgen_version" ]
}
# It tells no version: cargo's own record of what it installed there does.
has_splitter() { grep -qs "\"wasm_split_cli_support $splitter_version " .tools/splitter/.crates.toml && has wasm-split-cli; }

# Everything that ./dev build needs; what is missing is installed side by side.
need_build() {
  [ -n "$wasm_bindgen_version" ] || give_up "Cargo.lock names no wasm-bindgen: restore Cargo.lock from the repository."
  need_rust
  need_node 18
  npm_current scripts/npm .tools/npm ||
    begin wasm-opt "from npm, a few seconds" install_npm scripts/npm .tools/npm
  has_wasm_bindgen || begin wasm-bindgen "$wasm_bindgen_version, about 4 minutes on two cores when built from source" install_wasm_bindgen
  has_splitter || begin splitter "wasm-split-cli $splitter_version, about 2 minutes on two cores when built from source" install_splitter
  has_trunk || begin trunk "$trunk_version, about 5 minutes on two cores when built from source" install_trunk
  finish
}

# A debug build: Trunk waits for others most of the time, and this halves its own build.
install_trunk() {
  quick_install trunk "$trunk_version" ||
    CARGO_PROFILE_DEV_DEBUG=0 \
      source_install trunk trunk "$trunk_version" --debug --no-default-features
}

install_wasm_bindgen() {
  quick_install wasm-bindgen "$wasm_bindgen_version" ||
    CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
      source_install wasm-bindgen wasm-bindgen-cli "$wasm_bindgen_version"
}

# Pinned: it reads what the linker writes, and young as it is, each version does so differently.
install_splitter() {
  quick_install splitter "$splitter_version" ||
    CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
      source_install splitter wasm_split_cli_support "$splitter_version" --features build-binary
}

# quick_install NAME VERSION: a ready-made binary, where there is cargo-binstall and it can get one.
quick_install() {
  local package=$1
  case $package in
    wasm-bindgen) package=wasm-bindgen-cli ;;
    splitter) package=wasm_split_cli_support ;;
  esac
  has cargo-binstall &&
    timeout 180 cargo-binstall --no-confirm --disable-strategies compile --root ".tools/$1" "$package@$2"
}

# source_install NAME CRATE VERSION OPTION...: what is already compiled survives an interruption.
source_install() {
  local name=$1 crate=$2 version=$3
  shift 3
  CARGO_TARGET_DIR=$PWD/.tools/build/$name \
    cargo install "$crate" --version "$version" --locked --force --root ".tools/$name" "$@"
  rm -rf ".tools/build/$name"
}
