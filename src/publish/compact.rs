//! Scripts and styles of the page without what only their readers need: comments and the blanks between words.

/// A script without blank lines and lines that are nothing but a comment. The script must not have lines inside a text
/// that begin like a comment.
pub fn script(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// A page with its inline style sheets made compact.
pub fn styles(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<style") {
        let Some((style, behind)) = after.split_once("</style>") else { break };
        let (attributes, sheet) = style.split_once('>').unwrap_or((style, ""));
        for piece in [before, "<style", attributes, ">", &self::style(sheet), "</style>"] {
            out.push_str(piece);
        }
        rest = behind;
    }
    out + rest
}

/// A style sheet without comments and without the blanks that divide nothing. Quoted texts stay as they are; a blank
/// before a colon stays too, because `main :focus` is not `main:focus`.
pub fn style(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            push_blank(&mut out);
            continue;
        }
        if let Some(text) = rest.strip_prefix(['"', '\'']) {
            let length = text.find(c).map_or(rest.len(), |end| end + 2);
            let (quoted, after) = rest.split_at(length);
            out.push_str(quoted);
            rest = after;
            continue;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        match c {
            c if c.is_ascii_whitespace() => push_blank(&mut out),
            '{' | '}' | ';' | ',' => {
                out.truncate(out.trim_end_matches(' ').len());
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// A blank where it divides something.
fn push_blank(out: &mut String) {
    if !out.is_empty() && !out.ends_with(['{', '}', ';', ',', ':', ' ']) {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_lose_comments_and_nothing_else() {
        let text = "// A\nconst a = 1; // b\n\n  // c\n  go(\"https://x\");\n";
        assert_eq!(script(text), "const a = 1; // b\n  go(\"https://x\");\n");
    }

    #[test]
    fn style_sheets_keep_what_divides() {
        let sheet = "/* a */\nmain :focus,\n  a > b {\n  margin: 0 calc(1px + 2px) ; /* c */\n  content: \" , { \";\n}\n\n@media (min-width: 2em) { p { x: y } }";
        let compact = "main :focus,a > b{margin:0 calc(1px + 2px);content:\" , { \";}@media (min-width:2em){p{x:y}}";
        assert_eq!(style(sheet), compact);
        assert_eq!(style("a{b:'}"), "a{b:'}", "an open quotation stays");
    }

    #[test]
    fn only_style_elements_change() {
        let page = "<p>a  , b</p><style media=\"x\">a { }</style>\n<style>b  {}</style> <i>";
        assert_eq!(styles(page), "<p>a  , b</p><style media=\"x\">a{}</style>\n<style>b{}</style> <i>");
    }
}
