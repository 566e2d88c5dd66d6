#!/usr/bin/env bash
# What the publisher's commands take: import + validate + build of Thüringen (goal: 20 s, 500 MB) and of Germany's
# municipalities with 80 invented indicators x 20 years (goal: 120 s, 2 GB). Needs GNU time.
# usage: tests/atlases/measure.sh [thueringen|germany]
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
[ -x /usr/bin/time ] || { echo "/usr/bin/time (GNU time) is needed" >&2; exit 1; }
export OUT=$OUT/measured ATLASES=$OUT/measured

# The scripts call the command line by this name: each call is timed on its own.
log=$OUT/times
mkdir -p "$OUT"
cat >"$OUT/timed-atlas" <<'END'
#!/usr/bin/env bash
exec /usr/bin/time -a -o "$ATLAS_TIMES" -f "%e %M $1 $(basename "$2")" "$ATLAS_TIMED" "$@"
END
chmod +x "$OUT/timed-atlas"

measure() { # TITLE SCRIPT [ARGUMENTS]
  local title=$1; shift
  : >"$log"
  ATLAS_TIMES=$(realpath "$log") ATLAS_TIMED=$(realpath "$atlas") ATLAS=$(realpath "$OUT/timed-atlas") \
    bash "$@" >"$OUT/measured.log" 2>&1 || { tail -n 20 "$OUT/measured.log"; exit 1; }
  awk -v title="$title" '{ printf "  %7.2f s %6.0f MB  %s %s\n", $1, $2 / 1024, $3, $4; sum += $1; if ($2 > most) most = $2 }
    END { printf "%s: %.1f s, at most %.0f MB\n", title, sum, most / 1024 }' "$log"
}

if [ "${1:-thueringen}" = thueringen ]; then measure "Thüringen" tests/atlases/thueringen.sh; fi
if [ "${1:-germany}" = germany ]; then measure "Germany, 80 indicators x 20 years" tests/atlases/germany.sh --synthetic; fi
