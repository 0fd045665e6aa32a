//! What the collector tells of itself at `/metrics`, in Prometheus' text.

use std::net::SocketAddr;

use super::{Result, client};

/// One look.
#[derive(Clone, Debug)]
pub struct Metrics(String);

impl Metrics {
    /// Looks.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn of(address: SocketAddr) -> Result<Self> {
        Ok(Self(client::get(address, "/metrics").await?.1))
    }

    /// The sum over all series of a name.
    #[must_use]
    pub fn sum(&self, name: &str) -> f64 {
        self.labelled(name, "")
    }

    /// The sum over those series of a name whose labels hold this text, such as `reason="throttled"`.
    #[must_use]
    pub fn labelled(&self, name: &str, label: &str) -> f64 {
        let series = self.0.lines().filter_map(|line| {
            let rest = line.strip_prefix(name)?;
            let (labels, value) = rest.rsplit_once(' ')?;
            let whole = labels.is_empty() || labels.starts_with('{');
            (whole && labels.contains(label)).then(|| value.parse::<f64>().ok())?
        });
        series.sum()
    }

    /// Whether there is any series of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.lines().any(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(['{', ' '])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn series_are_summed_by_name_and_label() {
        let text = "# TYPE calls counter\ncalls_total{result=\"ok\"} 3\ncalls_total{result=\"late\"} 2\ncalls_total_more 9\nrss 1.5\n";
        let metrics = Metrics(text.to_owned());
        assert!((metrics.sum("calls_total") - 5.0).abs() < 1e-9);
        assert!((metrics.labelled("calls_total", "result=\"late\"") - 2.0).abs() < 1e-9);
        assert!((metrics.sum("rss") - 1.5).abs() < 1e-9);
        assert!(metrics.has("rss") && !metrics.has("calls"));
    }
}
