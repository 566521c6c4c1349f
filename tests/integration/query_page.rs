//! The page of the query language is made from the program's own table of fields.

use std::path::Path;

use wakeline::analysis::query::help;

#[test]
fn the_published_page_is_that_of_the_fields() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/query.md");
    let page = help::page();
    if std::env::var_os("WAKELINE_UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("docs can be made");
        std::fs::write(&path, &page).expect("the page can be written");
    }
    let published = std::fs::read_to_string(&path).expect("the page is there");
    assert!(published == page, "docs/query.md differs from the table of fields; run with WAKELINE_UPDATE=1");
}
