//! A visit as a page measures it: time passes over what is viewable, and is cut into batches.

use linger_wire::{Activity, Custom, Event, Exposure, FlushReason, Kind};

/// Something viewable, by its place in the menu: a section, or an item of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) section: usize,
    pub(crate) item: Option<usize>,
}

/// A target that is viewable, and the time it has gathered since its last slice.
#[derive(Clone, Debug)]
struct Open {
    place: Place,
    exposure: u32,
    from: Option<Place>,
    slice_at_ms: u64,
    paused_ms: u64,
    scrolling_ms: u64,
    attention_ms: u64,
}

/// What a batch is cut from, at a time since the visit's start.
#[derive(Clone, Debug)]
pub(crate) struct Cut {
    pub(crate) reason: FlushReason,
    pub(crate) at_ms: u64,
    pub(crate) events: Vec<Event>,
}

/// The names of places.
pub(crate) trait Names {
    fn target(&self, place: Place) -> String;
}

/// A visit under way.
#[derive(Debug, Default)]
pub(crate) struct Timeline {
    now_ms: u64,
    next_event: u32,
    next_exposure: u32,
    open: Vec<Open>,
    last: [Option<Place>; 2],
    events: Vec<Event>,
    active_ms: u64,
    idle_ms: u64,
    elsewhere_ms: [u64; 2],
    pub(crate) cuts: Vec<Cut>,
}

/// How much more a target counts that is in the middle than one at the edge.
const MIDDLE_WEIGHT: u64 = 2;

const fn kind(place: Place) -> usize {
    if place.item.is_some() { 1 } else { 0 }
}

impl Timeline {
    pub(crate) const fn now_ms(&self) -> u64 {
        self.now_ms
    }

    /// From now on these are viewable, of each kind the one in the middle first.
    pub(crate) fn show(&mut self, places: &[Place], names: &dyn Names) {
        let (kept, gone): (Vec<Open>, Vec<Open>) =
            std::mem::take(&mut self.open).into_iter().partition(|open| places.contains(&open.place));
        self.open = kept;
        for open in gone {
            self.close(&open, names);
        }
        for place in places {
            if !self.open.iter().any(|open| open.place == *place) {
                self.open_one(*place);
            }
        }
        self.open.sort_by_key(|open| places.iter().position(|place| *place == open.place));
    }

    fn open_one(&mut self, place: Place) {
        let from = self.last[kind(place)].replace(place);
        let (exposure, slice_at_ms) = (self.next_exposure, self.now_ms);
        self.next_exposure += 1;
        let open =
            Open { place, exposure, from, slice_at_ms, paused_ms: 0, scrolling_ms: 0, attention_ms: 0 };
        self.open.push(open);
    }

    fn close(&mut self, open: &Open, names: &dyn Names) {
        if open.paused_ms + open.scrolling_ms > 0 {
            let number = self.number();
            self.events.push(Event::Exposure(slice(open, number, names)));
        }
    }

    /// Active time, with the page at rest or in motion.
    pub(crate) fn pass(&mut self, ms: u64, is_moving: bool) {
        self.now_ms += ms;
        self.active_ms += ms;
        for open in &mut self.open {
            *if is_moving { &mut open.scrolling_ms } else { &mut open.paused_ms } += ms;
        }
        for of_kind in 0..2 {
            self.attend(ms, of_kind);
        }
    }

    /// Shares the time among the targets of a kind; the one in the middle takes what does not divide.
    fn attend(&mut self, ms: u64, of_kind: usize) {
        let count = self.open.iter().filter(|open| kind(open.place) == of_kind).count() as u64;
        let mut viewable = self.open.iter_mut().filter(|open| kind(open.place) == of_kind);
        let Some(middle) = viewable.next() else {
            self.elsewhere_ms[of_kind] += ms;
            return;
        };
        let each = ms / (MIDDLE_WEIGHT + count - 1);
        middle.attention_ms += ms - each * (count - 1);
        viewable.for_each(|open| open.attention_ms += each);
    }

    /// Time with the page visible and nobody there.
    pub(crate) fn idle(&mut self, ms: u64) {
        self.now_ms += ms;
        self.idle_ms += ms;
    }

    /// Time with the page hidden, of which nothing is measured.
    pub(crate) fn away(&mut self, ms: u64) {
        self.now_ms += ms;
    }

    pub(crate) fn custom(&mut self, name: &str, properties: String) {
        let number = self.number();
        let (name, properties) = (name.to_owned(), Some(properties));
        self.events.push(Event::Custom(Custom { number, at_ms: self.now_ms, name, properties }));
    }

    /// Cuts a batch: of what is viewable, a slice; and what passed.
    pub(crate) fn cut(&mut self, reason: FlushReason, names: &dyn Names) {
        for mut open in std::mem::take(&mut self.open) {
            self.close(&open, names);
            open = Open { slice_at_ms: self.now_ms, paused_ms: 0, scrolling_ms: 0, attention_ms: 0, ..open };
            self.open.push(open);
        }
        let number = self.number();
        let [elsewhere_section_ms, elsewhere_item_ms] = std::mem::take(&mut self.elsewhere_ms);
        self.events.push(Event::Activity(Activity {
            number,
            at_ms: self.now_ms,
            active_ms: std::mem::take(&mut self.active_ms),
            idle_ms: std::mem::take(&mut self.idle_ms),
            elsewhere_section_ms,
            elsewhere_item_ms,
        }));
        let events = std::mem::take(&mut self.events);
        self.cuts.push(Cut { reason, at_ms: self.now_ms, events });
    }

    const fn number(&mut self) -> u32 {
        let number = self.next_event;
        self.next_event += 1;
        number
    }
}

fn slice(open: &Open, number: u32, names: &dyn Names) -> Exposure {
    let section = open.place.item.map(|_| Place { item: None, ..open.place });
    Exposure {
        number,
        exposure: open.exposure,
        kind: if open.place.item.is_some() { Kind::Item } else { Kind::Section },
        target: names.target(open.place),
        from: open.from.map(|from| names.target(from)),
        section: section.map(|section| names.target(section)),
        at_ms: open.slice_at_ms,
        paused_ms: open.paused_ms,
        scrolling_ms: open.scrolling_ms,
        attention_ms: open.attention_ms,
    }
}
