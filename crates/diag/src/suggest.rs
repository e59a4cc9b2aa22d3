//! Did you mean: the known name nearest to one that is not known.

/// The candidate that is most like `wanted`, when one is like it at all.
///
/// Names of the same spelling in another case come first, then the fewest edits; of equals, the
/// first in the alphabet.
pub fn did_you_mean<'a>(
    wanted: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let wanted: Vec<char> = wanted.chars().collect();
    let limit = match wanted.len() {
        0 | 1 => return None,
        2..=4 => 1,
        5..=8 => 2,
        _ => 3,
    };
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let Some(edits) = edits_within(&wanted, candidate, limit) else { continue };
        if edits > 0 && best.is_none_or(|found| (edits, candidate) < found) {
            best = Some((edits, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many insertions, deletions, replacements and swaps of neighbours lead from one to the other,
/// when no more than `limit` do. A change of case counts for less than anything else.
fn edits_within(wanted: &[char], candidate: &str, limit: usize) -> Option<usize> {
    if candidate.len() > 4 * (wanted.len() + limit) {
        return None;
    }
    let candidate: Vec<char> = candidate.chars().collect();
    if candidate.len().abs_diff(wanted.len()) > limit {
        return None;
    }
    // Three rows of the usual table: a swap looks two rows back. Costs are in tenths.
    let width = candidate.len() + 1;
    let mut before = vec![0; width];
    let mut above: Vec<usize> = (0..width).map(|n| n * 10).collect();
    for (i, &w) in wanted.iter().enumerate() {
        let mut row = vec![(i + 1) * 10; width];
        for (j, &c) in candidate.iter().enumerate() {
            let replace = match w {
                _ if w == c => 0,
                _ if w.eq_ignore_ascii_case(&c) => 1,
                _ => 10,
            };
            row[j + 1] = (above[j] + replace).min(above[j + 1] + 10).min(row[j] + 10);
            if i > 0 && j > 0 && w == candidate[j - 1] && wanted[i - 1] == c {
                row[j + 1] = row[j + 1].min(before[j - 1] + 10);
            }
        }
        before = std::mem::replace(&mut above, row);
    }
    let edits = above[width - 1];
    (edits <= limit * 10).then_some(edits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_suggested() {
        let names = ["map", "mapv", "filter", "filterv", "reduce", "str", "println", "print"];
        assert_eq!(did_you_mean("fliter", names), Some("filter"));
        assert_eq!(did_you_mean("pritnln", names), Some("println"));
        assert_eq!(did_you_mean("Map", names), Some("map"));
        assert_eq!(did_you_mean("redcue", names), Some("reduce"));
        assert_eq!(did_you_mean("quux", names), None);
        assert_eq!(did_you_mean("x", names), None);
        assert_eq!(did_you_mean("map", names), Some("mapv"), "the name itself is no suggestion");
    }

    #[test]
    fn very_long_names_cost_nothing() {
        let long = "a".repeat(100_000);
        assert_eq!(did_you_mean("abc", [long.as_str()]), None);
    }
}
