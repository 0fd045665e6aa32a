//! Reads a batch of which everything is sound, in one pass. Nearly every batch is, and to read it as [`crate::decode`]
//! does, which has a word for all that may be wrong, takes three times as long.
//!
//! What is not written as pages write it (white space, escapes, unknown fields, properties) is left to `decode` too: this
//! says nothing of it. Whatever this reads, `decode` reads as the same; a test holds them together.

use alloc::borrow::ToOwned;
use alloc::vec::Vec;
use core::str;

use crate::batch::{EngineForm, FlushReason, Gaze, Header, Page, VERSION};
use crate::event::{Activity, Custom, Event, Exposure, Kind};
use crate::{Id, limits};

/// Reads a batch, if all of it is sound and written as pages write it. `None` says nothing of it. The events' texts may
/// be the batch's own, which spares an allocation each.
#[must_use]
pub fn batch<'a, S: From<&'a str>>(body: &'a [u8]) -> Option<(Header, Vec<Event<S>>)> {
    let mut cursor = Cursor { rest: body };
    let mut draft = Draft::new();
    cursor.expect(b'{')?;
    loop {
        let (key, _) = cursor.string()?;
        cursor.expect(b':')?;
        draft.field(key, &mut cursor)?;
        match cursor.byte()? {
            b',' => {}
            b'}' => break,
            _ => return None,
        }
    }
    if cursor.rest.is_empty() { draft.finish() } else { None }
}

/// The fields so far; each may come once.
struct Draft<'a, S> {
    v: Option<u64>,
    site: Option<&'a str>,
    visit: Option<Id>,
    session: Option<Id>,
    seq: Option<u32>,
    reason: Option<FlushReason>,
    started_at_ms: Option<i64>,
    sent_at_ms: Option<i64>,
    dropped: Option<u32>,
    read_ms: Option<u32>,
    sdk: Option<&'a str>,
    engine: Option<EngineForm>,
    viewport: Option<[u32; 2]>,
    path: Option<&'a str>,
    menu: Option<&'a str>,
    table: Option<&'a str>,
    lang: Option<&'a str>,
    gaze: Option<Gaze>,
    sample_percent: Option<u8>,
    events: Option<Vec<Event<S>>>,
}

fn once<T>(field: &mut Option<T>, value: T) -> Option<()> {
    field.replace(value).is_none().then_some(())
}

impl<'a, S: From<&'a str>> Draft<'a, S> {
    const fn new() -> Self {
        Self {
            v: None,
            site: None,
            visit: None,
            session: None,
            seq: None,
            reason: None,
            started_at_ms: None,
            sent_at_ms: None,
            dropped: None,
            read_ms: None,
            sdk: None,
            engine: None,
            viewport: None,
            path: None,
            menu: None,
            table: None,
            lang: None,
            gaze: None,
            sample_percent: None,
            events: None,
        }
    }

    fn field(&mut self, key: &[u8], cursor: &mut Cursor<'a>) -> Option<()> {
        match key {
            b"v" => once(&mut self.v, cursor.number(VERSION.into())?),
            b"site" => once(&mut self.site, cursor.text(limits::SITE_BYTES_MAX)?),
            b"visit" => once(&mut self.visit, cursor.id()?),
            b"session" => once(&mut self.session, cursor.id()?),
            b"seq" => once(&mut self.seq, cursor.count()?),
            b"reason" => once(&mut self.reason, cursor.choice(&FlushReason::ALL, FlushReason::as_str)?),
            b"started_at_ms" => once(&mut self.started_at_ms, cursor.wall()?),
            b"sent_at_ms" => once(&mut self.sent_at_ms, cursor.wall()?),
            b"dropped" => once(&mut self.dropped, cursor.count()?),
            b"read_ms" => once(&mut self.read_ms, cursor.count()?),
            b"events" => once(&mut self.events, cursor.events()?),
            _ => self.of_page(key, cursor),
        }
    }

    fn of_page(&mut self, key: &[u8], cursor: &mut Cursor<'a>) -> Option<()> {
        match key {
            b"sdk" => once(&mut self.sdk, cursor.text(limits::SDK_BYTES_MAX)?),
            b"engine" => once(&mut self.engine, cursor.choice(&EngineForm::ALL, EngineForm::as_str)?),
            b"viewport" => once(&mut self.viewport, cursor.viewport()?),
            b"path" => once(&mut self.path, cursor.text(limits::PATH_BYTES_MAX)?),
            b"menu" => once(&mut self.menu, cursor.text(limits::MENU_BYTES_MAX)?),
            b"table" => once(&mut self.table, cursor.text(limits::TABLE_BYTES_MAX)?),
            b"lang" => once(&mut self.lang, cursor.text(limits::LANG_BYTES_MAX)?),
            b"gaze" => once(&mut self.gaze, cursor.choice(&Gaze::ALL, Gaze::as_str)?),
            b"sample_percent" => once(&mut self.sample_percent, cursor.sample_percent()?),
            _ => None,
        }
    }

    fn finish(self) -> Option<(Header, Vec<Event<S>>)> {
        if self.v != Some(VERSION.into()) {
            return None;
        }
        let header = Header {
            visit: self.visit?,
            session: self.session?,
            seq: self.seq?,
            reason: self.reason?,
            started_at_ms: self.started_at_ms?,
            sent_at_ms: self.sent_at_ms?,
            dropped: self.dropped?,
            read_ms: self.read_ms?,
            page: Page {
                site: self.site?.to_owned(),
                sdk: self.sdk?.to_owned(),
                engine: self.engine?,
                viewport: self.viewport?,
                path: self.path.map(ToOwned::to_owned),
                menu: self.menu.map(ToOwned::to_owned),
                table: self.table.map(ToOwned::to_owned),
                lang: self.lang.map(ToOwned::to_owned),
                gaze: self.gaze.unwrap_or_default(),
                sample_percent: self.sample_percent.unwrap_or(limits::SAMPLE_PERCENT_MAX),
            },
        };
        Some((header, self.events?))
    }
}

/// What is not read yet.
struct Cursor<'a> {
    rest: &'a [u8],
}

/// What ends a text, or does not belong into one that is read here: quotes, escapes, and ASCII's control characters.
const ENDS: [bool; 256] = {
    let mut ends = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        ends[byte] = true;
        byte += 1;
    }
    ends[b'"' as usize] = true;
    ends[b'\\' as usize] = true;
    ends[0x7f] = true;
    ends
};

/// Digits that surely fit: a number of 19 may be more than any limit.
const DIGITS_MAX: usize = 18;

impl<'a> Cursor<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.byte()? == byte).then_some(())
    }

    /// What stands between two quotes, without escapes, and whether all of it is ASCII.
    fn string(&mut self) -> Option<(&'a [u8], bool)> {
        self.expect(b'"')?;
        let (mut end, mut all) = (0, 0);
        loop {
            let byte = *self.rest.get(end)?;
            if ENDS[usize::from(byte)] {
                break;
            }
            (end, all) = (end + 1, all | byte);
        }
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        self.expect(b'"')?;
        Some((text, all.is_ascii()))
    }

    fn text(&mut self, bytes_max: usize) -> Option<&'a str> {
        let (bytes, is_ascii) = self.string()?;
        if bytes.is_empty() || bytes.len() > bytes_max {
            return None;
        }
        let text = str::from_utf8(bytes).ok()?;
        // Those below 0x80 were looked for already.
        let is_clean = is_ascii || !text.chars().any(char::is_control);
        is_clean.then_some(text)
    }

    #[expect(clippy::option_option, reason = "a null that was read is not a text that could not be")]
    fn optional<S: From<&'a str>>(&mut self, bytes_max: usize) -> Option<Option<S>> {
        if let Some(rest) = self.rest.strip_prefix(b"null") {
            self.rest = rest;
            return Some(None);
        }
        self.text(bytes_max).map(|text| Some(text.into()))
    }

    fn choice<T: Copy>(&mut self, all: &[T], name: impl Fn(T) -> &'static str) -> Option<T> {
        let (text, _) = self.string()?;
        all.iter().copied().find(|one| name(*one).as_bytes() == text)
    }

    fn id(&mut self) -> Option<Id> {
        Id::decode(str::from_utf8(self.string()?.0).ok()?)
    }

    /// A whole number from 0, as short as it can be written.
    fn number(&mut self, max: u64) -> Option<u64> {
        let (mut digits, mut value) = (0, 0);
        while let Some(digit) =
            self.rest.get(digits).map(|byte| byte.wrapping_sub(b'0')).filter(|digit| *digit < 10)
        {
            if digits == DIGITS_MAX {
                return None;
            }
            (digits, value) = (digits + 1, value * 10 + u64::from(digit));
        }
        let (number, rest) = self.rest.split_at(digits);
        if digits == 0 || (digits > 1 && number[0] == b'0') {
            return None;
        }
        self.rest = rest;
        (value <= max).then_some(value)
    }

    fn count(&mut self) -> Option<u32> {
        u32::try_from(self.number(limits::COUNT_MAX.into())?).ok()
    }

    fn wall(&mut self) -> Option<i64> {
        let value = i64::try_from(self.number(u64::MAX)?).ok()?;
        (limits::WALL_MS_MIN..=limits::WALL_MS_MAX).contains(&value).then_some(value)
    }

    fn sample_percent(&mut self) -> Option<u8> {
        let percent = self.number(limits::SAMPLE_PERCENT_MAX.into())?;
        u8::try_from(percent).ok().filter(|percent| *percent > 0)
    }

    fn viewport(&mut self) -> Option<[u32; 2]> {
        self.expect(b'[')?;
        let width = self.number(limits::VIEWPORT_PX_MAX.into())?;
        self.expect(b',')?;
        let height = self.number(limits::VIEWPORT_PX_MAX.into())?;
        self.expect(b']')?;
        Some([u32::try_from(width).ok()?, u32::try_from(height).ok()?])
    }

    fn events<S: From<&'a str>>(&mut self) -> Option<Vec<Event<S>>> {
        let mut events = Vec::with_capacity(EVENTS_USUAL);
        self.expect(b'[')?;
        loop {
            events.push(self.event()?);
            match self.byte()? {
                b',' if events.len() < limits::BATCH_EVENTS_MAX => {}
                b']' => return Some(events),
                _ => return None,
            }
        }
    }

    fn event<S: From<&'a str>>(&mut self) -> Option<Event<S>> {
        self.expect(b'[')?;
        let event = match self.string()?.0 {
            b"s" => Event::Exposure(self.exposure(Kind::Section)?),
            b"i" => Event::Exposure(self.exposure(Kind::Item)?),
            b"a" => Event::Activity(self.activity()?),
            b"c" => Event::Custom(self.custom()?),
            _ => return None,
        };
        self.expect(b']')?;
        Some(event)
    }

    fn exposure<S: From<&'a str>>(&mut self, kind: Kind) -> Option<Exposure<S>> {
        Some(Exposure {
            number: self.next(Self::count)?,
            exposure: self.next(Self::count)?,
            kind,
            target: self.next(|cursor| cursor.text(limits::TARGET_BYTES_MAX))?.into(),
            from: self.next(|cursor| cursor.optional(limits::TARGET_BYTES_MAX))?,
            at_ms: self.duration()?,
            paused_ms: self.duration()?,
            scrolling_ms: self.duration()?,
            attention_ms: self.duration()?,
            section: if kind == Kind::Item {
                self.next(|cursor| cursor.optional(limits::TARGET_BYTES_MAX))?
            } else {
                None
            },
        })
    }

    fn activity(&mut self) -> Option<Activity> {
        Some(Activity {
            number: self.next(Self::count)?,
            at_ms: self.duration()?,
            active_ms: self.duration()?,
            idle_ms: self.duration()?,
            elsewhere_section_ms: self.duration()?,
            elsewhere_item_ms: self.duration()?,
        })
    }

    fn custom<S: From<&'a str>>(&mut self) -> Option<Custom<S>> {
        Some(Custom {
            number: self.next(Self::count)?,
            at_ms: self.duration()?,
            name: self.next(|cursor| cursor.text(limits::NAME_BYTES_MAX))?.into(),
            properties: self.next(|cursor| {
                cursor.rest = cursor.rest.strip_prefix(b"null")?;
                Some(None)
            })?,
        })
    }

    fn duration(&mut self) -> Option<u64> {
        self.next(|cursor| cursor.number(limits::VISIT_MS_MAX))
    }

    /// The event's next entry.
    fn next<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.expect(b',')?;
        read(self)
    }
}

/// Places to begin with: a visit's usual batch has about twenty events.
const EVENTS_USUAL: usize = 24;
