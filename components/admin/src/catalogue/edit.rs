//! What a product is, what law asks for, and its texts.

use axum::response::Response;
use outpost_domain::catalogue::{DraftPicture, ProductText, ValueCode};
use outpost_http::Failure;

use super::saving::{Unreadable, edit};
use crate::named::Named;
use crate::submission::Submission;

/// `POST /admin/catalogue/products/{product}/details`.
pub(crate) async fn details(Named(id): Named<i64>, form: Submission) -> Result<Response, Failure> {
    edit(id, form, |form, draft, _| {
        draft.slug = form.text("slug", 100);
        draft.brand = form.text("brand", 100);
        draft.category = form.text("category", 100);
        draft.vendor = form.text("vendor", 100);
        draft.tax_class = form.text("tax_class", 20);
        draft.law.manufacturer = form.text("manufacturer", 500);
        draft.law.eu_contact = form.text("eu_contact", 500);
        draft.law.origin_country = form.text("origin", 2).to_uppercase();
        draft.law.hs_code = form.text("hs", 12);
        draft.law.guarantee_years = form.parse("guarantee").map_err(|_| Unreadable::field("guarantee"))?;
        draft.values = form.fields.all("value").map(value).collect::<Result<_, _>>()?;
        let pictures = form.fields.text("pictures").lines().map(str::trim).filter(|line| !line.is_empty());
        draft.pictures = pictures.map(picture).collect::<Result<_, _>>()?;
        Ok(())
    })
    .await
}

/// `POST /admin/catalogue/products/{product}/texts`.
pub(crate) async fn texts(Named(id): Named<i64>, form: Submission) -> Result<Response, Failure> {
    edit(id, form, |form, draft, known| {
        for locale in &known.locales {
            let code = &locale.code;
            // Browsers send lines that end with a carriage return as well.
            let text = |field: &str, longest| form.text(&format!("{field}:{code}"), longest).replace("\r\n", "\n");
            let text = ProductText {
                title: text("title", 200),
                summary: text("summary", 500),
                description: text("description", 20_000),
                ingredients: text("ingredients", 5_000),
                allergens: text("allergens", 1_000),
            };
            if text == ProductText::default() {
                draft.texts.remove(code);
            } else {
                draft.texts.insert(code.clone(), text);
            }
        }
        Ok(())
    })
    .await
}

fn value(text: &str) -> Result<ValueCode, Unreadable> {
    text.parse().map_err(|_| Unreadable::field(text))
}

fn picture(line: &str) -> Result<DraftPicture, Unreadable> {
    let (hash, of) = match line.split_once(' ') {
        Some((hash, of)) => (hash, Some(value(of)?)),
        None => (line, None),
    };
    Ok(DraftPicture { hash: hash.to_owned(), of })
}
