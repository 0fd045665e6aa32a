//! A site on loopback, as a customer has one: an origin of its own, with pages and the built SDK.

use std::fs;
use std::io::{self, BufReader};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use crate::http;

/// A site that answers until the test ends.
#[derive(Debug)]
pub struct Origin {
    address: SocketAddr,
}

impl Origin {
    /// Serves a folder of pages, and below `/sdk/` what `cargo xtask sdk` has built.
    ///
    /// # Panics
    /// When this machine gives it no port, or the SDK is not built.
    #[must_use]
    pub fn serve(pages: &Path) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        let sdk = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sdk/npm/dist");
        assert!(sdk.join("linger.wasm").is_file(), "the SDK is not built; run `cargo xtask sdk`");
        let folders = Arc::new(Folders { pages: pages.to_owned(), sdk });
        thread::spawn(move || {
            for connection in listener.incoming().map_while(Result::ok) {
                let folders = folders.clone();
                // However a browser ends a connection is its own affair.
                thread::spawn(move || drop(folders.converse(connection)));
            }
        });
        Self { address }
    }

    /// As a browser writes it in `Origin`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address of a page with these parameters.
    ///
    /// # Panics
    /// Never: an origin is the beginning of a URL.
    #[must_use]
    pub fn page(&self, path: &str, parameters: &[(&str, &str)]) -> String {
        let url = url::Url::parse_with_params(&format!("{}/{path}", self.name()), parameters);
        url.expect("an origin is the beginning of a URL").into()
    }
}

struct Folders {
    pages: PathBuf,
    sdk: PathBuf,
}

impl Folders {
    fn converse(&self, connection: TcpStream) -> io::Result<()> {
        let mut to = connection.try_clone()?;
        let mut from = BufReader::new(connection);
        while let Some(request) = http::read(&mut from)? {
            let path = request.path.split('?').next().unwrap_or_default();
            match fs::read(self.file(path)) {
                Ok(bytes) => http::answer(&mut to, "200 OK", &[content_type(path)], &bytes)?,
                Err(_) => http::answer(&mut to, "404 Not Found", &[], b"")?,
            }
        }
        Ok(())
    }

    fn file(&self, path: &str) -> PathBuf {
        match path.strip_prefix("/sdk/") {
            Some(name) => self.sdk.join(name),
            None => self.pages.join(path.trim_start_matches('/')),
        }
    }
}

fn content_type(path: &str) -> String {
    let kind = match Path::new(path).extension().and_then(|end| end.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    };
    format!("content-type: {kind}")
}
