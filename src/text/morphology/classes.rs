//! Sets of letters.

/// A set of named sets of letters, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u32);

impl Classes {
    pub(super) fn of(bits: u32) -> Classes {
        Classes(bits)
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the two have a set in common.
    pub(super) fn meets(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether all sets of this are in the other.
    pub(super) fn within(self, other: Classes) -> bool {
        self.0 & !other.0 == 0
    }

    pub(super) fn and(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    pub(super) fn without(self, other: Classes) -> Classes {
        Classes(self.0 & !other.0)
    }

    pub(super) fn only(self, other: Classes) -> Classes {
        Classes(self.0 & other.0)
    }
}
