//! How alike two texts are, in per cent.
//!
//! score = ⌊100 × (1 − d / m)⌋, where d is the Levenshtein distance between
//! the folded words of both texts and m the number of words of the longer one.
//! Texts with equal words that differ in case, marks or spaces score 99, and
//! so do texts without words that differ: 100 is for equal texts only. The
//! score is symmetric. `docs/matching.md` gives the reasons.

/// Work done on one pair at most: words of one text times words of the other.
/// A pair beyond it is compared for equality alone.
const PAIR_LIMIT: usize = 25_000_000;

/// The score of two lists of words, before it is known whether the texts are
/// equal; 0 when it would be below `minimum`. 100 means equal words.
pub fn score<T: PartialEq>(left: &[T], right: &[T], minimum: u8) -> u8 {
    let longer = left.len().max(right.len());
    let shorter = left.len().min(right.len());
    if longer == 0 {
        return 0;
    }
    let allowed = longer - (longer * usize::from(minimum)).div_ceil(100);
    if longer - shorter > allowed {
        return 0;
    }
    if left == right {
        return 100;
    }
    if left.len().saturating_mul(right.len()) > PAIR_LIMIT {
        return 0;
    }
    let distance = distance(left, right, allowed);
    if distance > allowed {
        return 0;
    }
    u8::try_from((longer - distance) * 100 / longer).unwrap_or(0)
}

/// Levenshtein distance by rows (Wagner, Fischer 1974); gives up with more
/// than `allowed` when every entry of a row is beyond it.
fn distance<T: PartialEq>(left: &[T], right: &[T], allowed: usize) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, one) in left.iter().enumerate() {
        let mut diagonal = index;
        let mut before = index + 1;
        let mut least = before;
        if let Some(first) = row.first_mut() {
            *first = before;
        }
        for (cell, other) in row.iter_mut().skip(1).zip(right) {
            let changed = diagonal + usize::from(one != other);
            diagonal = *cell;
            before = changed.min(before + 1).min(diagonal + 1);
            *cell = before;
            least = least.min(before);
        }
        if least > allowed {
            return allowed + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(left: &str, right: &str, expected: u8) {
        let words = |text: &'static str| text.split(' ').collect::<Vec<_>>();
        let (left, right) = (left.to_owned().leak(), right.to_owned().leak());
        assert_eq!(score(&words(left), &words(right), 0), expected);
    }

    #[test]
    fn words_count_alike() {
        check("a b c d", "a b c d", 100);
        check("a b c d", "a b x d", 75);
        check("a b c d", "a b c d e", 80);
        check("a b", "c d", 0);
        check("a b c", "a c b", 33);
    }

    proptest! {
        #[test]
        fn symmetric_and_true_to_the_minimum(
            left in prop::collection::vec(0_u8..4, 0..12),
            right in prop::collection::vec(0_u8..4, 0..12),
            minimum in 0_u8..=100,
        ) {
            let whole = score(&left, &right, 0);
            prop_assert_eq!(whole, score(&right, &left, 0));
            prop_assert_eq!(whole == 100, left == right && !left.is_empty());
            let cut = score(&left, &right, minimum);
            prop_assert_eq!(cut, if whole >= minimum { whole } else { 0 });
        }
    }
}
