//! What there is to say about a site.

use crate::bundle::Severity::{Error, Warning};
use crate::publish::Kind;

pub(super) static NO_APP: Kind = Kind {
    id: "site-no-app",
    severity: Error,
    de: "Hier liegt keine fertig gebaute App: Es fehlt „{found}“.",
    next_de: "Bei --app den Ordner dist nennen, den .ci/build macht; ohne --app entstehen nur die einfachen Seiten.",
    en: "There is no finished app here: “{found}” is missing.",
    next_en: "Name the folder dist that .ci/build makes at --app; without --app there are the plain pages only.",
};
pub(super) static SAME_NAME: Kind = Kind {
    id: "site-same-name",
    severity: Error,
    de: "Zwei Quellen haben denselben Namen „{found}“; ihre Seiten lägen im selben Ordner.",
    next_de: "In einer der beiden in datapackage.json „name“ ändern.",
    en: "Two sources have the same name “{found}”; their pages would lie in one folder.",
    next_en: "Change `name` in datapackage.json of one of them.",
};
pub(super) static NO_URL: Kind = Kind {
    id: "site-url",
    severity: Error,
    de: "„{found}“ ist keine Adresse einer Webseite.",
    next_de: "Die Adresse angeben, unter der die Site stehen wird, zum Beispiel https://atlas.example.de/.",
    en: "“{found}” is no address of a web site.",
    next_en: "Give the address where the site will be, for instance https://atlas.example.de/.",
};
pub(super) static WITHOUT_URL: Kind = Kind {
    id: "site-without-url",
    severity: Warning,
    de: "Ohne --url entstehen keine Vorschaubilder für Links und keine sitemap.xml: Beide brauchen vollständige Adressen.",
    next_de: "Mit --url https://… angeben, wo die Site stehen wird.",
    en: "Without --url there are no preview pictures for links and no sitemap.xml: both need whole addresses.",
    next_en: "Say with --url https://… where the site will be.",
};

pub(crate) static KINDS: &[&Kind] = &[&NO_APP, &SAME_NAME, &NO_URL, &WITHOUT_URL];
