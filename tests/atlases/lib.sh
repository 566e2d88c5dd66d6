# Shared by the scripts beside it; sourced, never run. Finds the official files and the command line.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
DATA=${ATLAS_SHARED:-../shared}/data                   # the offices' files
TARGET=${CARGO_TARGET_DIR:-target}
OUT=${ATLASES:-$TARGET/atlases}                        # where the atlases go
atlas=${ATLAS:-$TARGET/native/atlas}                   # the command line; .ci/build makes it
[ -d "$DATA" ] || { echo "$DATA: the official files are not there" >&2; exit 1; }
[ -x "$atlas" ] || { echo "$atlas: run .ci/build first, or cargo build --profile native --features publish --bin atlas" >&2; exit 1; }

# An empty folder for one atlas: its source bundle and the compiled one.
begin() { # NAME
  source=$OUT/$1/source bundle=$OUT/$1/bundle
  rm -rf "${OUT:?}/$1"
  mkdir -p "$OUT/$1"
}
