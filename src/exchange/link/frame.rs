//! The markup that shows a link inside another page.

/// How a frame is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame<'a> {
    /// Where Syncline is, without a query and without a fragment.
    pub address: &'a str,
    /// What follows the `#`.
    pub link: &'a str,
    /// What the frame shows, for those who listen.
    pub title: &'a str,
    /// How wide it is, as CSS has it or in pixels.
    pub width: &'a str,
    /// How high it is, in pixels.
    pub height: u32,
}

/// An `<iframe>` for the source of another page.
#[must_use]
pub fn frame(frame: &Frame) -> String {
    let Frame { address, link, title, width, height } = frame;
    format!(
        "<iframe src=\"{}?embed#{}\" title=\"{}\" width=\"{width}\" height=\"{height}\" \
         loading=\"lazy\" style=\"border: 0\"></iframe>",
        escaped(address),
        escaped(link),
        escaped(title),
    )
}

/// A text as the value of an attribute.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\r' => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_markup_holds_text_and_nothing_else() {
        let text = frame(&Frame {
            address: "https://example.org/tools/",
            link: "s1&at_s=2&scenario=checkout",
            title: "A \"quoted\" <b>name</b>",
            width: "100%",
            height: 520,
        });
        assert_eq!(
            text,
            "<iframe src=\"https://example.org/tools/?embed#s1&amp;at_s=2&amp;scenario=checkout\" \
             title=\"A &quot;quoted&quot; &lt;b&gt;name&lt;/b&gt;\" width=\"100%\" height=\"520\" \
             loading=\"lazy\" style=\"border: 0\"></iframe>"
        );
    }
}
