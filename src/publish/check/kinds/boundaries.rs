//! Kinds about boundaries.

use super::kinds;

kinds! { BOUNDARIES:
    GEO_STRAY "geo-stray" Error
        "Eine Stelle der Grenze von „{found}“ ({expected}) liegt weitab aller anderen. Vermutlich sind dort Länge und Breite vertauscht, oder eine Umrechnung ist gescheitert." "Die Grenze neu übernehmen."
        "A position of the boundary of “{found}” ({expected}) lies far from all others. Probably longitude and latitude are swapped there, or a conversion has failed." "Take the boundary over again.";
    GEO_NO_SURFACE "geo-no-surface" Error
        "Die Grenze von „{found}“ umschließt keine Fläche." "Den Ring entfernen oder die Grenze neu übernehmen."
        "The boundary of “{found}” encloses no surface." "Remove the ring or take the boundary over again.";
    GEO_SELF_TOUCH "geo-self-touch" Warning
        "Die Grenze von „{found}“ berührt sich selbst bei {expected}." "In einem GIS oder mit `atlas import` bereinigen."
        "The boundary of “{found}” touches itself at {expected}." "Repair it in a GIS or with `atlas import`.";
    GEO_SPIKE "geo-spike" Warning
        "Die Grenze von „{found}“ läuft bei {expected} auf derselben Linie hin und zurück." "In einem GIS oder mit `atlas import` bereinigen."
        "The boundary of “{found}” runs there and back on one line at {expected}." "Repair it in a GIS or with `atlas import`.";
    GEO_HOLE_OUTSIDE "geo-hole-outside" Warning
        "Ein Loch von „{found}“ liegt außerhalb seiner Fläche (bei {expected})." "Als eigene Fläche oder gar nicht aufnehmen."
        "A hole of “{found}” lies outside of its surface (at {expected})." "Make it a polygon of its own, or remove it.";
    GEO_RINGS_CROSS "geo-rings-cross" Warning
        "Zwei Ringe von „{found}“ überschneiden sich bei {expected}." "In einem GIS oder mit `atlas import` bereinigen."
        "Two rings of “{found}” cross at {expected}." "Repair it in a GIS or with `atlas import`.";
    GEO_NESTED "geo-rings-nested" Warning
        "Bei „{found}“ liegt eine Fläche in einer anderen oder ein Loch in einem Loch (bei {expected})." "Vermutlich ist das innere ein Loch; berichtigen."
        "In “{found}” a polygon lies within another or a hole within a hole (at {expected})." "The inner one is probably a hole; correct it.";
    GEO_SAME "geo-same-shape" Error
        "„{found}“ und „{expected}“ haben dieselbe Grenze." "Eine der beiden Grenzen ersetzen."
        "“{found}” and “{expected}” have the same boundary." "Replace one of the two.";
    GEO_OVERLAP "geo-overlap" Warning
        "„{found}“ liegt auf „{expected}“; eines verdeckt auf der Karte das andere." "Beide Grenzen aus einer Quelle und einem Gebietsstand nehmen."
        "“{found}” lies upon “{expected}”; one hides the other on the map." "Take both boundaries from one source and territorial status.";
}
