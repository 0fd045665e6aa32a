//! Requests of the whole room over the day, as SVG.

use std::error::Error;
use std::path::Path;

use plotters::prelude::*;

use crate::day::{DAY_MINUTES, Day};

const SIZE: (u32, u32) = (960, 320);

const INK: RGBColor = RGBColor(60, 60, 60);

const BAR: RGBColor = RGBColor(181, 67, 42);

/// Draws a bar for each minute.
///
/// # Errors
/// When the file cannot be written.
pub fn draw(day: &Day, file: &Path) -> Result<(), Box<dyn Error>> {
    let most = day.per_minute.iter().copied().max().unwrap_or(0);
    let area = SVGBackend::new(file, SIZE).into_drawing_area();
    area.fill(&WHITE)?;
    let mut chart = ChartBuilder::on(&area)
        .margin(16)
        .x_label_area_size(40)
        .y_label_area_size(48)
        .build_cartesian_2d(0.0..hours(DAY_MINUTES), 0..most + 2)?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(TRANSPARENT)
        .x_labels(13)
        .x_label_formatter(&|hour| format!("{hour:.0} h"))
        .x_desc("hours after the room began to fill; the collector cannot be reached")
        .y_desc("requests a minute, 100 phones")
        .axis_style(INK)
        .label_style(("sans-serif", 13, &INK))
        .draw()?;
    let bars = day.per_minute.iter().enumerate().filter(|(_, requests)| **requests > 0);
    chart.draw_series(bars.map(|(minute, requests)| {
        Rectangle::new([(hours(minute), 0), (hours(minute + 1), *requests)], BAR.filled())
    }))?;
    area.present()?;
    Ok(())
}

fn hours(minutes: usize) -> f64 {
    let minutes = u32::try_from(minutes).expect("a day has few minutes");
    f64::from(minutes) / 60.0
}
