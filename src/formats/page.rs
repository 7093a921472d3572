//! What all pages for a browser have in common: text that is no markup.

/// Text as HTML that shows it and does nothing, in a text or in an attribute between
/// double quotation marks. Control characters have no place in HTML (HTML Living
/// Standard, section 13.2.3.5); each shows as U+FFFD, a line feed and a tab as they are.
///
/// ```
/// use tilmach::formats::page::escaped;
/// assert_eq!(escaped("<b>&\"'\u{7}"), "&lt;b&gt;&amp;&quot;&#39;\u{FFFD}");
/// ```
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}
