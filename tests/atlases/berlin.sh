#!/usr/bin/env bash
# Berlin: 542 planning areas (LOR 2021) with the social monitoring 2021; six areas have no valid index.
# usage: tests/atlases/berlin.sh      result: target/atlases/berlin/{source,bundle}
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
begin berlin
mss=$DATA/berlin_mss
"$atlas" new "$source" --title "Sozialatlas Berlin (MSS 2021)"
"$atlas" import "$DATA/boundaries/berlin_plr_542_2021_simpl.geojson" --into "$source" --level planungsraum --status 2021-01-01 \
  --attribution "Geoportal Berlin, LOR-Planungsräume 2021"
"$atlas" import "$mss/mss_2021_index_indikatoren.csv" "$mss/mss_2021_indizes.csv" "$mss/mss_2021_kontext_indikatoren.csv" \
  "$mss/mss_2021_index-indikatoren_z-werte_plr.csv" "$mss/einwohnerbestand_06-2022_plr.csv" "$mss/LOR_2021.csv" --into "$source"
"$atlas" validate "$source"
"$atlas" build "$source" --out "$bundle"
