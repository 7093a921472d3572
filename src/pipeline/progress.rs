//! Telling how far the work is, without a terminal.

/// Somebody who wants to know how far the work is. The library reports; a
/// program may draw.
pub trait Progress: Sync {
    /// A part of the work begins, of so many steps.
    fn start(&self, what: &str, steps: u64);
    /// One step is done.
    fn step(&self);
    /// The part is done.
    fn finish(&self);
}

/// Nobody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn start(&self, _: &str, _: u64) {}
    fn step(&self) {}
    fn finish(&self) {}
}
