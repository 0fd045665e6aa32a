//! What a file is, and how long it may be kept.

/// How long browsers and CloudFront keep a file: docs/caching.md.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keeping {
    /// Its name or its folder changes with its content: a year.
    Forever,
    /// Asked for each time; unchanged it is 304.
    Asked,
}

impl Keeping {
    /// The header.
    #[must_use]
    pub const fn cache_control(self) -> &'static str {
        match self {
            Self::Forever => "public, max-age=31536000, immutable",
            Self::Asked => "no-cache",
        }
    }
}

/// Kinds that pages are made of. With a charset where there is none in the file: a script without is read as the page is.
/// `application/wasm` exactly, or browsers refuse to compile while they load:
/// <https://webassembly.github.io/spec/web-api/#streaming-modules>.
const KINDS: [(&str, &str); 28] = [
    ("avif", "image/avif"),
    ("css", "text/css; charset=utf-8"),
    ("gif", "image/gif"),
    ("htm", "text/html; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("ico", "image/x-icon"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("map", "application/json"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
    ("otf", "font/otf"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("ttf", "font/ttf"),
    ("txt", "text/plain; charset=utf-8"),
    ("vtt", "text/vtt; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("webm", "video/webm"),
    ("webmanifest", "application/manifest+json"),
    ("webp", "image/webp"),
    ("woff", "font/woff"),
    ("woff2", "font/woff2"),
    ("xml", "application/xml"),
];

/// What a file is served as, by how its name ends; none where that is not known.
#[must_use]
pub fn content_type(name: &str) -> Option<&'static str> {
    let (_, extension) = name.rsplit('/').next()?.rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    KINDS.iter().find(|(known, _)| *known == extension).map(|(_, kind)| *kind)
}

/// All the endings that are known.
pub(super) fn known() -> String {
    KINDS.map(|(extension, _)| extension).join(", ")
}

/// The least of a bundler's hash: Vite's has 8 characters, webpack's 20.
const HASH_CHARS_MIN: usize = 8;

/// How long a file of the menu may be kept. Only below `assets/`, which site.yaml keeps for long, and only with a hash in its
/// name: a year is long for a file that changes after all.
#[must_use]
pub fn keeping(key: &str) -> Keeping {
    let hashed = key.strip_prefix("assets/").and_then(|rest| rest.rsplit('/').next()).is_some_and(has_hash);
    if hashed { Keeping::Forever } else { Keeping::Asked }
}

/// `index-BjKq2x3a.js`, `main.8e0d62a1.css`: what stands before the ending, from the last hyphen or dot on, is no word.
fn has_hash(name: &str) -> bool {
    let Some((stem, _)) = name.rsplit_once('.') else { return false };
    let Some((_, hash)) = stem.rsplit_once(['-', '.']) else { return false };
    let is_letter = |char: char| char.is_ascii_alphanumeric() || char == '_';
    let is_no_word = hash.chars().skip(1).any(|char| char.is_ascii_digit() || char.is_ascii_uppercase());
    hash.len() >= HASH_CHARS_MIN && hash.chars().all(is_letter) && is_no_word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_name_ends_in() {
        assert_eq!(content_type("linger/0.1.0/linger.wasm"), Some("application/wasm"));
        assert_eq!(content_type("a/MENU.HTML"), Some("text/html; charset=utf-8"));
        assert_eq!(content_type("index.js"), Some("text/javascript; charset=utf-8"));
        assert_eq!(content_type("app.webmanifest"), Some("application/manifest+json"));
        for unknown in ["LICENSE", ".DS_Store", "a.b/c", "photo.heic"] {
            assert_eq!(content_type(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn only_what_has_a_hash_below_assets_is_kept_for_a_year() {
        for hashed in [
            "assets/index-BjKq2x3a.js",
            "assets/css/main.8e0d62a1.css",
            "assets/a-d41d8cd98f00b204e980.woff2",
        ] {
            assert_eq!(keeping(hashed), Keeping::Forever, "{hashed}");
        }
        for plain in [
            "index.html",
            "assets/menu-breakfast.js",
            "assets/logo.svg",
            "main.8e0d62a1.css",
            "assets/menu-Breakfast.js",
        ] {
            assert_eq!(keeping(plain), Keeping::Asked, "{plain}");
        }
    }

    #[test]
    fn the_kinds_are_in_order_and_each_once() {
        assert!(KINDS.is_sorted_by(|one, other| one.0 < other.0));
    }
}
