#!/usr/bin/env bash
# Germany: 10,997 municipal areas with the register's figures, and with --synthetic 80 invented indicators x 20 years,
# for measuring: nothing in those is true, and their titles say so.
# usage: tests/atlases/germany.sh [--synthetic]      result: target/atlases/germany[-synthetic]/{source,bundle}
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
name=germany
if [ "${1:-}" = --synthetic ]; then name=germany-synthetic; fi
begin "$name"
"$atlas" new "$source" --title "Gemeinden in Deutschland"
"$atlas" import "$DATA/boundaries/vg5000/VG5000_GEM.shp" --into "$source" --level gemeinde --status 2021-01-01 \
  --attribution "© GeoBasis-DE / BKG 2021, dl-de/by-2-0 (Daten verändert)"
"$atlas" import "$DATA/registers/AuszugGV4QAktuell_2024.xlsx" --into "$source"
if [ "$name" = germany-synthetic ]; then
  node tests/atlases/synthetic.mjs "$source/gebiete_gemeinde.geojson" "$OUT/$name/tables"
  "$atlas" import "$OUT/$name"/tables/*.csv --into "$source"
fi
"$atlas" validate "$source"
"$atlas" build "$source" --out "$bundle"
