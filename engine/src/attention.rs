//! Divides an instant of active time between the targets that share the screen.

use linger_wire::Gaze;

use crate::geometry::Geometry;

/// How much more a pixel of the screen's upper half weighs than one of its lower half.
///
/// Eye tracking on phones finds attention focused on the upper half of the screen (Lagun, Hsieh, Webster and
/// Navalpakkam, "Towards Better Measurement of Attention and Satisfaction in Mobile Search", SIGIR 2014). Two to
/// one is our reading of it, not a figure of theirs: it gives two thirds of a fully covered screen to its upper
/// half. The raw viewable times travel beside every share, so that another prior can be applied later.
const UPPER_HALF_WEIGHT: f64 = 2.0;

/// The weight of an element's visible part: its area under the vertical gaze prior.
pub(crate) fn weight(geometry: &Geometry, gaze: Gaze) -> f64 {
    let upper_weight = match gaze {
        Gaze::Upper => UPPER_HALF_WEIGHT,
        Gaze::Uniform => 1.0,
    };
    let half = geometry.viewport.height / 2.0;
    let top = geometry.visible_top;
    let bottom = top + geometry.visible.height;
    let upper = (bottom.min(half) - top).max(0.0);
    let lower = geometry.visible.height - upper;
    geometry.visible.width * (upper * upper_weight + lower)
}

/// A part of `whole` microseconds in the proportion of `weight` to `weights`.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
pub(crate) fn share(whole: u64, weight: f64, weights: f64) -> u64 {
    // A double holds whole microseconds exactly for 285 years; the cast saturates and maps NaN to 0.
    ((whole as f64 * (weight / weights)) as u64).min(whole)
}

#[cfg(test)]
mod tests {
    use linger_wire::Gaze;

    use super::{share, weight};
    use crate::geometry::{Geometry, Size};

    fn band(visible_top: f64, height: f64) -> Geometry {
        let visible = Size { width: 390.0, height };
        Geometry { element: visible, visible, visible_top, viewport: Size { width: 390.0, height: 800.0 } }
    }

    fn weights(gaze: Gaze) -> [f64; 3] {
        [band(0.0, 400.0), band(400.0, 400.0), band(0.0, 800.0)].map(|band| weight(&band, gaze))
    }

    #[test]
    fn the_upper_half_of_the_screen_weighs_twice_the_lower() {
        let [upper, lower, both] = weights(Gaze::Upper);
        assert!((upper - 2.0 * lower).abs() < 1e-9);
        assert!((upper + lower - both).abs() < 1e-9);
    }

    #[test]
    fn under_the_uniform_prior_both_halves_weigh_the_same() {
        let [upper, lower, both] = weights(Gaze::Uniform);
        assert!((upper - lower).abs() < 1e-9);
        assert!((upper + lower - both).abs() < 1e-9);
    }

    #[test]
    fn a_share_never_exceeds_the_whole() {
        assert_eq!(share(1000, 1.0, 4.0), 250);
        assert_eq!(share(1000, 5.0, 4.0), 1000);
        assert_eq!(share(1000, 0.0, 0.0), 0);
    }
}
