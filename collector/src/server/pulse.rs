//! When a connection was last heard of, so that whoever is silent or slow can be told from whoever is being served.
//!
//! HTTP/1 libraries time the head of a request, but not the silence before the protocol is known, nor HTTP/2 connections
//! that never ask for anything; and they take the pause between two requests for a slow head. Watching the bytes tells all
//! of these apart, at two clock readings a request and no timer that is set anew for each.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, sleep_until};

use super::ServerSettings;
use super::counts::Cut;

/// What is known of a connection. Relaxed throughout: the times need not agree with each other to the instant.
#[derive(Debug)]
pub(super) struct Pulse {
    start: Instant,
    /// Requests that wait for their answers.
    running: AtomicU32,
    /// Whether something came since the last answer: a request has begun.
    reading: AtomicBool,
    /// Since when it is so, or silent, in milliseconds from the start.
    since_ms: AtomicU64,
}

/// A request, until it is answered.
pub(super) struct Running(Arc<Pulse>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.mark();
        self.0.running.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Pulse {
    /// A new connection is taken for one that has begun to ask.
    pub(super) fn new() -> Self {
        Self {
            start: Instant::now(),
            running: AtomicU32::new(0),
            reading: AtomicBool::new(true),
            since_ms: AtomicU64::new(0),
        }
    }

    /// A request's head is whole.
    pub(super) fn run(self: &Arc<Self>) -> Running {
        self.running.fetch_add(1, Ordering::Relaxed);
        self.reading.store(false, Ordering::Relaxed);
        Running(self.clone())
    }

    fn mark(&self) {
        let since_ms = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.since_ms.store(since_ms, Ordering::Relaxed);
    }

    fn heard(&self) {
        if !self.is_running() && !self.reading.swap(true, Ordering::Relaxed) {
            self.mark();
        }
    }

    fn is_running(&self) -> bool {
        self.running.load(Ordering::Relaxed) > 0
    }

    fn since(&self) -> Instant {
        self.start + Duration::from_millis(self.since_ms.load(Ordering::Relaxed))
    }

    /// Ends when the connection was silent, or slow, for too long.
    pub(super) async fn lost(&self, settings: &ServerSettings) -> Cut {
        loop {
            let (limit, cut) = if self.reading.load(Ordering::Relaxed) {
                (settings.header_timeout, Cut::Slow)
            } else {
                (settings.idle_timeout, Cut::Idle)
            };
            // Whoever is being served is looked at again when it could be silent for too long at the earliest.
            let since = if self.is_running() { Instant::now() } else { self.since() };
            let deadline = since + limit;
            if Instant::now() >= deadline {
                return cut;
            }
            // A head may begin in the meantime, and its time is the shorter one.
            sleep_until(deadline.min(Instant::now() + settings.header_timeout)).await;
        }
    }

    /// Ends when nothing was asked, nor answered, for this long.
    pub(super) async fn quiet(&self, pause: Duration) {
        let mut deadline = Instant::now() + pause;
        loop {
            sleep_until(deadline).await;
            deadline = self.since() + pause;
            if self.is_running() {
                deadline = Instant::now() + pause;
            } else if deadline <= Instant::now() {
                return;
            }
        }
    }
}

/// A connection that is listened to.
pub(super) struct Watched<I> {
    inner: I,
    pulse: Arc<Pulse>,
}

impl<I> Watched<I> {
    pub(super) fn new(inner: I, pulse: Arc<Pulse>) -> Self {
        Self { inner, pulse }
    }
}

impl<I: AsyncRead + Unpin> AsyncRead for Watched<I> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let polled = Pin::new(&mut self.inner).poll_read(context, buffer);
        if buffer.filled().len() > before {
            self.pulse.heard();
        }
        polled
    }
}

impl<I: AsyncWrite + Unpin> Watched<I> {
    /// Whoever takes a long answer piece by piece is not silent.
    fn wrote(&self, polled: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if matches!(polled, Poll::Ready(Ok(1..))) && !self.pulse.is_running() {
            self.pulse.mark();
        }
        polled
    }
}

impl<I: AsyncWrite + Unpin> AsyncWrite for Watched<I> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.inner).poll_write(context, bytes);
        self.wrote(polled)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.inner).poll_write_vectored(context, pieces);
        self.wrote(polled)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}
