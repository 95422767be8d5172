//! Addresses of static files. `build.rs` takes the hashed names from `dist/assets/manifest.json`.

/// Pairs of file name and hashed address, sorted by name; empty when the static files were not built.
const HASHED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The files that pages name, with the address each has when nothing was built.
const PLAIN: &[(&str, &str)] = &[
    ("apple-touch-icon.png", "/assets/apple-touch-icon.png"),
    ("base.css", "/assets/base.css"),
    ("browser.js", "/assets/browser.js"),
    ("browser.wasm", "/assets/browser.wasm"),
    ("favicon.svg", "/assets/favicon.svg"),
    ("forms.js", "/assets/forms.js"),
    ("loader.js", "/assets/loader.js"),
    ("manifest.webmanifest", "/assets/manifest.webmanifest"),
    ("order.css", "/assets/order.css"),
    ("shop.css", "/assets/shop.css"),
    ("speculation-rules.json", "/assets/speculation-rules.json"),
    ("sw.js", "/assets/sw.js"),
];

/// The address of a static file by its plain name: `/assets/shop.<hash>.css`, or `/assets/shop.css` when not built.
///
/// A name that no page uses gives `/assets/`, which is not found.
pub fn asset(name: &str) -> &'static str {
    find(HASHED, name).or_else(|| find(PLAIN, name)).unwrap_or("/assets/")
}

fn find(table: &[(&'static str, &'static str)], name: &str) -> Option<&'static str> {
    table.iter().find(|(plain, _)| *plain == name).map(|(_, address)| *address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_pages_name_has_an_address() {
        for (name, _) in PLAIN {
            assert!(asset(name).starts_with("/assets/"), "{name}");
            assert!(asset(name).len() > "/assets/".len(), "{name}");
        }
    }
}
