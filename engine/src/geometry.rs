//! How much of an element is on the screen, and whether that counts as viewable.

/// Width and height in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
}

impl Size {
    fn area(self) -> f64 {
        self.width * self.height
    }
}

/// An element against the viewport, as an intersection observer reports it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Geometry {
    /// The element's own size.
    pub element: Size,
    /// The size of the part of it that is in the viewport.
    pub visible: Size,
    /// From the viewport's upper edge to the visible part's, in CSS pixels.
    pub visible_top: f64,
    /// The viewport's size.
    pub viewport: Size,
}

/// Half of the target, as the MRC's viewable impression has it; half of the screen for what is larger than it,
/// as no more than the screen can be seen of it.
const VIEWABLE_SHARE: f64 = 0.5;

/// Browsers keep an observer's thresholds as 32-bit floats, and lay out in steps of 1/64 pixel, some 40 millionths
/// of a screen's height. Between the two, in millionths, stand these margins: what an observer reports as crossed is
/// viewable here, and one step less is neither.
const THRESHOLD_MARGIN: f64 = 1e-6;
const ROUNDING: f64 = 1.0 + 2.0 * THRESHOLD_MARGIN;

impl Geometry {
    /// Whether at least half of the element is in the viewport, or it covers at least half of the viewport.
    /// An element with no visible area is never viewable, however its edges touch.
    #[must_use]
    pub fn is_viewable(&self) -> bool {
        let whole = self.element.area().min(self.viewport.area());
        let visible = self.visible.area();
        visible > 0.0 && visible * ROUNDING >= whole * VIEWABLE_SHARE
    }

    /// The ratio of visible to own area from which the element is viewable, over 0 and up to 0.5: where an
    /// intersection observer's threshold has to stand to catch the moment.
    #[must_use]
    pub fn viewable_ratio(&self) -> f64 {
        let (element, viewport) = (self.element.area(), self.viewport.area());
        if element > viewport && viewport > 0.0 {
            VIEWABLE_SHARE * viewport / element
        } else {
            VIEWABLE_SHARE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Geometry, Size};

    fn geometry(element: (f64, f64), visible: (f64, f64)) -> Geometry {
        let size = |(width, height)| Size { width, height };
        let viewport = Size { width: 390.0, height: 844.0 };
        Geometry { element: size(element), visible: size(visible), visible_top: 0.0, viewport }
    }

    #[test]
    fn half_of_a_small_element_is_viewable_and_less_is_not() {
        assert!(geometry((390.0, 200.0), (390.0, 100.0)).is_viewable());
        assert!(!geometry((390.0, 200.0), (390.0, 99.0)).is_viewable());
    }

    #[test]
    fn an_element_taller_than_the_screen_is_viewable_from_half_of_the_screen() {
        assert!(geometry((390.0, 5000.0), (390.0, 422.0)).is_viewable());
        assert!(!geometry((390.0, 5000.0), (390.0, 420.0)).is_viewable());
        let ratio = geometry((390.0, 5000.0), (390.0, 0.0)).viewable_ratio();
        assert!((ratio - 422.0 / 5000.0).abs() < 1e-6);
    }

    #[test]
    fn touching_the_screen_with_no_area_is_not_viewable() {
        assert!(!geometry((390.0, 200.0), (390.0, 0.0)).is_viewable());
        assert!(!geometry((390.0, 0.0), (390.0, 0.0)).is_viewable());
    }
}
