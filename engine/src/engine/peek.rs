//! What the engine knows right now, for the overlay of the debug mode. A build of its own has this; pages never load it.

use alloc::string::String;

use linger_wire::Kind;
use linger_wire::encode::integer;

use super::Engine;
use crate::targets::Target;

impl Engine {
    /// A JSON object: `active_ms` and `idle_ms` since they were last told, events `waiting` and `dropped`, the line's
    /// `pause` (null, `"backoff"`, `"retry-after"`, `"open"`), and `targets`, each with `kind`, `id`, `viewable`,
    /// `paused_ms`, `scrolling_ms` and `attention_ms` of the visit so far. Up to date after an [`crate::Input::Woken`].
    #[must_use]
    pub fn peek(&self) -> String {
        let visit = &self.visits[self.visits.len() - 1];
        let mut out = String::from("{");
        member(&mut out, "active_ms", visit.active_ms());
        member(&mut out, "idle_ms", visit.idle_ms());
        member(&mut out, "waiting", self.queue.waiting_events() as u64);
        member(&mut out, "dropped", visit.dropped.into());
        out.push_str("\"pause\":");
        out.push_str(self.line.pause_name());
        out.push_str(",\"targets\":[");
        for index in 0..self.targets.len() {
            out.push_str(if index > 0 { "," } else { "" });
            write_target(&mut out, self.targets.peek(index));
        }
        out.push_str("]}");
        out
    }
}

fn write_target(out: &mut String, target: &Target) {
    out.push_str(match target.kind {
        Kind::Section => "{\"kind\":\"section\",\"id\":",
        Kind::Item => "{\"kind\":\"item\",\"id\":",
    });
    out.push_str(&target.id);
    let [paused_ms, scrolling_ms, attention_ms] = target.totals_ms();
    out.push(',');
    member(out, "paused_ms", paused_ms);
    member(out, "scrolling_ms", scrolling_ms);
    member(out, "attention_ms", attention_ms);
    out.push_str("\"viewable\":");
    out.push_str(if target.open.is_some() { "true}" } else { "false}" });
}

fn member(out: &mut String, name: &str, value: u64) {
    out.push('"');
    out.push_str(name);
    out.push_str("\":");
    integer(out, value.try_into().unwrap_or(i64::MAX));
    out.push(',');
}
