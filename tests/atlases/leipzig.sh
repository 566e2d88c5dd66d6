#!/usr/bin/env bash
# Leipzig: 63 Ortsteile, 133 series 2000 to 2023, joined by name: neither boundaries nor figures have keys.
# usage: tests/atlases/leipzig.sh      result: target/atlases/leipzig/{source,bundle}
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
begin leipzig
"$atlas" new "$source" --title "Sozialatlas Leipzig"
"$atlas" import "$DATA/boundaries/leipzig_ortsteile_63_simpl.geojson" --into "$source" --level ortsteil \
  --attribution "© OpenStreetMap contributors, ODbL"
"$atlas" import "$DATA/leipzig/leipzig_ortsteile_long.csv.gz" --into "$source"
"$atlas" validate "$source"
"$atlas" build "$source" --out "$bundle"
