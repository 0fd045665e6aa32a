//! Reads a body within its limits.

use std::io::Read;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::http::{HeaderMap, header};
use bytes::BytesMut;
use flate2::bufread::MultiGzDecoder;
use http_body_util::BodyExt;
use linger_wire::limits::BATCH_BYTES_MAX;

use super::content::Coding;
use crate::error::Refusal;

/// The whole body. One that comes in one piece, as nearly all do, is not copied, and one that is there already starts no
/// timer.
pub(crate) async fn read(headers: &HeaderMap, body: Body, timeout: Duration) -> Result<Bytes, Refusal> {
    if announced(headers).is_some_and(|bytes| bytes > BATCH_BYTES_MAX as u64) {
        return Err(Refusal::TooLarge);
    }
    tokio::time::timeout(timeout, whole(body)).await.unwrap_or(Err(Refusal::TooSlow))
}

async fn whole(mut body: Body) -> Result<Bytes, Refusal> {
    let Some(first) = piece(&mut body).await? else { return Ok(Bytes::new()) };
    if first.len() > BATCH_BYTES_MAX {
        return Err(Refusal::TooLarge);
    }
    if body.is_end_stream() { Ok(first) } else { rest(first, body).await }
}

fn announced(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

async fn rest(first: Bytes, mut body: Body) -> Result<Bytes, Refusal> {
    let mut whole = BytesMut::from(first);
    while let Some(piece) = piece(&mut body).await? {
        if whole.len() + piece.len() > BATCH_BYTES_MAX {
            return Err(Refusal::TooLarge);
        }
        whole.extend_from_slice(&piece);
    }
    Ok(whole.freeze())
}

/// The next piece of data; trailers are passed over.
async fn piece(body: &mut Body) -> Result<Option<Bytes>, Refusal> {
    while let Some(frame) = body.frame().await {
        if let Ok(data) = frame.map_err(|_| Refusal::BrokenOff)?.into_data() {
            return Ok(Some(data));
        }
    }
    Ok(None)
}

/// The batch as it was before it was coded. What would inflate past the limit is read no further than to it.
pub(crate) fn decoded(coding: Coding, body: Bytes) -> Result<Bytes, Refusal> {
    match coding {
        Coding::Identity => Ok(body),
        Coding::Gzip => inflated(&body),
    }
}

fn inflated(body: &[u8]) -> Result<Bytes, Refusal> {
    let mut whole = Vec::new();
    let mut inflating = MultiGzDecoder::new(body).take(BATCH_BYTES_MAX as u64 + 1);
    inflating.read_to_end(&mut whole).map_err(|_| Refusal::BadGzip)?;
    if whole.len() > BATCH_BYTES_MAX { Err(Refusal::TooLarge) } else { Ok(whole.into()) }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use http_body_util::Full;
    use http_body_util::channel::Channel;

    use super::*;

    const TIMEOUT: Duration = Duration::from_secs(30);

    /// Reads a body that comes in these pieces; an error is a connection that breaks.
    async fn read_pieces(pieces: Vec<Result<Vec<u8>, &'static str>>) -> Result<Bytes, Refusal> {
        let (mut sender, body) = Channel::<Bytes, &'static str>::new(1);
        let sending = async move {
            for piece in pieces {
                match piece {
                    // The reader stops listening at what is too large.
                    Ok(bytes) => drop(sender.send_data(bytes.into()).await),
                    Err(error) => return sender.abort(error),
                }
            }
        };
        let headers = HeaderMap::new();
        let (read, ()) = tokio::join!(read(&headers, Body::new(body), TIMEOUT), sending);
        read
    }

    fn gzip(bytes: &[u8]) -> Bytes {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).expect("memory takes all");
        encoder.finish().expect("memory takes all").into()
    }

    #[tokio::test]
    async fn a_body_in_one_piece_is_not_copied() {
        let sent = Bytes::from(vec![7; 100]);
        let read = read(&HeaderMap::new(), Body::new(Full::new(sent.clone())), TIMEOUT).await.expect("small");
        assert_eq!((read.as_ptr(), read.len()), (sent.as_ptr(), sent.len()));
    }

    #[tokio::test]
    async fn pieces_are_put_together_up_to_the_limit() {
        let half = || Ok(vec![1; BATCH_BYTES_MAX / 2]);
        assert_eq!(read_pieces(vec![half(), half()]).await.expect("fits").len(), BATCH_BYTES_MAX);
        assert!(matches!(read_pieces(vec![half(), half(), Ok(vec![1])]).await, Err(Refusal::TooLarge)));
        assert!(matches!(read_pieces(vec![Ok(vec![1; BATCH_BYTES_MAX + 1])]).await, Err(Refusal::TooLarge)));
        assert!(matches!(read_pieces(vec![half(), Err("reset")]).await, Err(Refusal::BrokenOff)));
        assert!(read_pieces(Vec::new()).await.expect("nothing").is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_drips_is_given_up() {
        let (mut sender, body) = Channel::<Bytes, &'static str>::new(1);
        let dripping = tokio::spawn(async move {
            while sender.send_data(Bytes::from_static(b" ")).await.is_ok() {
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        });
        let start = tokio::time::Instant::now();
        let read = read(&HeaderMap::new(), Body::new(body), TIMEOUT).await;
        assert!(matches!(read, Err(Refusal::TooSlow)));
        assert_eq!(start.elapsed(), TIMEOUT);
        dripping.await.expect("the sender hears that nobody listens");
    }

    #[test]
    fn gzip_is_inflated_up_to_the_limit_and_no_further() {
        let inflated = |bytes: usize| decoded(Coding::Gzip, gzip(&vec![b' '; bytes]));
        assert_eq!(inflated(BATCH_BYTES_MAX).expect("fits").len(), BATCH_BYTES_MAX);
        assert!(matches!(inflated(BATCH_BYTES_MAX + 1), Err(Refusal::TooLarge)));
        let bomb = gzip(&vec![0; 40 * 1024 * 1024]);
        assert!(bomb.len() < BATCH_BYTES_MAX, "a bomb passes the limit of the body itself");
        assert!(matches!(decoded(Coding::Gzip, bomb), Err(Refusal::TooLarge)));
    }

    #[test]
    fn what_is_not_gzip_or_not_all_of_it_is_refused() {
        let whole = gzip(b"{\"v\":1}");
        for wrong in [&b"{}"[..], b"", &whole[..whole.len() - 1]] {
            let wrong = Bytes::copy_from_slice(wrong);
            assert!(matches!(decoded(Coding::Gzip, wrong), Err(Refusal::BadGzip)));
        }
        assert_eq!(decoded(Coding::Gzip, whole).expect("whole"), "{\"v\":1}");
    }
}
