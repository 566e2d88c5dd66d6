//! Checksums, and the edition of a package that names none.

use sha2::{Digest, Sha256};

use super::package::Package;
use crate::model::Period;

/// The SHA-256 of some bytes in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    bytes.iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]).collect()
}

/// The edition: the package's own word; else its date or version with eight digits of the checksum over its files,
/// so that a link can pin exactly these figures.
pub fn edition_of(package: &Package) -> String {
    if let Some(edition) = package.atlas.get("edition").text() {
        return edition.to_owned();
    }
    let mut all = Sha256::new();
    for resource in &package.resources {
        all.update(resource.path.as_bytes());
        all.update(Sha256::digest(&resource.bytes));
    }
    let digest = hex(&all.finalize());
    let created = package.json.string("created");
    let date = created.get(..10).filter(|day| Period::parse(day).is_some());
    let version = package.json.string("version");
    let stem = date.unwrap_or(&version);
    let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    let stem: String = stem.chars().filter(plain).take(20).collect();
    if stem.is_empty() { digest[..8].to_owned() } else { format!("{stem}.{}", &digest[..8]) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn checksum_of_the_standard_example() {
        assert_eq!(super::sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
