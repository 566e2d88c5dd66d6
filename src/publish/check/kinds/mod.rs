//! The kinds of remarks that the full check makes, in the order of `docs/findings.md`.

mod boundaries;
mod contents;
mod files;
mod plausible;
mod secrets;

pub(in crate::publish) use boundaries::*;
pub(in crate::publish) use contents::*;
pub(in crate::publish) use files::*;
pub(in crate::publish) use plausible::*;
pub(in crate::publish) use secrets::*;

/// Kinds, each a name, id, severity, what was found and what to do in German, then in English; and the list of them.
macro_rules! kinds {
    ($list:ident: $($(#[$doc:meta])* $name:ident $id:literal $severity:ident $de:literal $next_de:literal $en:literal
        $next_en:literal;)*) => {
        $($(#[$doc])* pub(in crate::publish) static $name: crate::publish::Kind = crate::publish::Kind {
            id: $id, severity: crate::bundle::Severity::$severity, de: $de, next_de: $next_de, en: $en,
            next_en: $next_en,
        };)*
        pub(in crate::publish) static $list: &[&crate::publish::Kind] = &[$(&$name),*];
    };
}
pub(in crate::publish) use kinds;
