#!/usr/bin/env bash
# The way to WebAssembly where rustup's host cannot be reached: Debian's own Rust, and a standard
# library for wasm32 built from its sources. Run by rust.sh as `debian-rust.sh FOLDER`; FOLDER
# then holds links to the tools, to be put first on PATH. Needs root or sudo.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/progress.sh"
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

folder=$1
target=wasm32-unknown-unknown

# Debian replaces its versions at any time: the linker's is read off the compiler's LLVM.
install_packages gcc libc6-dev rustc-web cargo-web rust-web-src rust-web-llvm rust-web-clippy rustfmt-web
llvm=$(/usr/bin/rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
install_packages "lld-$llvm"

links=$(mktemp -d)
work=$(mktemp -d)
trap 'rm -rf "$links" "$work"' EXIT
for tool in cargo rustc rustdoc rustfmt cargo-fmt cargo-clippy clippy-driver; do
  [ ! -x "/usr/bin/$tool" ] || ln -s "/usr/bin/$tool" "$links/$tool"
done
export PATH=$links:$PATH

# An empty crate is enough to have cargo build the whole standard library. `test` is what
# wasm-bindgen-test links; the bitcode is what link-time optimisation reads.
mkdir "$work/src"
touch "$work/src/lib.rs"
cat >"$work/Cargo.toml" <<'TOML'
[package]
name = "nothing"
version = "0.0.0"
edition = "2021"
[lib]
crate-type = ["cdylib"]
[workspace]
TOML
(
  cd "$work"
  RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes CARGO_TARGET_DIR=$work/target \
    cargo build --release --target "$target" -Zbuild-std=std,panic_abort,test
)
library=$(rustc --print sysroot)/lib/rustlib/$target/lib
as_root mkdir -p "$library"
as_root cp "$work/target/$target/release/deps/"*.rlib "$library/"

# Last, so that a half-built toolchain is never used.
rm -rf "$folder"
mkdir -p "$(dirname "$folder")"
cp -a "$links" "$folder"
