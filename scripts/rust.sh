# Rust itself, its WebAssembly target and the sources of its library. Sourced by `dev`.
#
# What is there is used; else rustup is asked; else Debian's Rust is set up (debian-rust.sh).

# A fallback toolchain that debian-rust.sh completed stands before everything else.
rust_fallback=$PWD/.tools/rust/bin
wasm_target=wasm32-unknown-unknown

use_rust_fallback() { [ ! -x "$rust_fallback/cargo" ] || PATH=$rust_fallback:$PATH; }
use_rust_fallback

has_wasm_target() {
  local folder
  folder=$(rustc --print target-libdir --target "$wasm_target" 2>/dev/null) &&
    compgen -G "$folder/libcore-*.rlib" >/dev/null
}

# The sources of the standard library, which build.sh builds along with the app.
has_std_source() { [ -f "$(rustc --print sysroot 2>/dev/null)/lib/rustlib/src/rust/library/Cargo.lock" ]; }

need_rust() {
  if has cargo && has rustc && has cc && has_wasm_target && has_std_source; then return; fi
  has cc || need_packages "The C linker cc" "about half a minute" gcc libc6-dev
  if has cargo && has rustup; then
    begin wasm-target "Rust's WebAssembly target and library sources from rustup, a few seconds" \
      timeout 180 bash -c "rustup target add $wasm_target && rustup component add rust-src || echo rustup cannot get them"
    finish
  fi
  if has cargo && has_wasm_target && has_std_source; then return; fi
  can_install_packages || give_up "Rust with the target $wasm_target and its library's sources is missing: install Rust with rustup, run \"rustup target add $wasm_target\" and \"rustup component add rust-src\", and run this again."
  begin debian-rust "rustup's host does not answer: Rust from the system's packages, about 2 minutes" \
    bash scripts/debian-rust.sh "$rust_fallback"
  finish
  use_rust_fallback
  has_wasm_target && has_std_source || give_up "Rust's WebAssembly target or its library's sources are missing even in the system's own Rust: see .tools/log/debian-rust.log."
}

# clippy and rustfmt on top.
need_lint() {
  need_rust
  if cargo clippy --version >/dev/null 2>&1 && cargo fmt --version >/dev/null 2>&1; then return; fi
  has rustup || give_up "clippy or rustfmt is missing: install them beside your Rust and run this again."
  begin lint-tools "clippy and rustfmt from rustup, a few seconds" \
    timeout 180 rustup component add clippy rustfmt
  finish
}
