//! What sort of device sent a batch, from its user agent, of which nothing else is kept.

use woothee::parser::Parser;

/// What a row says of the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Device {
    /// `phone`, `computer`, `bot` or `other`. Tablets count as phones, as their user agents rarely differ.
    pub(crate) class: &'static str,
    /// The user agent names itself a program.
    pub(crate) bot: bool,
}

/// woothee's name for what curl, Java's or PHP's clients call themselves; it files them under `misc`.
const PROGRAM: &str = "HTTP Library";

/// Reads a user agent; a missing or unknown one is `other` and no bot.
pub(crate) fn of(user_agent: Option<&str>) -> Device {
    let found = user_agent.and_then(|text| Parser::new().parse(text));
    let (category, name) = found.map_or(("", ""), |found| (found.category, found.name));
    match category {
        _ if name == PROGRAM => Device { class: "bot", bot: true },
        "crawler" => Device { class: "bot", bot: true },
        "smartphone" | "mobilephone" => Device { class: "phone", bot: false },
        "pc" => Device { class: "computer", bot: false },
        _ => Device { class: "other", bot: false },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_agents_fall_into_four_classes() {
        let cases = [
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 Version/18.0 Mobile/15E148 Safari/604.1",
                "phone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) \
                 Chrome/142.0.0.0 Mobile Safari/537.36",
                "phone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 15; SM-S938N; wv) AppleWebKit/537.36 (KHTML, like Gecko) \
                 Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36 KAKAOTALK 25.9.0",
                "phone",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 \
                 Safari/537.36",
                "computer",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:144.0) Gecko/20100101 Firefox/144.0",
                "computer",
            ),
            ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "bot"),
            ("Java/17.0.1", "bot"),
            ("", "other"),
            ("something nobody knows", "other"),
        ];
        for (text, class) in cases {
            assert_eq!(of(Some(text)), Device { class, bot: class == "bot" }, "{text}");
        }
        assert_eq!(of(None), Device { class: "other", bot: false });
    }
}
