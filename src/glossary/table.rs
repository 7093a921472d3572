//! Comma-separated text (RFC 4180) with the place of every cell.
//!
//! The `csv` crate knows the line of a record but not where a cell begins, and
//! one open quotation mark makes it swallow the rest of the file. A
//! coordinator must be sent to the right cell, and one bad row must not lose
//! the others; hence this small reader. A test holds it to the `csv` crate.

/// One cell and where it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Its text, quotation marks undone.
    pub(crate) text: String,
    /// The line it begins on, from 1.
    pub(crate) line: u64,
    /// The character of that line it begins at, from 1.
    pub(crate) column: u64,
}

/// What is wrong with the quotation marks of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A quoted cell is still open at the end of the file.
    Open,
    /// There is text between the closing mark and the next separator.
    AfterQuote,
}

/// One row: its cells, or the fault and the first cell it was found in.
pub(crate) type Row = Result<Vec<Cell>, (Fault, Cell)>;

/// The cells of a row, each with its bytes in the text.
type Cells = Vec<(std::ops::Range<usize>, Cell)>;

/// Splits text into rows, one at a time. Rows without any character are left
/// out. After a faulty row, reading begins again at the next line.
///
/// Linear in the length of the text: a line that an open quotation mark can run
/// through has only pairs of marks, and such a line never opens one itself.
pub(crate) fn rows(text: &str, separator: char) -> Rows<'_> {
    Rows(Reader {
        text,
        at: 0,
        line: 1,
        column: 1,
        separator,
    })
}

/// The rows of a text, read as they are asked for.
pub(crate) struct Rows<'a>(Reader<'a>);

impl Rows<'_> {
    /// The line of the row that would be read next, if there is one.
    pub(crate) fn line_of_next(&mut self) -> Option<u64> {
        while self.0.line_end() {}
        self.0.peek()?;
        Some(self.0.line)
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let reader = &mut self.0;
        while reader.line_end() {}
        reader.peek()?;
        let begin = (reader.at, reader.line, reader.column);
        let row = reader.row();
        if row.is_err() {
            (reader.at, reader.line, reader.column) = begin;
            reader.skip_line();
        }
        Some(row)
    }
}

/// A row as it stands in the text: for changing some cells and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Raw {
    /// The bytes of each cell with its quotation marks, and the cell.
    pub(crate) cells: Vec<(std::ops::Range<usize>, Cell)>,
}

/// The rows of a text with the bytes of their cells; rows at fault are left out.
pub(crate) fn raw_rows(text: &str, separator: char) -> Vec<Raw> {
    let mut rows = rows(text, separator);
    let mut found = Vec::new();
    while rows.line_of_next().is_some() {
        let reader = &mut rows.0;
        let begin = (reader.at, reader.line, reader.column);
        match reader.raw() {
            Ok(cells) => found.push(Raw { cells }),
            Err(_) => {
                (reader.at, reader.line, reader.column) = begin;
                reader.skip_line();
            }
        }
    }
    found
}

/// A place in the text.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    line: u64,
    column: u64,
    separator: char,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    /// Steps over one character and keeps count; CR LF counts as one line end.
    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        if c == '\n' || (c == '\r' && self.peek() != Some('\n')) {
            self.line += 1;
            self.column = 1;
        } else {
            self.column += 1;
        }
        Some(c)
    }

    fn line_end(&mut self) -> bool {
        match self.peek() {
            Some('\r') => {
                self.next();
                if self.peek() == Some('\n') {
                    self.next();
                }
                true
            }
            Some('\n') => {
                self.next();
                true
            }
            _ => false,
        }
    }

    fn skip_line(&mut self) {
        while self.peek().is_some() && !self.line_end() {
            self.next();
        }
    }

    fn row(&mut self) -> Row {
        let raw = self.raw()?;
        Ok(raw.into_iter().map(|(_, cell)| cell).collect())
    }

    fn raw(&mut self) -> Result<Cells, (Fault, Cell)> {
        let mut cells = Vec::new();
        loop {
            let begin = self.at;
            let cell = self.cell()?;
            cells.push((begin..self.at, cell));
            if self.peek() != Some(self.separator) {
                break;
            }
            self.next();
        }
        self.line_end();
        Ok(cells)
    }

    fn cell(&mut self) -> Result<Cell, (Fault, Cell)> {
        let mut cell = Cell {
            text: String::new(),
            line: self.line,
            column: self.column,
        };
        if self.peek() == Some('"') {
            return self.quoted(cell);
        }
        while let Some(c) = self.peek() {
            if c == self.separator || c == '\n' || c == '\r' {
                break;
            }
            cell.text.push(c);
            self.next();
        }
        Ok(cell)
    }

    fn quoted(&mut self, mut cell: Cell) -> Result<Cell, (Fault, Cell)> {
        self.next();
        while let Some(c) = self.next() {
            if c != '"' {
                cell.text.push(c);
                continue;
            }
            match self.peek() {
                Some('"') => {
                    self.next();
                    cell.text.push('"');
                }
                None | Some('\n' | '\r') => return Ok(cell),
                Some(c) if c == self.separator => return Ok(cell),
                Some(_) => return Err((Fault::AfterQuote, cell)),
            }
        }
        Err((Fault::Open, cell))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(text: &str) -> Vec<Option<Vec<String>>> {
        rows(text, ',')
            .map(|row| row.ok().map(|r| r.into_iter().map(|c| c.text).collect()))
            .collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[Option<&[&str]>]) {
        let expected: Vec<Option<Vec<String>>> = expected
            .iter()
            .map(|row| row.map(|r| r.iter().map(|c| (*c).to_owned()).collect()))
            .collect();
        assert_eq!(texts(text), expected, "{text:?}");
    }

    #[test]
    fn quotes_line_ends_and_empty_rows() {
        check("a,b\r\nc,\n", &[Some(&["a", "b"]), Some(&["c", ""])]);
        check("\n\r\na\r\rb", &[Some(&["a"]), Some(&["b"])]);
        check("\"a,\"\"b\"\"\",\"c\nd\"", &[Some(&["a,\"b\"", "c\nd"])]);
        check("a \"b\" c", &[Some(&["a \"b\" c"])]);
        check("", &[]);
    }

    #[test]
    fn a_bad_quote_loses_one_line() {
        check("a\n\"b\nc\n", &[Some(&["a"]), None, Some(&["c"])]);
        check("\"a\" b,c\nd\n", &[None, Some(&["d"])]);
    }

    #[test]
    fn places_count_characters() {
        let places: Vec<(u64, u64)> = rows("ү,\"ә\nї\",z\nq", ',')
            .flatten()
            .flatten()
            .map(|cell| (cell.line, cell.column))
            .collect();
        assert_eq!(places, [(1, 1), (1, 3), (2, 4), (3, 1)]);
    }

    proptest! {
        #[test]
        fn what_the_csv_crate_writes_is_read_back(
            table in prop::collection::vec(prop::collection::vec("[a,\"\n\r ئ']{0,6}", 2..4), 1..5)
        ) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &table {
                writer.write_record(row).expect("written");
            }
            let bytes = writer.into_inner().expect("flushed");
            let text = String::from_utf8(bytes).expect("UTF-8");
            let expected: Vec<Option<Vec<String>>> = table.into_iter().map(Some).collect();
            prop_assert_eq!(texts(&text), expected);
        }

        #[test]
        fn any_text_is_read_to_its_end(text in "[a,\"\n\r]{0,60}") {
            rows(&text, ',').count();
        }
    }
}
