//! Markup as a string. Long lists and tables are written this way: one small function instead of a typed view for
//! every row keeps the download small. Every text goes through [`Html::text`], which escapes it.

/// Markup under construction.
#[derive(Default)]
pub struct Html(String);

impl Html {
    /// Nothing yet.
    pub fn new() -> Html {
        Html::default()
    }

    /// Markup that this program wrote, never text from a bundle or a reader.
    pub fn raw(&mut self, markup: &str) -> &mut Html {
        self.0.push_str(markup);
        self
    }

    /// Text from anywhere, escaped for content and for quoted attributes.
    pub fn text(&mut self, text: &str) -> &mut Html {
        for c in text.chars() {
            match c {
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '&' => self.0.push_str("&amp;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                c => self.0.push(c),
            }
        }
        self
    }

    /// An attribute with its value escaped.
    pub fn attr(&mut self, name: &str, value: &str) -> &mut Html {
        self.raw(" ").raw(name).raw("=\"").text(value).raw("\"")
    }

    /// A whole element around a text.
    pub fn el(&mut self, name: &str, class: &str, text: &str) -> &mut Html {
        self.raw("<").raw(name);
        if !class.is_empty() {
            self.attr("class", class);
        }
        self.raw(">").text(text).raw("</").raw(name).raw(">")
    }

    /// A link within the atlas or to a safe address; anything else becomes plain text.
    pub fn link(&mut self, href: &str, class: &str, text: &str) -> &mut Html {
        if !is_safe(href) {
            return self.text(text);
        }
        self.raw("<a").attr("href", href);
        if href.starts_with("http") {
            // Where the reader comes from is nobody's business.
            self.raw(" rel=\"noreferrer\"");
        }
        if !class.is_empty() {
            self.attr("class", class);
        }
        self.raw(">").text(text).raw("</a>")
    }

    /// Text in which web addresses become links: attributions ask for them.
    pub fn linked(&mut self, text: &str) -> &mut Html {
        for (i, word) in text.split(' ').enumerate() {
            self.raw(if i > 0 { " " } else { "" });
            let end = word.trim_end_matches([',', ';', ')', '.']);
            match end.strip_prefix("https://") {
                Some(place) => self.link(end, "", place).text(word.strip_prefix(end).unwrap_or_default()),
                None => self.text(word),
            };
        }
        self
    }

    /// The markup.
    pub fn done(&mut self) -> String {
        std::mem::take(&mut self.0)
    }
}

/// Only these may be a link: our own addresses, the web, mail. Publishers' texts may hold anything.
pub fn is_safe(href: &str) -> bool {
    let start = href.trim_start().to_ascii_lowercase();
    start.starts_with('?') || ["https://", "http://", "mailto:", "bundles/", "#"].iter().any(|s| start.starts_with(s))
}
