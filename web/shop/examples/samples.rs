//! Writes every sample page as a file, to be looked at: `cargo run -p outpost-web-shop --example samples -- FOLDER`.
//!
//! Addresses of static files and pictures are made relative, so that the files open without a server.

use std::path::PathBuf;
use std::{env, error, fs, io};

use outpost_domain::samples::prefixes;

fn main() -> Result<(), Box<dyn error::Error>> {
    let folder = env::args_os().nth(1).map(PathBuf::from).ok_or_else(|| io::Error::other("name a folder"))?;
    for market_locale in prefixes() {
        let target = folder.join(market_locale.to_string());
        fs::create_dir_all(&target)?;
        for sample in outpost_web_shop::samples::all(market_locale) {
            fs::write(target.join(sample.name).with_extension("html"), relative(&sample.html))?;
        }
    }
    Ok(())
}

fn relative(html: &str) -> String {
    html.replace("\"/assets/", "\"../assets/").replace("\"/media/", "\"../media/")
}
