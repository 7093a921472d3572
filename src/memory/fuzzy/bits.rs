//! The distance of two lists of words, 64 words at a time (Myers 1999, in the form
//! of Hyyrö 2003, for whole texts).

/// Where each word of a query stands in it, as bits.
#[derive(Clone, Debug, Default)]
pub(super) struct Pattern {
    length: usize,
    blocks: usize,
    /// For every place number the blocks of its bits; place 0 stands nowhere.
    masks: Vec<u64>,
    plus: Vec<u64>,
    minus: Vec<u64>,
}

impl Pattern {
    /// A query of so many words, of which so many are different.
    pub(super) fn begin(&mut self, places: usize, length: usize) {
        self.length = length;
        self.blocks = length.div_ceil(64).max(1);
        self.masks.clear();
        self.masks.resize((places + 1) * self.blocks, 0);
    }

    /// The word of this place stands here.
    pub(super) fn set(&mut self, place: usize, at: usize) {
        if place > 0
            && let Some(mask) = self.masks.get_mut(place * self.blocks + at / 64)
        {
            *mask |= 1 << (at % 64);
        }
    }

    /// How many words must be put in, taken out or exchanged to make the query of
    /// these.
    pub(super) fn distance(&mut self, places: &[u32]) -> usize {
        if self.blocks == 1 {
            self.single(places)
        } else {
            self.several(places)
        }
    }

    fn single(&self, places: &[u32]) -> usize {
        let mut distance = self.length;
        let last = 1_u64 << (self.length.max(1) - 1);
        let (mut plus, mut minus) = (u64::MAX, 0_u64);
        for place in places {
            let equal = self.masks.get(*place as usize).copied().unwrap_or(0);
            let vertical = equal | minus;
            let diagonal = (((equal & plus).wrapping_add(plus)) ^ plus) | equal;
            let mut up = minus | !(diagonal | plus);
            let mut down = plus & diagonal;
            if up & last != 0 {
                distance += 1;
            }
            if down & last != 0 {
                distance -= 1;
            }
            up = (up << 1) | 1;
            down <<= 1;
            plus = down | !(vertical | up);
            minus = up & vertical;
        }
        distance
    }

    fn several(&mut self, places: &[u32]) -> usize {
        let mut distance = self.length;
        self.plus.clear();
        self.plus.resize(self.blocks, u64::MAX);
        self.minus.clear();
        self.minus.resize(self.blocks, 0);
        let last = 1_u64 << ((self.length.max(1) - 1) % 64);
        for place in places {
            let start = *place as usize * self.blocks;
            let masks = self
                .masks
                .get(start..start + self.blocks)
                .unwrap_or_default();
            let (mut up_in, mut down_in) = (1_u64, 0_u64);
            let count = self.blocks;
            let states = self.plus.iter_mut().zip(&mut self.minus);
            for (at, ((plus, minus), mask)) in states.zip(masks).enumerate() {
                let vertical = mask | *minus;
                let equal = mask | down_in;
                let diagonal = (((equal & *plus).wrapping_add(*plus)) ^ *plus) | equal;
                let mut up = *minus | !(diagonal | *plus);
                let mut down = *plus & diagonal;
                if at + 1 == count {
                    distance += usize::from(up & last != 0);
                    distance -= usize::from(down & last != 0);
                }
                let (up_out, down_out) = (up >> 63, down >> 63);
                up = (up << 1) | up_in;
                down = (down << 1) | down_in;
                *plus = down | !(vertical | up);
                *minus = up & vertical;
                (up_in, down_in) = (up_out, down_out);
            }
        }
        distance
    }
}
