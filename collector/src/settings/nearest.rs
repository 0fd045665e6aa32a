//! The known name that an unknown one was probably meant to be.

/// Slips of the hand that are forgiven in a short name; in a longer one, a third of its letters: ours, so that
/// `lsten` finds `listen` and `colour` finds nothing.
const SLIPS_MIN: usize = 2;

/// The nearest of the known names, if one is near.
pub(super) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let rated = known.map(|candidate| (slips(name, candidate), candidate));
    let (slips, candidate) = rated.min_by_key(|(slips, _)| *slips)?;
    (slips <= SLIPS_MIN.max(name.len() / 3)).then_some(candidate)
}

/// A name without its table is one slip away, and so is one whose words stand in another order.
fn slips(name: &str, candidate: &str) -> usize {
    if candidate.rsplit_once('.').is_some_and(|(_, last)| last == name) {
        return 1;
    }
    distance(name, candidate).min(1 + distance(&sorted(name), &sorted(candidate)))
}

fn sorted(name: &str) -> String {
    let mut words: Vec<&str> = name.split(['.', '_', '-']).collect();
    words.sort_unstable();
    words.join("_")
}

/// Letters to put in, take out, change or swap with a neighbour.
fn distance(name: &str, candidate: &str) -> usize {
    let (name, candidate) = (name.as_bytes(), candidate.as_bytes());
    let mut before_last = Vec::new();
    let mut last: Vec<usize> = (0..=candidate.len()).collect();
    for row in 1..=name.len() {
        let next = next_row(name, candidate, &before_last, &last, row);
        before_last = std::mem::replace(&mut last, next);
    }
    last[candidate.len()]
}

/// A row of the table of "optimal string alignment" (<https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance>).
fn next_row(name: &[u8], candidate: &[u8], before_last: &[usize], last: &[usize], row: usize) -> Vec<usize> {
    let mut next = vec![row];
    for column in 1..=candidate.len() {
        let changed = last[column - 1] + usize::from(name[row - 1] != candidate[column - 1]);
        let mut least = changed.min(last[column] + 1).min(next[column - 1] + 1);
        let swapped = row > 1
            && column > 1
            && name[row - 1] == candidate[column - 2]
            && name[row - 2] == candidate[column - 1];
        if swapped {
            least = least.min(before_last[column - 2] + 1);
        }
        next.push(least);
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str) -> Option<&'static str> {
        nearest(name, ["listen", "data", "spool.bytes_max", "spool.age_max_s"].into_iter())
    }

    #[test]
    fn slips_of_the_hand_find_what_was_meant() {
        assert_eq!(found("listn"), Some("listen"));
        assert_eq!(found("adta"), Some("data"));
        assert_eq!(found("spol.byte_max"), Some("spool.bytes_max"));
        assert_eq!(found("bytes_max"), Some("spool.bytes_max"));
        assert_eq!(found("spool.max_age_s"), Some("spool.age_max_s"));
    }

    #[test]
    fn another_word_finds_nothing() {
        assert_eq!(found("colour"), None);
        assert_eq!(nearest("listen", [].into_iter()), None);
    }
}
