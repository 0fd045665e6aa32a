//! A day without a collector: a dining room of phones on the engine's virtual clock, as CSV and as a plot. Started by
//! `cargo xtask bench day`, with the paths of both files.

mod day;
mod phone;
mod plot;
mod random;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use day::Day;

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = env::args_os().skip(1).map(PathBuf::from);
    let (Some(csv), Some(svg)) = (paths.next(), paths.next()) else {
        return Err("usage: linger-bench day.csv day.svg".into());
    };
    let day = Day::pass();
    fs::write(&csv, day.csv())?;
    plot::draw(&day, &svg)?;
    println!("{}", day.summary());
    Ok(())
}
