//! The engine as a WebAssembly module of its own, driven from C-like exports: proof that it asks its host for
//! nothing. The check that comes with it fails when this module has a single import.
#![expect(unsafe_code, reason = "exports without a bindings generator need unmangled names")]

use std::cell::RefCell;

use linger_engine::{Config, Engine, Input, Monotonic, VisitStart};

thread_local! {
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
}

/// Begins a visit at `micros`. Whether the settings were sound.
#[unsafe(no_mangle)]
pub extern "C" fn begin(micros: u64) -> bool {
    let start = VisitStart { identity: String::new(), page: String::new() };
    let engine = Engine::try_new(Config::default(), Monotonic::from_micros(micros), true, start).ok();
    let begun = engine.is_some();
    ENGINE.set(engine);
    begun
}

/// Lets time pass until `micros`. The number of effects.
#[unsafe(no_mangle)]
pub extern "C" fn wake(micros: u64) -> u32 {
    ENGINE.with_borrow_mut(|engine| {
        let Some(engine) = engine else { return 0 };
        engine.handle(Monotonic::from_micros(micros), Input::Woken);
        u32::try_from(engine.take_effects().len()).unwrap_or(u32::MAX)
    })
}
