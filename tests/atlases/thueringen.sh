#!/usr/bin/env bash
# Thüringen: 22 districts (territory since 1 July 2021), 147 INKAR indicators 1995 to 2022, Deutschlandatlas, GISD.
# usage: tests/atlases/thueringen.sh      result: target/atlases/thueringen/{source,bundle}
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
begin thueringen

# An empty atlas; its four invented areas go with the first boundaries.
"$atlas" new "$source" --title "Sozialatlas Thüringen (INKAR)"

# Boundaries of 1 January 2021; Eisenach (16056) joins the Wartburgkreis (16063).
"$atlas" import "$DATA/boundaries/vg5000/VG5000_KRS.shp" --into "$source" --level kreis --only 16 \
  --dissolve tests/atlases/thueringen-gebietsreform.csv --status 2021-07-01 \
  --attribution "© GeoBasis-DE / BKG 2021, dl-de/by-2-0 (Daten verändert)"

# INKAR with its list of indicators; Land and federation come along as references.
"$atlas" import "$DATA/inkar/inkar2024_th_sn_kreise_long.csv.gz" "$DATA/inkar/inkar2024_indikatoren_meta.csv" --into "$source" --only 16

# One figure a district, of several years; what may not be passed on is left out.
"$atlas" import "$DATA/deutschlandatlas/deutschlandatlas_2022_th_sn.csv" --into "$source" --only 16

# Deprivation, scaled for Germany and within Thüringen.
"$atlas" import "$DATA/gisd/GISD_Bund_Kreis.csv" "$DATA/gisd/GISD_Thueringen_Kreis.csv" --into "$source" --only 16

"$atlas" validate "$source"
"$atlas" build "$source" --out "$bundle"
