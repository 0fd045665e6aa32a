//! As much HTTP/1.1 as is needed to be Lambda's runtime interface, with connections that stay open, and to ask an
//! emulator, with one connection a call.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};

/// A request.
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) body: Vec<u8>,
}

/// The next request of a connection; `None` once the other side is done.
pub(crate) fn read(connection: &mut BufReader<TcpStream>) -> io::Result<Option<Request>> {
    let first = line(connection)?;
    let mut words = first.split(' ');
    let (Some(method), Some(path)) = (words.next(), words.next()) else { return Ok(None) };
    let (method, path) = (method.to_owned(), path.to_owned());
    let headers = headers_of(connection)?;
    Ok(Some(Request { method, path, body: body_of(connection, &headers)? }))
}

/// Headers by their names in small letters.
type Headers = Vec<(String, String)>;

fn headers_of(connection: &mut BufReader<TcpStream>) -> io::Result<Headers> {
    let mut headers = Headers::new();
    while let Some((name, value)) = line(connection)?.split_once(':') {
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    Ok(headers)
}

/// By its length or in chunks.
fn body_of(connection: &mut BufReader<TcpStream>, headers: &Headers) -> io::Result<Vec<u8>> {
    let value = |name: &str| headers.iter().find(|header| header.0 == name).map(|header| &header.1);
    let length = value("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    match value("transfer-encoding") {
        None => exactly(connection, length),
        Some(_) => chunks(connection),
    }
}

/// Answers with these headers, each a whole line, and keeps the connection.
pub(crate) fn answer(to: &mut TcpStream, status: &str, headers: &[String], body: &[u8]) -> io::Result<()> {
    let lines: String = headers.iter().map(|header| header.clone() + "\r\n").collect();
    let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n{lines}\r\n", body.len());
    to.write_all(&[head.as_bytes(), body].concat())
}

const NO_CONTENT: u16 = 204;

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its headers, by their names in small letters.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header, by its name in small letters.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|header| header.0 == name).map(|header| header.1.as_str())
    }

    /// Its body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A URL at which nobody listens.
///
/// # Panics
/// When the machine has no port left.
#[must_use]
pub fn nobody() -> String {
    let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    format!("http://{}", free.expect("a free port"))
}

/// Calls `address` with these headers and waits for the answer.
///
/// # Errors
/// What the network says.
pub fn call(
    address: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> io::Result<Answer> {
    let mut to = TcpStream::connect(address)?;
    let host = headers.iter().all(|(name, _)| *name != "host").then_some(("host", address));
    let lines = headers.iter().copied().chain(host).map(|(name, value)| format!("{name}: {value}\r\n"));
    let length = body.len();
    let head = format!("{method} {path} HTTP/1.1\r\nconnection: close\r\ncontent-length: {length}\r\n");
    let head = head + &lines.collect::<String>();
    to.write_all(&[head.as_bytes(), b"\r\n", body].concat())?;
    let mut from = BufReader::new(to);
    let status = line(&mut from)?.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.ok_or_else(|| io::Error::other("an answer without a status"))?;
    let headers = headers_of(&mut from)?;
    // Whatever its headers say, an answer 204 ends with them (RFC 9112, 6.3).
    let body = if status == NO_CONTENT { Vec::new() } else { body_of(&mut from, &headers)? };
    Ok(Answer { status, headers, body })
}

fn line(connection: &mut BufReader<TcpStream>) -> io::Result<String> {
    let mut line = String::new();
    connection.read_line(&mut line)?;
    line.truncate(line.trim_end().len());
    Ok(line)
}

fn exactly(connection: &mut BufReader<TcpStream>, length: usize) -> io::Result<Vec<u8>> {
    let mut body = vec![0; length];
    connection.read_exact(&mut body)?;
    Ok(body)
}

fn chunks(connection: &mut BufReader<TcpStream>) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let size = line(connection)?;
        let size =
            usize::from_str_radix(&size, 16).map_err(|_| io::Error::other("a chunk without a size"))?;
        body.extend(exactly(connection, size)?);
        line(connection)?;
        if size == 0 {
            return Ok(body);
        }
    }
}
