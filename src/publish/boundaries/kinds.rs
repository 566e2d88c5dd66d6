//! The remarks of the import of boundaries. What each means and what to do about it: `docs/findings.md`.

use crate::bundle::Severity;
use crate::publish::Kind;

macro_rules! kinds {
    ($($name:ident: $severity:ident $id:literal, $de:literal, $next_de:literal, $en:literal, $next_en:literal;)*) => {
        $(pub(super) static $name: Kind = Kind {
            id: $id, severity: Severity::$severity, de: $de, next_de: $next_de, en: $en, next_en: $next_en,
        };)*
        /// All kinds of this part of the publisher.
        pub(crate) static KINDS: &[&Kind] = &[$(&$name),*];
    };
}

kinds! {
    NOT_READ: Error "boundary-not-read",
        "Die Datei lässt sich nicht öffnen: {found}.", "Pfad und Leserechte prüfen.",
        "The file cannot be opened: {found}.", "Check the path and the rights.";
    TOO_LARGE: Error "boundary-too-large",
        "Die Datei ist zu groß: {found}.", "Nur das benötigte Gebiet ausschneiden oder eine gröbere Fassung nehmen (VG250 statt VG25).",
        "The file is too large: {found}.", "Cut out the area that is needed, or take a coarser edition (VG250 instead of VG25).";
    UNREADABLE: Error "boundary-unreadable",
        "Das lässt sich nicht als Grenzen lesen: gefunden „{found}“, erwartet {expected}. Vermutlich ist die Datei beschädigt, abgebrochen oder etwas anderes, als ihr Name sagt.",
        "Die Datei neu herunterladen und einmal in einem Kartenprogramm öffnen.",
        "This cannot be read as boundaries: found “{found}”, expected {expected}. The file is probably damaged, incomplete, or something else than its name says.",
        "Download it again and open it once in a map program.";
    PART_MISSING: Error "boundary-part-missing",
        "Neben der .shp fehlt die {found} gleichen Namens: ein Shapefile besteht aus mehreren Dateien, und die Schlüssel stehen in der .dbf.",
        "Alle Dateien des Shapefiles in denselben Ordner legen oder das ganze ZIP angeben.",
        "The {found} of the same name beside the .shp is missing: a shapefile is several files, and the keys are in the .dbf.",
        "Put all files of the shapefile into one folder, or name the whole archive.";
    WHICH_LAYER: Error "boundary-which-layer",
        "Das Archiv enthält mehrere Ebenen ({expected}); „{found}“ nennt keine davon eindeutig.", "Mit --layer NAME eine wählen.",
        "The archive holds several layers ({expected}); “{found}” does not name one of them.", "Choose one with --layer NAME.";
    RECORD_DAMAGED: Error "boundary-record-damaged",
        "Dieser Datensatz ist beschädigt ({found}); erwartet {expected}. Das Gebiet bleibt in der Liste, aber ohne Grenze.", "Die Datei neu herunterladen.",
        "This record is damaged ({found}); expected {expected}. The area stays in the list, without a boundary.", "Download the file again.";
    RECORDS_MISSING: Error "boundary-records-missing",
        "Zu {expected} Zeilen der Tabelle gehören nur {found} Formen: die .shp ist abgeschnitten.", "Die Datei neu herunterladen.",
        "{expected} rows of the table have only {found} shapes: the .shp is cut off.", "Download the file again.";
    ENCODING: Warning "boundary-encoding",
        "Zellen der Tabelle sind nicht in der angegebenen Zeichenkodierung ({expected}) geschrieben und wurden als Windows-1252 gelesen: {found}.",
        "Umlaute in den Namen prüfen; die .cpg-Datei berichtigen.",
        "Cells of the table are not written in the encoding that is declared ({expected}) and were read as Windows-1252: {found}.",
        "Check the umlauts in the names; correct the .cpg file.";
    NO_POLYGONS: Error "boundary-no-polygons",
        "Die Datei enthält keine Flächen, sondern „{found}“.", "Die Ebene mit den Flächen wählen (Verwaltungsgebiete, nicht Grenzlinien oder Mittelpunkte).",
        "The file holds no polygons but “{found}”.", "Choose the layer of the areas, not that of border lines or centres.";
    SYSTEM_UNKNOWN: Error "boundary-system-unknown",
        "Das Koordinatensystem ist unbekannt ({found}).", "Mit --system angeben, zum Beispiel {expected}; der Anbieter nennt es in der Datenbeschreibung.",
        "The coordinate system is unknown ({found}).", "Name it with --system, for example {expected}; the provider states it in the description of the data.";
    SYSTEM_NOT_UNDERSTOOD: Warning "boundary-system-not-understood",
        "Die Angabe zum Koordinatensystem ist nicht verständlich: {found}.", "Das Ergebnis auf der Karte prüfen oder das System mit --system angeben.",
        "What the file says about its coordinate system is not understood: {found}.", "Check the result on the map, or name the system with --system.";
    SYSTEM_CONTRADICTED: Warning "boundary-system-contradicted",
        "Laut Datei gilt {found}, die Zahlen passen aber nur zu {expected}; das wurde angenommen.", "Das Ergebnis auf der Karte prüfen; sonst --system angeben.",
        "The file says {found}, but its numbers fit only {expected}, which was assumed.", "Check the result on the map; otherwise give --system.";
    SYSTEM_NOT_FITTING: Error "boundary-system-not-fitting",
        "Die Koordinaten ({found}) liegen in {expected} weder in Deutschland noch in der Nähe.", "Das System berichtigen (--system) oder weglassen, dann wird es an den Zahlen erkannt.",
        "In {expected} the coordinates ({found}) lie neither in Germany nor near it.", "Correct the system (--system), or leave it out: then it is recognised by the numbers.";
    SYSTEM_ASSUMED: Warning "boundary-system-assumed",
        "Die Datei nennt kein Koordinatensystem; nach der Größe der Zahlen ({found}) wurde {expected} angenommen.",
        "Das Ergebnis auf der Karte prüfen; für UTM-Zone 33 --system EPSG:25833 angeben.",
        "The file names no coordinate system; by the size of the numbers ({found}) {expected} was assumed.",
        "Check the result on the map; for UTM zone 33 give --system EPSG:25833.";
    SWAPPED: Warning "boundary-swapped",
        "Die Achsen sind vertauscht (Nordwert vor Ostwert: {found}); sie wurden umgestellt.", "Das Ergebnis auf der Karte prüfen.",
        "The axes are swapped (north before east: {found}); they were put right.", "Check the result on the map.";
    OLD_DATUM: Info "boundary-old-datum",
        "{found} ist ein altes Bezugssystem; die Umrechnung mit sieben Parametern ist auf etwa 3 Meter genau.",
        "Für einen Atlas genügt das; genauer ist eine Fassung in ETRS89/UTM.",
        "{found} is an old datum; the conversion by seven parameters is good to about 3 metres.",
        "That is enough for an atlas; an edition in ETRS89/UTM is more precise.";
    COLUMN_UNKNOWN: Error "boundary-column-unknown",
        "Eine Spalte „{found}“ gibt es nicht. Vorhanden: {expected}.", "Eine der vorhandenen Spalten angeben.",
        "There is no column “{found}”. There are: {expected}.", "Name one of these.";
    KEY_NONE: Error "boundary-key-none",
        "Keine Spalte sieht nach Gebietsschlüsseln aus (ein eigener Wert für jedes Gebiet). Vorhanden: {found}.", "Die Schlüsselspalte mit --key NAME angeben.",
        "No column looks like keys of areas (a value of its own for each area). There are: {found}.", "Name the column of the keys with --key NAME.";
    KEY_MISSING: Error "boundary-key-missing",
        "Dieses Gebiet hat keinen Schlüssel{found} und wurde nicht übernommen.", "Den Schlüssel in der Quelle ergänzen oder eine andere Spalte wählen (--key).",
        "This area has no key{found} and was not taken.", "Add the key in the source, or choose another column (--key).";
    KEY_TWICE: Warning "boundary-key-twice",
        "Der Schlüssel {found} steht an {expected} Datensätzen; sie wurden zu einem Gebiet mit mehreren Teilen zusammengefügt.",
        "In der Quelle prüfen, ob es wirklich Teile eines Gebiets sind oder ein Schlüssel falsch vergeben ist.",
        "The key {found} stands at {expected} records; they became one area of several parts.",
        "Check in the source whether they really are parts of one area, or a key was given twice by mistake.";
    KEY_ZERO: Warning "boundary-key-zero",
        "Schlüssel hatten ihre führende Null verloren und bekamen sie zurück: {found} (zum Beispiel {expected}).", "Die Tabellen mit den Werten brauchen dieselben Schlüssel.",
        "Keys had lost their leading zero and got it back: {found} (for example {expected}).", "The tables of values need the same keys.";
    ONLY_NOTHING: Error "boundary-only-nothing",
        "Kein Schlüssel beginnt mit {found}; die Schlüssel sehen so aus: {expected}.", "--only mit dem Anfang eines Schlüssels angeben, zum Beispiel 16 für Thüringen.",
        "No key begins with {found}; keys look like this: {expected}.", "Give --only the beginning of a key, such as 16 for Thüringen.";
    NO_BOUNDARY: Error "boundary-none",
        "{found} hat keine Grenze in der Datei.", "Die Quelle prüfen; ohne Grenze erscheint das Gebiet in Tabellen, nicht auf der Karte.",
        "{found} has no boundary in the file.", "Check the source; without boundary the area shows in tables, not on the map.";
    LOST: Error "boundary-lost",
        "Von {found} bleibt nach der Reparatur keine Fläche ({expected}).", "Die Quelle prüfen; das Gebiet bleibt ohne Grenze in der Liste.",
        "Nothing is left of {found} after the repair ({expected}).", "Check the source; the area stays in the list without boundary.";
    UNCLOSED: Warning "boundary-unclosed",
        "{found}: ein Ring war nicht geschlossen; Anfang und Ende sind jetzt gerade verbunden ({expected}).", "Auf der Karte prüfen, ob ein Stück fehlt.",
        "{found}: a ring was not closed; its ends are now joined by a straight line ({expected}).", "Check on the map whether a piece is missing.";
    REPEATED: Info "boundary-repeated-point",
        "{found}: doppelte Punkte wurden einmal übernommen ({expected}).", "Nichts zu tun.",
        "{found}: repeated points were taken once ({expected}).", "Nothing to do.";
    NO_PLACE: Error "boundary-no-place",
        "{found}: Punkte, die kein Ort der Erde sind, wurden ausgelassen ({expected}).", "Die Quelle prüfen.",
        "{found}: points that are no place on earth were left out ({expected}).", "Check the source.";
    EMPTY: Warning "boundary-empty-ring",
        "{found}: ein Ring ohne Fläche wurde weggelassen ({expected}).", "Nichts zu tun, wenn die Fläche stimmt.",
        "{found}: a ring without area was left out ({expected}).", "Nothing to do if the area is right.";
    SPIKE: Warning "boundary-spike",
        "{found}: eine Linie, die hin und zurück läuft, wurde abgeschnitten ({expected}).", "Nichts zu tun, wenn die Fläche stimmt.",
        "{found}: a line that goes out and comes back was cut off ({expected}).", "Nothing to do if the area is right.";
    TOUCHING: Info "boundary-touching",
        "{found}: ein Ring berührt sich selbst in einem Punkt; er wurde dort geteilt ({expected}).", "Nichts zu tun.",
        "{found}: a ring touches itself in a point; it was divided there ({expected}).", "Nothing to do.";
    CROSSING: Warning "boundary-crossing",
        "{found}: die Grenze kreuzt sich selbst; alle Teilflächen wurden behalten ({expected}).", "Auf der Karte ansehen, wenn sich die Fläche merklich ändert.",
        "{found}: the boundary crosses itself; all its parts were kept ({expected}).", "Look at the map if the area changes noticeably.";
    HOLE_OUTSIDE: Warning "boundary-hole-outside",
        "{found}: ein Loch liegt außerhalb des Umrisses und nimmt nichts weg ({expected}).", "Die Quelle prüfen: gehört es zu einem Nachbarn?",
        "{found}: a hole lies outside of its outline and takes nothing away ({expected}).", "Check the source: does it belong to a neighbour?";
    TURNED: Info "boundary-turned",
        "{found}: ein Ring dreht sich falsch herum; er wurde nach seiner Lage als Umriss oder Loch gelesen ({expected}).", "Nichts zu tun, wenn die Fläche stimmt.",
        "{found}: a ring turns the wrong way; it was read as outline or hole by its place ({expected}).", "Nothing to do if the area is right.";
    PARTS_OVERLAP: Warning "boundary-parts-overlap",
        "{found}: Teile des Gebiets überlappen sich; die Fläche zählt einmal ({expected}).", "Die Quelle prüfen, wenn sich die Fläche merklich ändert.",
        "{found}: parts of the area overlap; their land counts once ({expected}).", "Check the source if the area changes noticeably.";
    SLIVER: Info "boundary-sliver",
        "{found}: ein Splitter, schmaler als die Toleranz, wurde weggelassen ({expected}).", "Nichts zu tun.",
        "{found}: a sliver narrower than the tolerance was left out ({expected}).", "Nothing to do.";
    OVERLAP: Warning "boundary-overlap",
        "{found} überlappen sich ({expected}). Solches Land zählt doppelt.", "Mit --snap METER schließen, wenn es ein Versehen ist, oder nur eine Ebene von Gebieten übernehmen (--only).",
        "{found} overlap ({expected}). Such land counts twice.", "Close it with --snap METRES if it is an oversight, or take one level of areas only (--only).";
    OVERLAP_CLOSED: Info "boundary-overlap-closed",
        "Eine Überlappung von {found} wurde geschlossen ({expected}).", "Nichts zu tun.",
        "An overlap of {found} was closed ({expected}).", "Nothing to do.";
    GAP: Warning "boundary-gap",
        "Zwischen den Gebieten bleiben schmale Lücken: {found}, die breiteste {expected} m.", "Mit --snap METER schließen, wenn die Gebiete lückenlos aneinandergrenzen sollen.",
        "Narrow gaps remain between areas: {found}, the widest {expected} m.", "Close them with --snap METRES if areas should border without gaps.";
    GAP_CLOSED: Info "boundary-gap-closed",
        "Geschlossene Lücken: {found}, zusammen {expected}.", "Nichts zu tun.",
        "Gaps closed: {found}, together {expected}.", "Nothing to do.";
    DISSOLVE_UNKNOWN: Warning "boundary-dissolve-unknown",
        "Die Umstiegstabelle nennt „{found}“, aber kein Gebiet trägt diesen Schlüssel.", "Den Gebietsstand von Tabelle und Grenzen vergleichen.",
        "The crosswalk names “{found}”, but no area has this key.", "Compare the territorial status of the table and the boundaries.";
    DISSOLVE_TABLE: Error "boundary-dissolve-table",
        "Diese Zeile der Umstiegstabelle ist nicht lesbar: „{found}“; erwartet {expected}.", "Zwei Spalten angeben: alter und neuer Schlüssel.",
        "This row of the crosswalk cannot be read: “{found}”; expected {expected}.", "Give two columns: the old and the new key.";
    NAME_MISSING: Info "boundary-name-missing",
        "Gebiete ohne Namen heißen vorerst wie ihr Schlüssel: {found} (zum Beispiel {expected}).", "Namen mit --names TABELLE.csv angeben (Schlüssel; Name; Art).",
        "Areas without a name are called by their key for now: {found} (for example {expected}).", "Give names with --names TABLE.csv (key; name; kind).";
}
