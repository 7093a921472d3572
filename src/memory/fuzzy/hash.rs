//! A quick hash that is the same on every machine and in every year: index files
//! hold what was found by it. It keeps no secret; what it finds is compared.

/// An odd number of 64 bits without a pattern (the fraction of the golden ratio).
const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of some bytes.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = Hasher::default();
    hasher.write(bytes);
    hasher.finish()
}

/// A hash of several runs of bytes, in order; where one ends counts.
#[derive(Clone, Debug, Default)]
pub(super) struct Hasher(u64);

impl Hasher {
    pub(super) fn write(&mut self, bytes: &[u8]) {
        let mut state = self.0 ^ (bytes.len() as u64).wrapping_mul(MIX);
        let (blocks, rest) = bytes.as_chunks::<8>();
        for block in blocks {
            state = mix(state ^ u64::from_le_bytes(*block));
        }
        let mut last = [0; 8];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        self.0 = mix(state ^ u64::from_le_bytes(last));
    }

    pub(super) fn finish(&self) -> u64 {
        mix(self.0)
    }
}

/// Spreads every bit over all (the halves of a product of 128 bits, one on the other).
fn mix(value: u64) -> u64 {
    let product = u128::from(value ^ MIX) * u128::from(MIX.rotate_left(31) | 1);
    (product as u64) ^ ((product >> 64) as u64)
}
