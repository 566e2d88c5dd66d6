//! What hosts are told: which files may be kept for ever, which policy browsers keep to, which types files have.

use super::address::Public;
use super::sink::Listed;
use crate::publish::http::cache_control;

/// Kept for ever, because the name has a hash of the content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// A name with a hash: what follows it is the ending.
const HASHED: &str = r"[.-][0-9a-f]{12,64}\.(?:bin|css|js|json|png|wasm)$";

/// Headers of every file. The policy is the app's: what its page needs, and nothing from elsewhere.
fn common(policy: &str) -> Vec<(&'static str, String)> {
    vec![
        ("Content-Security-Policy", policy.to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("Permissions-Policy", "geolocation=(self), camera=(), microphone=(), payment=(), usb=()".to_owned()),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
    ]
}

/// Files for common hosts: path and text.
pub(super) fn files(policy: &str, public: Option<&Public>, listed: &[Listed]) -> Vec<(&'static str, String)> {
    let top = public.map_or("/", |p| p.path.as_str());
    vec![
        ("_headers", netlify(policy, top, listed)),
        (".htaccess", apache(policy, top)),
        ("nginx.conf", nginx(policy, top)),
        ("web.config", iis(policy, listed)),
    ]
}

/// Netlify and Cloudflare Pages. Rules that fit the same file are joined, so the general one says nothing about keeping:
/// both ask again by default.
fn netlify(policy: &str, top: &str, listed: &[Listed]) -> String {
    let mut out = format!("{top}*\n");
    for (name, value) in common(policy) {
        out.push_str(&format!("  {name}: {value}\n"));
    }
    for place in kept_places(listed) {
        out.push_str(&format!("{top}{place}\n  Cache-Control: {FOR_EVER}\n"));
    }
    out
}

/// Folders in which every name has a hash, as `folder/*`, and single files.
fn kept_places(listed: &[Listed]) -> Vec<String> {
    let kept = |l: &&Listed| cache_control(&l.path).contains("immutable");
    let mut places: Vec<String> = listed.iter().filter(kept).map(|l| place_of(&l.path)).collect();
    places.sort();
    places.dedup();
    places
}

fn place_of(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    match parts[..] {
        ["bundles", name, folder, _, ..] => format!("bundles/{name}/{folder}/*"),
        [name, folder @ ("karten" | "vorschau"), _] => format!("{name}/{folder}/*"),
        _ => path.to_owned(),
    }
}

fn apache(policy: &str, top: &str) -> String {
    let mut out =
        String::from("# Apache: wirkt, wenn AllowOverride FileInfo Indexes Options erlaubt ist.\nOptions -Indexes\n");
    out.push_str(&format!("ErrorDocument 404 {top}404.html\nAddDefaultCharset utf-8\n"));
    out.push_str(
        "AddType application/wasm .wasm\nAddType application/octet-stream .bin\nAddType text/javascript .js\n",
    );
    out.push_str("<IfModule mod_headers.c>\n");
    for (name, value) in common(policy) {
        out.push_str(&format!("  Header always set {name} \"{value}\"\n"));
    }
    out.push_str("  Header set Cache-Control \"no-cache\"\n");
    out.push_str(&format!(
        "  <FilesMatch \"{HASHED}\">\n    Header set Cache-Control \"{FOR_EVER}\"\n  </FilesMatch>\n"
    ));
    out.push_str("</IfModule>\n<IfModule mod_deflate.c>\n  AddOutputFilterByType DEFLATE text/html text/css ");
    out.push_str(
        "text/javascript application/json application/wasm application/octet-stream image/svg+xml\n</IfModule>\n",
    );
    out
}

fn nginx(policy: &str, top: &str) -> String {
    let mut headers = String::new();
    for (name, value) in common(policy) {
        headers.push_str(&format!("    add_header {name} \"{value}\" always;\n"));
    }
    let pattern = format!("{}.*{HASHED}", top.replace('.', "\\."));
    format!(
        "# nginx: in den server-Block einfügen; root zeigt auf den Ordner der Site.\n\
         types {{ }} # Die Standardtypen kommen aus mime.types; hier nur, was dort fehlen kann:\n\
         location ~* \\.bin$ {{\n    default_type application/octet-stream;\n    add_header Cache-Control \"{FOR_EVER}\" always;\n{headers}}}\n\
         location ~ \"^{pattern}\" {{\n    add_header Cache-Control \"{FOR_EVER}\" always;\n{headers}}}\n\
         location {top} {{\n    index index.html;\n    add_header Cache-Control \"no-cache\" always;\n{headers}}}\n\
         error_page 404 {top}404.html;\ngzip on;\n\
         gzip_types text/css text/javascript application/json application/wasm application/octet-stream image/svg+xml;\n"
    )
    .replace("types { } # Die Standardtypen kommen aus mime.types; hier nur, was dort fehlen kann:\n", "")
}

fn iis(policy: &str, listed: &[Listed]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<configuration>\n  <system.webServer>\n");
    out.push_str("    <staticContent>\n");
    for (ending, media) in
        [(".wasm", "application/wasm"), (".bin", "application/octet-stream"), (".json", "application/json")]
    {
        out.push_str(&format!("      <remove fileExtension=\"{ending}\" />\n"));
        out.push_str(&format!("      <mimeMap fileExtension=\"{ending}\" mimeType=\"{media}\" />\n"));
    }
    out.push_str(
        "      <clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"00:00:00\" />\n    </staticContent>\n",
    );
    out.push_str("    <httpProtocol><customHeaders>\n");
    for (name, value) in common(policy) {
        let value = value.replace('&', "&amp;").replace('"', "&quot;");
        out.push_str(&format!("      <add name=\"{name}\" value=\"{value}\" />\n"));
    }
    out.push_str(
        "    </customHeaders></httpProtocol>\n    <httpErrors errorMode=\"Custom\"><remove statusCode=\"404\" />",
    );
    out.push_str(
        "<error statusCode=\"404\" path=\"404.html\" responseMode=\"File\" /></httpErrors>\n  </system.webServer>\n",
    );
    for place in kept_places(listed) {
        let place = place.trim_end_matches("/*");
        out.push_str(&format!("  <location path=\"{place}\"><system.webServer><staticContent><clientCache "));
        out.push_str(
            "cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"365.00:00:00\" cacheControlCustom=\"immutable\" />",
        );
        out.push_str("</staticContent></system.webServer></location>\n");
    }
    out + "</configuration>\n"
}

/// Up to so many addresses go into one map of the site.
const MAPPED: usize = 50_000;

/// `robots.txt`, and the maps of the site if its public address is known.
pub(super) fn for_robots(public: Option<&Public>, pages: &[String]) -> Vec<(String, String)> {
    let Some(public) = public else { return vec![("robots.txt".to_owned(), "User-agent: *\nAllow: /\n".to_owned())] };
    let robots = format!("User-agent: *\nAllow: /\nSitemap: {}\n", public.of("sitemap.xml"));
    let mut files = vec![("robots.txt".to_owned(), robots)];
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    let space = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";
    let map = |pages: &[String]| {
        let mut out = format!("{head}<urlset {space}>\n");
        for page in pages {
            out.push_str(&format!("<url><loc>{}</loc></url>\n", escaped(&public.of(page))));
        }
        out + "</urlset>\n"
    };
    if pages.len() <= MAPPED {
        files.push(("sitemap.xml".to_owned(), map(pages)));
        return files;
    }
    let mut index = format!("{head}<sitemapindex {space}>\n");
    for (place, part) in pages.chunks(MAPPED).enumerate() {
        let name = format!("sitemap-{}.xml", place + 1);
        index.push_str(&format!("<sitemap><loc>{}</loc></sitemap>\n", escaped(&public.of(&name))));
        files.push((name, map(part)));
    }
    files.push(("sitemap.xml".to_owned(), index + "</sitemapindex>\n"));
    files
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    crate::scene::push_text(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_maps_are_divided() {
        let public = Public::parse("https://a.de").unwrap();
        let pages: Vec<String> = (0..MAPPED + 1).map(|i| format!("x/{i}.html")).collect();
        let files = for_robots(Some(&public), &pages);
        let names: Vec<&str> = files.iter().map(|(n, _)| n.as_str()).collect();
        assert_eq!(names, ["robots.txt", "sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]);
        assert_eq!(files[1].1.matches("<loc>").count(), MAPPED);
        assert!(files[2].1.contains("<loc>https://a.de/x/50000.html</loc>"));
        assert!(files[3].1.contains("https://a.de/sitemap-2.xml"));
        assert_eq!(for_robots(None, &pages).len(), 1);
    }

    #[test]
    fn folders_of_hashed_names_are_kept() {
        let listed = |path: &str| Listed { path: path.into(), bytes: 1, sha256: String::new(), kind: "bundle" };
        let all = [
            listed("bundles/th/atlas.json"),
            listed("bundles/th/catalogue.0123456789ab.json"),
            listed("bundles/th/values/kreis/a.0123456789ab.bin"),
            listed("bundles/th/values/kreis/b.0123456789ab.bin"),
        ];
        assert_eq!(kept_places(&all), ["bundles/th/catalogue.0123456789ab.json", "bundles/th/values/*"]);
    }
}
