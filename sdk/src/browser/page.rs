//! What the page knows of itself: location, language, viewport, visibility.

use linger_wire::limits::VIEWPORT_PX_MAX;
use linger_wire::{EngineForm, Page};
use web_sys::{Url, UrlSearchParams, Window};

use crate::settings::Settings;

/// Whether the page is visible; `None` where there is none.
pub(crate) fn is_visible() -> Option<bool> {
    web_sys::window()?.document().map(|document| !document.hidden())
}

/// The endpoint's whole address, if it is one of HTTP.
pub(crate) fn resolve(endpoint: &str) -> Option<String> {
    let base = web_sys::window()?.document()?.base_uri().ok()??;
    let url = Url::new_with_base(endpoint, &base).ok()?;
    let protocol = url.protocol();
    (protocol == "https:" || protocol == "http:").then(|| url.href())
}

/// The facts a visit begins with.
pub(crate) fn facts(settings: &Settings) -> Option<Page> {
    let window = web_sys::window()?;
    let lang = window.document()?.document_element().and_then(|html| html.get_attribute("lang"));
    Some(Page {
        site: settings.site.clone(),
        sdk: env!("CARGO_PKG_VERSION").to_owned(),
        engine: EngineForm::Wasm,
        viewport: viewport(&window),
        path: window.location().pathname().ok(),
        menu: settings.menu.clone(),
        table: settings.table.clone().or_else(|| table(&window)),
        lang,
    })
}

fn table(window: &Window) -> Option<String> {
    let search = window.location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get("table")
}

/// Width and height of the viewport, in CSS pixels.
pub(crate) fn viewport(window: &Window) -> [u32; 2] {
    [side(window.inner_width().ok()), side(window.inner_height().ok())]
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn side(px: Option<wasm_bindgen::JsValue>) -> u32 {
    let px = px.and_then(|px| px.as_f64()).unwrap_or(0.0) as u32;
    px.min(VIEWPORT_PX_MAX)
}
