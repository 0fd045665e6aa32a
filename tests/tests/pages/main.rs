//! Real pages in a real browser, against the real server. All under one name, so that a run without browsers can
//! leave them out by it.

mod real_browser;
