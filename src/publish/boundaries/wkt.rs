//! The text of a `.prj` file: well-known text, read as far as projections in Germany need it.

use super::system::{DHDN, ETRS, S42, System};

/// The system of a text in WKT; `None` if it is none or uses a projection that is not known here.
///
/// Numbers that the text gives (middle meridian, false easting, scale) are taken as they are; the register's number in
/// it is trusted only where these say nothing. Of the datum only the ellipsoid and the name count.
pub(super) fn read(text: &str) -> Option<System> {
    let text = text.trim();
    let kind = text.split('[').next().unwrap_or_default().trim().to_uppercase();
    if !matches!(kind.as_str(), "PROJCS" | "GEOGCS" | "PROJCRS" | "GEOGCRS" | "PROJECTEDCRS" | "COMPD_CS") {
        return None;
    }
    let name = quoted_after(text, "[")?.replace('_', " ");
    let datum = datum(text);
    if kind.starts_with("GEOG") {
        return Some(System { name, definition: format!("+proj=longlat {datum}") });
    }
    let projection = quoted_after(text, "PROJECTION[").or_else(|| quoted_after(text, "METHOD[")).unwrap_or_default();
    let projection = projection.to_lowercase().replace([' ', '_', '-'], "");
    let number = |names: &[&str]| names.iter().find_map(|n| parameter(text, n));
    let easting = number(&["false_easting", "false easting"]).unwrap_or(0.0);
    let northing = number(&["false_northing", "false northing"]).unwrap_or(0.0);
    let meridian = number(&[
        "central_meridian",
        "longitude of natural origin",
        "longitude_of_center",
        "longitude of false origin",
    ]);
    let origin =
        number(&["latitude_of_origin", "latitude of natural origin", "latitude_of_center", "latitude of false origin"]);
    let (lat_0, scale) =
        (origin.unwrap_or(0.0), number(&["scale_factor", "scale factor at natural origin"]).unwrap_or(1.0));
    let lon_0 = meridian.unwrap_or(0.0);
    let place = format!("+lat_0={lat_0} +lon_0={lon_0} +x_0={easting} +y_0={northing} {datum} +units=m");
    let definition = match projection.as_str() {
        "transversemercator" | "gausskruger" | "gausskrüger" => format!("+proj=tmerc +k={scale} {place}"),
        "mercatorauxiliarysphere" | "popularvisualisationpseudomercator" | "mercator1sp" | "mercator" => {
            return System::epsg(3857).map(|s| System { name, ..s });
        }
        "lambertazimuthalequalarea" => format!("+proj=laea {place}"),
        "cassinisoldner" | "cassini" => format!("+proj=cass {place}"),
        "lambertconformalconic" | "lambertconformalconic2sp" | "lambertconicconformal(2sp)" => {
            let first = number(&["standard_parallel_1", "latitude of 1st standard parallel"])?;
            let second = number(&["standard_parallel_2", "latitude of 2nd standard parallel"])?;
            format!("+proj=lcc +lat_1={first} +lat_2={second} {place}")
        }
        _ => return register(text).and_then(System::epsg),
    };
    Some(System { name, definition })
}

fn datum(text: &str) -> &'static str {
    let folded = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|w| folded.contains(w));
    if has(&["hauptdreiecksnetz", "dhdn", "potsdam", "bessel"]) {
        DHDN
    } else if has(&["pulkovo", "krass", "s_1942", "42/83"]) {
        S42
    } else {
        ETRS
    }
}

/// The last number that the text names as its own in EPSG's register.
fn register(text: &str) -> Option<u32> {
    let place = text.rfind("\"EPSG\"")?;
    let rest = text.get(place + 6..)?.trim_start_matches([',', ' ', '"']);
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

fn quoted_after<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let rest = text.get(text.find(start)? + start.len()..)?;
    let rest = rest.trim_start().strip_prefix('"')?;
    rest.split('"').next()
}

fn parameter(text: &str, name: &str) -> Option<f64> {
    let folded = text.to_lowercase();
    let place = folded.find(&format!("\"{name}\""))?;
    let rest = folded.get(place + name.len() + 2..)?.trim_start_matches([',', ' ']);
    let end = rest.find([',', ']', ' ']).unwrap_or(rest.len());
    rest.get(..end)?.parse().ok().filter(|v: &f64| v.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const GK3: &str = r#"PROJCS["DHDN_3_Degree_Gauss_Zone_3",GEOGCS["GCS_Deutsches_Hauptdreiecksnetz",DATUM["D_Deutsches_Hauptdreiecksnetz",SPHEROID["Bessel_1841",6377397.155,299.1528128]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",3500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",9.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#;

    #[test]
    fn the_federal_office_writes_gauss_kruger_like_this() {
        let system = read(GK3).unwrap();
        assert_eq!(system.name, "DHDN 3 Degree Gauss Zone 3");
        assert!(system.is_old() && system.definition.contains("+lon_0=9 +x_0=3500000"));
    }

    #[test]
    fn utm_degrees_and_what_is_not_known() {
        let utm = r#"PROJCS["ETRS_1989_UTM_Zone_32N",GEOGCS["GCS_ETRS_1989",DATUM["D_ETRS_1989",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["Central_Meridian",9.0],PARAMETER["Scale_Factor",0.9996],UNIT["Meter",1.0]]"#;
        assert!(read(utm).unwrap().definition.contains("+proj=tmerc +k=0.9996"));
        let degrees = r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#;
        assert!(read(degrees).unwrap().is_degrees());
        assert_eq!(read(r#"PROJCS["x",PROJECTION["Krovak"]]"#), None);
        let numbered = r#"PROJCS["x",PROJECTION["Unknown"],AUTHORITY["EPSG","25833"]]"#;
        assert_eq!(read(numbered).unwrap(), System::epsg(25833).unwrap());
        assert_eq!(read("EPSG:25832"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_survived(tail in "[A-Za-z\\[\\]\", 0-9.ü-]{0,60}") {
            let _ = read(&format!("PROJCS[{tail}"));
            let _ = System::named(&tail);
        }
    }
}
