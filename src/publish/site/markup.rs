//! Markup as a string: every text goes through [`Markup::text`], which escapes it.

use crate::bundle::source::is_harmless;
use crate::scene::push_text;

/// Markup under construction.
#[derive(Default)]
pub(super) struct Markup(String);

impl Markup {
    /// Markup that this program wrote, never text from a bundle.
    pub fn raw(&mut self, markup: &str) -> &mut Markup {
        self.0.push_str(markup);
        self
    }

    /// Text from anywhere, escaped for content and for quoted attributes.
    pub fn text(&mut self, text: &str) -> &mut Markup {
        push_text(&mut self.0, text);
        self
    }

    /// An attribute with its value escaped.
    pub fn attr(&mut self, name: &str, value: &str) -> &mut Markup {
        self.raw(" ").raw(name).raw("=\"").text(value).raw("\"")
    }

    /// A whole element around a text; `head` is its name with written attributes.
    pub fn el(&mut self, head: &str, text: &str) -> &mut Markup {
        let name = head.split(' ').next().unwrap_or(head);
        self.raw("<").raw(head).raw(">").text(text).raw("</").raw(name).raw(">")
    }

    /// A link to a page of the site.
    pub fn page(&mut self, href: &str, text: &str) -> &mut Markup {
        self.raw("<a").attr("href", href).raw(">").text(text).raw("</a>")
    }

    /// A link that a publisher wrote: to the web or a mail address; anything else becomes plain text.
    pub fn outside(&mut self, href: &str, text: &str) -> &mut Markup {
        let words = if text.is_empty() { href } else { text };
        let lower = href.trim().to_ascii_lowercase();
        let absolute = ["https://", "http://", "mailto:"].iter().any(|start| lower.starts_with(start));
        if !absolute || !is_harmless(href) {
            return self.text(words);
        }
        // Where the reader comes from is nobody's business.
        self.raw("<a").attr("href", href.trim()).raw(" rel=\"noreferrer\">").text(words).raw("</a>")
    }

    /// Text in which web addresses become links: attributions ask for them.
    pub fn linked(&mut self, text: &str) -> &mut Markup {
        for (place, word) in text.split(' ').enumerate() {
            self.raw(if place > 0 { " " } else { "" });
            let end = word.trim_end_matches([',', ';', ')', '.']);
            match end.strip_prefix("https://") {
                Some(place) => self.outside(end, place).text(word.strip_prefix(end).unwrap_or_default()),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_texts() {
        let mut m = Markup::default();
        m.el("li class=\"x\"", "<b>&\"'").outside("javascript:alert(1)", "Klick").outside("https://a.de", "A");
        assert_eq!(
            m.done(),
            "<li class=\"x\">&lt;b&gt;&amp;&quot;&#39;</li>Klick<a href=\"https://a.de\" rel=\"noreferrer\">A</a>"
        );
        assert_eq!(
            m.linked("© X, https://x.de/a).").done(),
            "© X, <a href=\"https://x.de/a\" rel=\"noreferrer\">x.de/a</a>)."
        );
    }
}
