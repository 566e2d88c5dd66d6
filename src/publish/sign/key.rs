//! Key files.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, DecodePublicKey, EncodePrivateKey, EncodePublicKey};
use ed25519_dalek::{SigningKey, VerifyingKey};

use super::{from_hex, hex, kinds};
use crate::publish::Remark;

/// Makes a pair of keys from the system's source of chance: the private one in `path` (PKCS #8, readable by its owner
/// only), the public one in `path` with `.pub` behind it. Returns the public key in hexadecimal.
///
/// # Errors
/// A [`Remark`] if one of the files is there already: a key is never overwritten. Failures of the system.
pub fn new_key(path: &Path) -> Result<String> {
    let public = beside(path);
    for file in [path, &public] {
        if file.exists() {
            return Err(Remark::new(&kinds::KEY_EXISTS, file.display().to_string()).into());
        }
    }
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(|e| anyhow!("the system gives no random numbers: {e}"))?;
    let key = SigningKey::from_bytes(&secret);
    secret.fill(0);
    let pem = key.to_pkcs8_pem(LineEnding::LF).map_err(|e| anyhow!("{e}"))?;
    create(path, pem.as_bytes(), 0o600)?;
    let pem = key.verifying_key().to_public_key_pem(LineEnding::LF).map_err(|e| anyhow!("{e}"))?;
    create(&public, pem.as_bytes(), 0o644)?;
    Ok(hex(key.verifying_key().as_bytes()))
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".pub");
    path.with_file_name(name)
}

fn create(path: &Path, bytes: &[u8], mode: u32) -> Result<()> {
    let mut options = OpenOptions::new();
    // Fails if somebody made the file in the meantime.
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    let mut file = match options.open(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(Remark::new(&kinds::KEY_EXISTS, path.display().to_string()).into());
        }
        file => file.with_context(|| path.display().to_string())?,
    };
    file.write_all(bytes).and_then(|()| file.sync_all()).with_context(|| path.display().to_string())
}

/// The private key in a file.
pub(super) fn private_key(path: &Path) -> Result<SigningKey> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let refuse = || Remark::new(&kinds::NO_PRIVATE_KEY, path.display().to_string());
    let key = SigningKey::from_pkcs8_pem(&text).map_err(|_| refuse().found(first_line(&text)))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(path).with_context(|| path.display().to_string())?.permissions().mode();
        if mode & 0o077 != 0 {
            let mode = format!("{:04o}", mode & 0o7777);
            return Err(Remark::new(&kinds::KEY_OPEN, path.display().to_string()).found(mode).into());
        }
    }
    Ok(key)
}

/// The public key that somebody trusts: a file, or its 64 hexadecimal digits.
///
/// # Errors
/// A [`Remark`]: neither; a private key, which nobody needs for checking.
pub fn public_key(given: &str) -> Result<VerifyingKey> {
    let refuse = |found: &str| Remark::new(&kinds::NO_PUBLIC_KEY, given).found(found);
    let digits = from_hex(given).and_then(|b| <[u8; 32]>::try_from(b).ok());
    if let Some(key) = digits {
        return Ok(VerifyingKey::from_bytes(&key).map_err(|_| refuse(given))?);
    }
    let text = fs::read_to_string(given).map_err(|_| refuse(given))?;
    Ok(VerifyingKey::from_public_key_pem(&text).map_err(|_| refuse(&first_line(&text)))?)
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().chars().take(40).collect()
}
