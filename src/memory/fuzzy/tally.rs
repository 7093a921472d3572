//! Counting to three for a million segments at once.

/// Two bits for each segment, those of 64 segments side by side: enough to see which
/// of them are counted for the first, the second or the third time.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    words: Vec<[u64; 2]>,
}

impl Tally {
    /// Makes room for so many segments.
    pub(super) fn begin(&mut self, units: usize) {
        self.words.resize(units.div_ceil(64), [0; 2]);
    }

    /// Counts segments, and gives those that are counted for the time asked for:
    /// the first, the second or the third.
    pub(super) fn count(&mut self, units: &[u32], asked: usize, found: &mut Vec<u32>) {
        match asked {
            1 => self.each(units, found, |[one, _], bit| {
                let is_new = *one & bit == 0;
                *one |= bit;
                is_new
            }),
            2 => self.each(units, found, |[one, two], bit| {
                let is_second = *one & !*two & bit != 0;
                *two |= *one & bit;
                *one |= bit;
                is_second
            }),
            _ => self.each(units, found, third),
        }
    }

    fn each(
        &mut self,
        units: &[u32],
        found: &mut Vec<u32>,
        count: impl Fn(&mut [u64; 2], u64) -> bool,
    ) {
        for unit in units {
            if let Some(word) = self.words.get_mut((unit / 64) as usize)
                && count(word, 1 << (unit % 64))
            {
                found.push(*unit);
            }
        }
    }

    /// Forgets segments, and some beside them.
    pub(super) fn forget(&mut self, units: &[u32]) {
        for unit in units {
            if let Some(word) = self.words.get_mut((unit / 64) as usize) {
                *word = [0; 2];
            }
        }
    }

    /// Forgets all of them.
    pub(super) fn clear(&mut self) {
        self.words.fill([0; 2]);
    }
}

/// Nothing, one, one and two, two: the third time there are both, and then never more.
fn third([one, two]: &mut [u64; 2], bit: u64) -> bool {
    if *one & *two & bit != 0 {
        *one &= !bit;
        return true;
    }
    let was_third = *two & !*one & bit;
    *two |= *one & bit;
    *one |= bit & !was_third;
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_given_once_when_its_time_comes() {
        for asked in 1..=3 {
            let mut tally = Tally::default();
            tally.begin(200);
            let mut found = Vec::new();
            for time in 1..=6 {
                found.clear();
                tally.count(&[3, 64, 199], asked, &mut found);
                let expected: &[u32] = if time == asked { &[3, 64, 199] } else { &[] };
                assert_eq!(found, expected, "{asked} {time}");
            }
            let mut again = |tally: &mut Tally| {
                found.clear();
                (0..asked).for_each(|_| tally.count(&[3, 64, 199], asked, &mut found));
                found.clone()
            };
            tally.forget(&[3, 64]);
            assert_eq!(again(&mut tally), [3, 64]);
            tally.clear();
            assert_eq!(again(&mut tally), [3, 64, 199]);
        }
    }
}
