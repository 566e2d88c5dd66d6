# Shared by the scripts beside it; sourced, never run. Leaves the caller in the top folder of the project.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD

WASM_BINDGEN=0.2.129
TRUNK=0.21.14
BINARYEN_NPM=132
TARGET_DIR=${CARGO_TARGET_DIR:-$ROOT/target}
TOOLS=$TARGET_DIR/tools
export PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH:$TOOLS/node_modules/.bin"

say() { printf '%s\n' "$*"; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }
# The exact version that a tool reports, without its name.
version_of() { "$1" --version 2>/dev/null | grep -oE '[0-9]+(\.[0-9]+)*' | head -n 1 || true; }

# Features that the optimiser must be told of; without them the stripped module fails validation.
WASM_FEATURES="--enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals --enable-multivalue --enable-reference-types"

# What the optimiser does, measured by the compressed size: jumps are laid out anew, and what that leaves behind is
# cleaned up twice. The lowest kilobyte is the far end of the stack, so no sum of address and offset may end there.
WASM_PASSES="--low-memory-unused -Oz -Oz --optimize-instructions --flatten --rereloop -Oz -Oz"

# The same bytes from every folder: paths of this machine are cut out of the modules.
remap_flags() {
  local cargo_home=${CARGO_HOME:-$HOME/.cargo} sysroot; sysroot=$(rustc --print sysroot)
  case "$ROOT$cargo_home$sysroot" in *' '*) return 0 ;; esac # flags are split at blanks
  printf '%s' "--remap-path-prefix=$ROOT=. --remap-path-prefix=$cargo_home=cargo --remap-path-prefix=$sysroot=rust"
}

# Chrome, Chromium or Edge, where they are; CHROME names another.
find_browser() {
  local name
  if [ -n "${CHROME:-}" ]; then printf '%s' "$CHROME"; return 0; fi
  for name in chromium chromium-browser google-chrome google-chrome-stable microsoft-edge \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium" \
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"; do
    # A snap stub says that it is not installed.
    if have "$name" && "$name" --version >/dev/null 2>&1; then command -v "$name"; return 0; fi
  done
  return 1
}
