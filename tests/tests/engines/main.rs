//! One suite for Chromium, Firefox and `WebKit`: what a page tells the collector, and what it does when it cannot. All
//! under one name, so that a run without browsers can leave them out by it.

mod real_browser;
