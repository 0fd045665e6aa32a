//! Few inputs that together reach much: of those left, always the one that reaches most that none before it did.

use std::collections::BTreeSet;
use std::path::PathBuf;

/// An input and what it reaches, in libFuzzer's numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Input {
    /// Its file.
    pub(super) file: PathBuf,
    /// Its features.
    pub(super) features: BTreeSet<u32>,
}

/// Reads the file in which libFuzzer's merge notes its progress: the number of inputs, how many of them were chosen
/// beforehand, their names a line each, then `FT <index> <feature> …` for each.
pub(super) fn inputs(control: &str) -> Option<Vec<Input>> {
    let mut lines = control.lines();
    let count: usize = lines.next()?.parse().ok()?;
    lines.next()?;
    let files: Vec<PathBuf> = lines.by_ref().take(count).map(PathBuf::from).collect();
    let mut inputs: Vec<Input> =
        files.into_iter().map(|file| Input { file, features: BTreeSet::new() }).collect();
    for line in lines.filter_map(|line| line.strip_prefix("FT ")) {
        let mut numbers = line.split_whitespace();
        let input = inputs.get_mut(numbers.next()?.parse::<usize>().ok()?)?;
        input.features.extend(numbers.filter_map(|number| number.parse::<u32>().ok()));
    }
    Some(inputs)
}

/// At most `count_max` of these inputs, beyond what `covered` reaches already.
pub(super) fn chosen(mut left: Vec<Input>, mut covered: BTreeSet<u32>, count_max: usize) -> Vec<Input> {
    let mut chosen = Vec::new();
    while chosen.len() < count_max {
        for input in &mut left {
            input.features.retain(|feature| !covered.contains(feature));
        }
        let Some(place) = best(&left) else { break };
        let input = left.swap_remove(place);
        covered.extend(&input.features);
        chosen.push(input);
    }
    chosen
}

/// Of equals the first by name, so that the choice is the same on every machine.
fn best(left: &[Input]) -> Option<usize> {
    let useful = left.iter().enumerate().filter(|(_, input)| !input.features.is_empty());
    let rank = |input: &Input| (std::cmp::Reverse(input.features.len()), input.file.clone());
    useful.min_by_key(|(_, input)| rank(input)).map(|(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTROL: &str = "4\n0\na/one\na/two\nb/three\nb/four\n\
        STARTED 0 10\nFT 0 1 2 3\nCOV 0 7\nSTARTED 1 11\nFT 1 3 4\nCOV 1\nSTARTED 2 12\nFT 2 4 5 6 7\nSTARTED 3 13\nFT 3 1\n";

    fn names(inputs: &[Input]) -> Vec<&str> {
        inputs.iter().filter_map(|input| input.file.to_str()).collect()
    }

    #[test]
    fn a_control_file_names_inputs_and_what_they_reach() {
        let inputs = inputs(CONTROL).unwrap();
        assert_eq!(names(&inputs), ["a/one", "a/two", "b/three", "b/four"]);
        assert_eq!(inputs[1].features, [3, 4].into());
        assert_eq!(super::inputs("not a number\n"), None);
        assert_eq!(super::inputs("1\n0\nfile\nFT 1 5\n"), None);
    }

    #[test]
    fn those_that_reach_most_come_first_and_the_useless_never() {
        let all = || inputs(CONTROL).unwrap();
        assert_eq!(names(&chosen(all(), BTreeSet::new(), 10)), ["b/three", "a/one"]);
        assert_eq!(names(&chosen(all(), BTreeSet::new(), 1)), ["b/three"]);
        assert_eq!(names(&chosen(all(), [4, 5, 6, 7].into(), 10)), ["a/one"]);
        assert_eq!(names(&chosen(all(), [5, 6, 7].into(), 10)), ["a/one", "a/two"]);
    }
}
