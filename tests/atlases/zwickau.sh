#!/usr/bin/env bash
# Landkreis Zwickau: 33 municipalities, INKAR municipal series, census 2022, and invented planning areas as an example.
# usage: tests/atlases/zwickau.sh      result: target/atlases/zwickau/{source,bundle}
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
begin zwickau
"$atlas" new "$source" --title "Sozialatlas Landkreis Zwickau"
"$atlas" import "$DATA/boundaries/vg5000/VG5000_GEM.shp" --into "$source" --level gemeinde --only 14524 --status 2021-01-01 \
  --attribution "© GeoBasis-DE / BKG 2021, dl-de/by-2-0 (Daten verändert)"
# The first indicator of the catalogue is the one that the start page shows: the census comes first.
"$atlas" import "$DATA/zensus2022/zensus2022_gemeinden_th_zwickau.csv" --into "$source" --only 14524
"$atlas" import "$DATA/inkar/inkar2024_gemeinden_th_zwickau_long.csv.gz" "$DATA/inkar/inkar2024_indikatoren_meta.csv" --into "$source" --only 14524

# Planning areas are sets of municipalities: a table, named in datapackage.json. These are invented, and say so.
cp tests/atlases/zwickau-planungsraeume.csv "$source/planungsraeume.csv"
sed -i.before 's|"resources": \[|&\n    { "name": "planungsraeume", "path": "planungsraeume.csv", "type": "table", "atlas": { "role": "area-sets" } },|' "$source/datapackage.json"
rm "$source/datapackage.json.before"

"$atlas" validate "$source"
"$atlas" build "$source" --out "$bundle"
