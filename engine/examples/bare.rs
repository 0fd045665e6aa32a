//! The engine as a WebAssembly module of its own, driven from C-like exports: proof that it asks its host for
//! nothing. The check that comes with it fails when this module has a single import.
#![expect(unsafe_code, reason = "exports without a bindings generator need unmangled names")]

use std::cell::RefCell;

use linger_engine::{Config, Engine, Input, Monotonic, Now, VisitStart};
use linger_wire::{EngineForm, Id, Page};

thread_local! {
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
}

fn now(micros: u64) -> Now {
    Now { monotonic: Monotonic::from_micros(micros), wall_ms: 0 }
}

/// Begins a visit at `micros`. Whether the settings were sound.
#[unsafe(no_mangle)]
pub extern "C" fn begin(micros: u64) -> bool {
    let page = Page {
        site: String::new(),
        sdk: String::new(),
        engine: EngineForm::Wasm,
        viewport: [0, 0],
        path: None,
        menu: None,
        table: None,
        lang: None,
    };
    let id = Id::from_bits(micros.into());
    let start = VisitStart { visit: id, session: id, stored: None, page };
    let engine = Engine::try_new(Config::default(), now(micros), true, start).ok();
    let begun = engine.is_some();
    ENGINE.set(engine);
    begun
}

/// Lets time pass until `micros`. The number of effects.
#[unsafe(no_mangle)]
pub extern "C" fn wake(micros: u64) -> u32 {
    ENGINE.with_borrow_mut(|engine| {
        let Some(engine) = engine else { return 0 };
        engine.handle(now(micros), Input::Woken);
        core::iter::from_fn(|| engine.poll_effect()).map(|_| 1).sum()
    })
}
