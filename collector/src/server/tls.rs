//! The certificate, read from files, and again when they change.

use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;
use std::{fs, io};

use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::TlsAcceptor;

use super::TlsSettings;

/// A certificate in use.
pub(super) struct Tls {
    files: TlsSettings,
    http2: bool,
    read_at: Times,
    acceptor: TlsAcceptor,
}

impl std::fmt::Debug for Tls {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Tls").field("files", &self.files).finish_non_exhaustive()
    }
}

/// When the two files were changed.
type Times = [Option<SystemTime>; 2];

impl Tls {
    pub(super) fn try_open(files: TlsSettings, http2: bool) -> Result<Self, String> {
        let read_at = times(&files);
        let acceptor = acceptor(&files, http2)?;
        Ok(Self { files, http2, read_at, acceptor })
    }

    pub(super) fn acceptor(&self) -> TlsAcceptor {
        self.acceptor.clone()
    }

    /// Reads the files again where they have changed. Who renews them may be half done, so that what cannot be read leaves
    /// the certificate as it is, and is tried again.
    pub(super) fn renew(&mut self) {
        let changed_at = times(&self.files);
        if changed_at == self.read_at {
            return;
        }
        match acceptor(&self.files, self.http2) {
            Ok(acceptor) => {
                tracing::info!("the certificate was renewed");
                self.acceptor = acceptor;
                self.read_at = changed_at;
            }
            Err(problem) => tracing::warn!(problem, "the certificate has changed and cannot be read"),
        }
    }
}

fn times(files: &TlsSettings) -> Times {
    [&files.certificate, &files.key].map(|path| fs::metadata(path).and_then(|file| file.modified()).ok())
}

fn acceptor(files: &TlsSettings, http2: bool) -> Result<TlsAcceptor, String> {
    let chain = chain(&files.certificate)?;
    let key = PrivateKeyDer::from_pem_file(&files.key)
        .map_err(|error| unread("private key", &files.key, &error))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
        .map_err(|error| {
            format!("the certificate and its key do not make a pair that TLS can use: {error}")
        })?;
    let protocols: &[&[u8]] = if http2 { &[b"h2", b"http/1.1"] } else { &[b"http/1.1"] };
    config.alpn_protocols = protocols.iter().map(|name| name.to_vec()).collect();
    Ok(TlsAcceptor::from(Arc::new(config)))
}

fn chain(path: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let read = CertificateDer::pem_file_iter(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let chain = read.map_err(|error| unread("certificate", path, &error))?;
    if chain.is_empty() { Err(unread("certificate", path, &pem::Error::NoItemsFound)) } else { Ok(chain) }
}

fn unread(what: &str, path: &Path, error: &pem::Error) -> String {
    let path = path.display();
    match error {
        pem::Error::NoItemsFound => format!("{path} holds no {what} in PEM"),
        pem::Error::Io(error) if error.kind() == io::ErrorKind::NotFound => {
            format!("there is no {what} at {path}")
        }
        error => format!("the {what} {path} cannot be read: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const CERTIFICATE: &str = include_str!("../../tests/data/localhost.crt.pem");
    const KEY: &str = include_str!("../../tests/data/localhost.key.pem");

    /// A certificate that was renewed has a later time, which file systems keep to the second at worst.
    fn write(path: &Path, text: &str, second: u64) {
        fs::write(path, text).expect("the folder can be written to");
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000 + second);
        let file = fs::File::options().write(true).open(path).expect("it was written");
        file.set_modified(time).expect("our own file's time can be set");
    }

    #[test]
    fn a_renewed_certificate_is_taken_and_one_that_is_half_written_is_not() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let [certificate, key] = ["crt.pem", "key.pem"].map(|name| folder.path().join(name));
        write(&certificate, CERTIFICATE, 0);
        write(&key, KEY, 0);
        let mut tls =
            Tls::try_open(TlsSettings { certificate: certificate.clone(), key }, true).expect("a pair");
        let first = tls.acceptor().config().clone();
        tls.renew();
        assert!(Arc::ptr_eq(tls.acceptor().config(), &first), "nothing has changed");
        write(&certificate, &CERTIFICATE[..CERTIFICATE.len() / 2], 1);
        tls.renew();
        assert!(Arc::ptr_eq(tls.acceptor().config(), &first), "half a certificate is none");
        write(&certificate, CERTIFICATE, 2);
        tls.renew();
        assert!(!Arc::ptr_eq(tls.acceptor().config(), &first), "the whole one is taken");
    }
}
