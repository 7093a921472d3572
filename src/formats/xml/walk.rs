//! Steps over more than one event.

use std::io::BufRead;

use super::{Element, Event, Failure, Reader};

impl<R: BufRead> Reader<R> {
    /// The next child of the element that is being read, past any text; none
    /// at its end.
    ///
    /// # Errors
    ///
    /// As [`Reader::next_event`].
    #[inline]
    pub fn child(&mut self) -> Result<Option<Element>, Failure> {
        loop {
            match self.next_tag()? {
                Event::Start(element) => return Ok(Some(element)),
                Event::Text(_) => {}
                _ => return Ok(None),
            }
        }
    }

    /// The next event past any text, of which nothing was read: events end it.
    #[inline]
    fn next_tag(&mut self) -> Result<Event, Failure> {
        self.unread = true;
        let event = self.next_event();
        self.unread = false;
        event
    }

    /// Reads past the end of the element that has just begun.
    ///
    /// # Errors
    ///
    /// As [`Reader::next_event`].
    pub fn skip(&mut self) -> Result<(), Failure> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next_tag()? {
                Event::Start(_) => depth += 1,
                Event::End(_) | Event::Eof => depth -= 1,
                Event::Text(_) => {}
            }
        }
        Ok(())
    }

    /// Reads past the end of the element that has just begun and gives all
    /// text inside it, that of inner elements included.
    ///
    /// # Errors
    ///
    /// As [`Reader::next_event`].
    pub fn text(&mut self) -> Result<String, Failure> {
        let mut text = String::new();
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next_event()? {
                Event::Start(_) => depth += 1,
                Event::End(_) | Event::Eof => depth -= 1,
                Event::Text(part) if text.is_empty() => text = part,
                Event::Text(part) => text.push_str(&part),
            }
        }
        Ok(text)
    }
}
