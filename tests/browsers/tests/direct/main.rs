//! Pages that send to Firehose themselves, in Chromium, Firefox and `WebKit`: what the double is put, and what becomes of it
//! when the service or the page fails. All under one name, so that a run without browsers can leave them out by it.

mod real_browser;
