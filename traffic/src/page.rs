//! What a page and its collector say of a batch beside the events.

use linger_wire::line::{Device, Receipt};
use linger_wire::{EngineForm, FlushReason, Gaze, Header, Id, Page};

use crate::chance::{Chance, whole};
use crate::model::{Model, Version};

/// The time at rest from which the page calls an exposure read: the SDK's default.
pub(crate) const READ_MS: u32 = 1_000;

const LANGUAGES: [(&str, u32); 4] = [("ko", 74), ("en", 17), ("ja", 5), ("zh", 4)];
const DEVICES: [(Device, u32); 3] = [(Device::Phone, 93), (Device::Computer, 4), (Device::Other, 3)];
const ENGINES: [(EngineForm, u32); 2] = [(EngineForm::Wasm, 97), (EngineForm::Js, 3)];
const PHONES: [([u32; 2], u32); 4] = [([390, 844], 40), ([412, 915], 30), ([360, 780], 20), ([430, 932], 10)];
const SCREEN: [u32; 2] = [1440, 900];

/// Clocks of pages that are hours off: ours; phones set theirs by the network.
const WRONG_CLOCKS: f64 = 0.02;

/// A page of one session, and the clock it goes by.
#[derive(Clone, Debug)]
pub(crate) struct Opened {
    page: Page,
    session: Id,
    pub(crate) device: Device,
    /// The page's clock less the true time, in milliseconds.
    clock_ms: i64,
}

impl Opened {
    pub(crate) fn drawn(model: &Model, version: &Version, is_bot: bool, chance: &mut Chance) -> Self {
        let device = if is_bot { Device::Bot } else { *chance.one_of(&DEVICES) };
        let is_phone = device == Device::Phone;
        let table = chance.between((1, model.tables.max(1))).to_string();
        let page = Page {
            site: model.site.clone(),
            sdk: env!("CARGO_PKG_VERSION").to_owned(),
            engine: *chance.one_of(&ENGINES),
            viewport: if is_phone { *chance.one_of(&PHONES) } else { SCREEN },
            path: Some("/".to_owned()),
            menu: Some(version.name.clone()),
            table: is_phone.then_some(table),
            lang: Some((*chance.one_of(&LANGUAGES)).to_owned()),
            gaze: Gaze::Upper,
            sample_percent: 100,
        };
        Self { page, session: Id::from_bits(chance.bits()), device, clock_ms: clock(chance) }
    }

    /// What a batch of a visit says, that is sent at a time.
    pub(crate) fn header(
        &self,
        visit: &VisitStart,
        sent_at_ms: i64,
        batch: u32,
        reason: FlushReason,
    ) -> Header {
        Header {
            page: self.page.clone(),
            visit: visit.id,
            session: self.session,
            seq: batch,
            reason,
            started_at_ms: visit.at_ms + self.clock_ms,
            sent_at_ms: sent_at_ms + self.clock_ms,
            dropped: 0,
            read_ms: READ_MS,
        }
    }

    pub(crate) fn receipt(&self, received_at_ms: i64) -> Receipt {
        Receipt { received_at_ms, device: self.device }
    }
}

/// A visit's id and when it begins, milliseconds since 1970.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VisitStart {
    pub(crate) id: Id,
    pub(crate) at_ms: i64,
}

fn clock(chance: &mut Chance) -> i64 {
    let seconds = chance.normal() * if chance.happens(WRONG_CLOCKS) { 7_200.0 } else { 0.8 };
    whole(seconds * 1_000.0)
}
