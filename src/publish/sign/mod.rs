//! Signatures: who published an edition, and that nobody has changed it since.
//!
//! `atlas.json` names every part with length and SHA-256 (its indexes do so for the rest), and every earlier edition by
//! the SHA-256 of its manifest. So one signature over `atlas.json` (Ed25519, RFC 8032) covers all that is published.
//!
//! The signature is the last member of `atlas.json`. What is signed are the bytes of the file without it: nothing is
//! parsed or written anew before the signature is known to be good.

mod key;
mod kinds;
mod verify;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use ed25519_dalek::Signer;

use super::Remark;
use super::output::write_file;

pub use key::{new_key, public_key};
pub(crate) use kinds::KINDS;
pub use verify::{Checked, verify};

/// Puts the signature of a private key into the `atlas.json` of a compiled bundle and returns the public key in
/// hexadecimal. Everything the manifest names is checked first: nobody signs a damaged bundle by mistake.
///
/// # Errors
/// A [`Remark`]: no compiled bundle, a damaged part, no private key, a signature of another key (unless `force`).
/// Failures of the file system.
pub fn sign(folder: &Path, key: &Path, force: bool) -> Result<String> {
    let key = key::private_key(key)?;
    let public = hex(key.verifying_key().as_bytes());
    let path = folder.join("atlas.json");
    let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
    let (body, signature) = split(&bytes);
    if let Some(before) = signature.filter(|s| s.key != public && !force) {
        return Err(Remark::new(&kinds::BY_ANOTHER, path.display().to_string()).found(before.key).into());
    }
    if let Some(damage) = verify::parts(folder, &body).into_iter().next() {
        return Err(damage.into());
    }
    write_file(&path, &joined(&body, &public, &hex(&key.sign(&body).to_bytes())))
        .with_context(|| path.display().to_string())?;
    Ok(public)
}

/// A signature as `atlas.json` carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Signature {
    /// The public key, 64 hexadecimal digits.
    key: String,
    /// The signature, 128 hexadecimal digits.
    value: String,
}

const BEFORE_KEY: &str = ",\"signature\":{\"algorithm\":\"ed25519\",\"key\":\"";
const BEFORE_VALUE: &str = "\",\"value\":\"";
const END: &str = "\"}}";

/// The bytes that are signed, and the signature behind them, if there is one. A member of that name anywhere else is part
/// of what is signed.
fn split(file: &[u8]) -> (Vec<u8>, Option<Signature>) {
    let whole = || (file.to_vec(), None);
    let tail = BEFORE_KEY.len() + 64 + BEFORE_VALUE.len() + 128 + END.len();
    let Some((body, tail)) = file.len().checked_sub(tail).and_then(|at| file.split_at_checked(at)) else {
        return whole();
    };
    let parts = || {
        let rest = std::str::from_utf8(tail).ok()?.strip_prefix(BEFORE_KEY)?.strip_suffix(END)?;
        let (key, rest) = rest.split_at_checked(64)?;
        let value = rest.strip_prefix(BEFORE_VALUE)?;
        let digits = |text: &str| text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        (digits(key) && digits(value)).then(|| Signature { key: key.to_owned(), value: value.to_owned() })
    };
    match parts() {
        Some(signature) => ([body, b"}"].concat(), Some(signature)),
        None => whole(),
    }
}

fn joined(body: &[u8], key: &str, value: &str) -> Vec<u8> {
    let open = body.strip_suffix(b"}").unwrap_or(body);
    [open, BEFORE_KEY.as_bytes(), key.as_bytes(), BEFORE_VALUE.as_bytes(), value.as_bytes(), END.as_bytes()].concat()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let digits = text.len().is_multiple_of(2) && text.bytes().all(|b| b.is_ascii_hexdigit());
    digits.then(|| text.as_bytes().chunks(2).map(pair).collect()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_signature_is_the_last_member() {
        let (key, value) = ("0a".repeat(32), "bc".repeat(64));
        let file = joined(b"{\"format\":1}", &key, &value);
        assert!(file.starts_with(b"{\"format\":1,\"signature\":{\"algorithm\":\"ed25519\""));
        assert_eq!(split(&file), (b"{\"format\":1}".to_vec(), Some(Signature { key, value })));
        assert_eq!(split(b"{\"format\":1}"), (b"{\"format\":1}".to_vec(), None));
        // Capital digits would be a second way of writing the same.
        let capital = joined(b"{}", &"0A".repeat(32), &"bc".repeat(64));
        assert_eq!(split(&capital).1, None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_split(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let (body, signature) = split(&bytes);
            prop_assert!(signature.is_some() || body == bytes);
        }

        #[test]
        fn hexadecimal_comes_back(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(from_hex(&hex(&bytes)), Some(bytes));
        }
    }
}
