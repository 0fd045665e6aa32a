//! What serving the menu itself costs, where it is served by site.yaml.

use super::compare::counted;
use super::limits::{GB, SITE_REQUESTS};
use super::line::Shop;
use super::month::float;
use super::{Item, Kind, Line, Month};

/// Every session fetches the page anew, which is the dear reading: a guest who comes again has most of it.
pub(super) fn line(shop: Shop<'_>, month: &Month) -> Option<Line> {
    let kib = month.page_kib?;
    let gb = float(month.sessions) * float(kib) * 1024.0 / GB;
    let requests = float(month.sessions) * SITE_REQUESTS;
    let how = format!("{gb:.2} GB, {} requests", counted(requests));
    let of = [(Item::CloudfrontOut, gb), (Item::CloudfrontRequest, requests)];
    Some(shop.line(Kind::Site, how, &of))
}
