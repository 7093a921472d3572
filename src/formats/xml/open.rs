use super::Name;

/// The elements that have begun and not ended, the root first.
#[derive(Debug, Default)]
pub(super) struct Open {
    /// Each with the place in `written` where its name begins, in bytes.
    names: Vec<(Name, usize)>,
    /// Their names as written, which an end tag has to repeat, one after another.
    written: String,
}

impl Open {
    pub(super) fn push(&mut self, name: Name, written: &str) {
        self.names.push((name, self.written.len()));
        self.written.push_str(written);
    }

    /// The name of the last as written.
    pub(super) fn last(&self) -> Option<&str> {
        let (_, start) = self.names.last()?;
        self.written.get(*start..)
    }

    pub(super) fn pop(&mut self) -> Option<Name> {
        let (name, start) = self.names.pop()?;
        self.written.truncate(start);
        Some(name)
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}
