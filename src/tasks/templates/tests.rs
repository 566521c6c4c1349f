//! What a template's folder may hold, and what is refused.

use std::fs;

use super::*;
use crate::report::template::Look;

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("makes");
        fs::write(path, bytes).expect("writes");
    }
    folder
}

fn read(path: &Path) -> Result<House, String> {
    Chosen::Folder(path.to_owned()).read().map_err(|error| error.to_string())
}

#[test]
fn layouts_pictures_and_fonts_are_read_and_nothing_else() {
    let folder = folder(&[
        ("template.toml", b"\xef\xbb\xbfname = \"Ours\"\nlike = \"memo\""),
        ("report.typ", b"= Ours"),
        ("parts/title.typ", b"#let a = 1"),
        ("logo.SVG", b"<svg/>"),
        ("notes.docx", b"mine"),
        (".git/config.typ", b"\xff"),
    ]);
    let house = read(folder.path()).expect("in order");
    assert_eq!((house.look.name.as_str(), house.look.like), ("Ours", Template::Memo));
    assert_eq!(house.files.keys().collect::<Vec<_>>(), ["logo.SVG", "parts/title.typ", "report.typ"]);
    assert_eq!(house, read(folder.path()).expect("in order"), "the same each time");
}

#[test]
fn a_layout_alone_is_a_template_and_so_is_a_style_file_alone() {
    let layout = folder(&[("report.typ", b"x")]);
    let house = read(layout.path()).expect("in order");
    let name = layout.path().file_name().expect("a name").to_string_lossy().into_owned();
    assert_eq!(house.look, Look { name, ..Look::usual(Template::Panel) });
    let style = folder(&[("template.toml", b"")]);
    assert!(read(style.path()).expect("in order").files.is_empty());
}

#[test]
fn what_is_missing_or_wrong_is_named() {
    let gone = folder(&[]);
    let said = read(&gone.path().join("gone")).expect_err("is not there");
    assert!(said.starts_with("The template cannot be used: it cannot be read (") && said.contains("gone"), "{said}");
    let said = read(gone.path()).expect_err("is empty");
    assert!(said.contains("neither template.toml nor report.typ") && said.contains("--copy"), "{said}");
    let file = folder(&[("report.typ", b"")]);
    let said = read(&file.path().join("report.typ")).expect_err("a file");
    assert!(said.contains("it is a file; give the folder"), "{said}");
    let said = read(folder(&[("template.toml", b"name = \"A\"\nfont = 1")]).path()).expect_err("a key");
    assert!(
        said.contains("no key “font”") && said.contains("(template.toml, line 2); nothing was written: "),
        "{said}"
    );
    let said = read(folder(&[("report.typ", b"a\n\xff")]).path()).expect_err("bytes");
    assert!(said.contains("report.typ is not text in UTF-8 from line 2 on"), "{said}");
    let said = read(folder(&[("template.toml", b"\xff")]).path()).expect_err("bytes");
    assert!(said.contains("template.toml is not text"), "{said}");
}

#[test]
fn what_is_too_much_is_refused_before_it_is_read() {
    let large = folder(&[("report.typ", b"x"), ("a.png", b"x"), ("b.png", b"x")]);
    for name in ["a.png", "b.png"] {
        // Takes no room on the disk.
        fs::File::options()
            .write(true)
            .open(large.path().join(name))
            .expect("opens")
            .set_len(11_000_000)
            .expect("grows");
    }
    let said = read(large.path()).expect_err("22 MB");
    assert!(said.contains("at most 20 MB together"), "{said}");
    let style = folder(&[("template.toml", "#".repeat(200_000).as_bytes())]);
    assert!(read(style.path()).expect_err("long").contains("template.toml is too large"));
    let many = folder(&[("report.typ", b"x")]);
    for number in 0..500 {
        fs::write(many.path().join(format!("{number}.txt")), "").expect("writes");
    }
    assert!(read(many.path()).expect_err("many").contains("more than 500 files"));
    let deep = folder(&[("report.typ", b"x"), ("1/2/3/4/5/6/7/8/a.typ", b"x")]);
    assert!(read(deep.path()).expect_err("deep").contains("lies too deep"));
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[("secret.typ", b"#let secret = 1"), ("template.toml", b"")]);
    let ours = folder(&[("report.typ", b"x"), ("parts/a.typ", b"a")]);
    symlink("parts/a.typ", ours.path().join("b.typ")).expect("links");
    assert_eq!(read(ours.path()).expect("links within").files.len(), 3);
    symlink(outside.path().join("secret.typ"), ours.path().join("c.typ")).expect("links");
    let said = read(ours.path()).expect_err("leads out");
    assert!(said.contains("c.typ leads out of the folder"), "{said}");
    fs::remove_file(ours.path().join("c.typ")).expect("removes");
    symlink(outside.path(), ours.path().join("all.typ")).expect("links");
    assert!(read(ours.path()).expect_err("leads out").contains("all.typ leads out"));
    fs::remove_file(ours.path().join("all.typ")).expect("removes");
    symlink(outside.path().join("template.toml"), ours.path().join("template.toml")).expect("links");
    assert!(read(ours.path()).expect_err("leads out").contains("template.toml leads out"));
}

#[test]
fn a_word_is_one_of_the_four_a_folder_or_a_name_among_the_users_own() {
    let users = folder(&[("ours/report.typ", b"x"), ("panel/report.typ", b"x")]);
    let named = |word: &str| Chosen::named(word, Some(users.path()));
    assert_eq!(named("panel").ok(), Some(Chosen::BuiltIn(Template::Panel)), "the four go first");
    assert_eq!(named("ours").ok(), Some(Chosen::Folder(users.path().join("ours"))));
    let path = users.path().join("ours");
    assert_eq!(named(&path.to_string_lossy()).ok(), Some(Chosen::Folder(path)));
    for word in ["", "nowhere", "../ours", "ours/report.typ"] {
        assert!(matches!(named(word), Err(TaskError::NoTemplate { .. })), "{word}");
    }
}

#[test]
fn what_is_broken_is_listed_with_what_is_wrong() {
    let users = folder(&[
        ("b/template.toml", b"name = \"Second\"\nlike = \"brief\""),
        ("a/template.toml", b"like = \"x\""),
        ("c/notes.txt", b""),
        ("report.typ", b""),
    ]);
    let found = found(users.path());
    assert_eq!(found.iter().map(|found| found.key.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert!(found[0].says.as_ref().is_err_and(|why| why.contains("“x” is none of")), "{found:?}");
    assert_eq!(found[1].says, Ok(("Second".to_owned(), Template::Brief)));
    assert_eq!(super::found(&users.path().join("gone")), []);
}

#[test]
fn a_starter_goes_into_a_new_folder_whole() {
    let desk = folder(&[]);
    let to = desk.path().join("mine");
    copy_starter(Template::Brief, &to).expect("is new");
    let house = read(&to).expect("in order");
    assert_eq!(house.look, Look::usual(Template::Brief));
    let refused = copy_starter(Template::Memo, &to);
    assert!(matches!(refused, Err(TaskError::FolderExists { .. })), "{refused:?}");
    copy_starter(Template::Memo, &desk.path().join("new/templates/mine")).expect("its folder is made");
    assert!(copy_starter(Template::Memo, &to.join("report.typ/x")).is_err(), "a file is no folder");
    let mut left: Vec<_> = fs::read_dir(desk.path()).expect("lists").flatten().map(|entry| entry.file_name()).collect();
    left.sort();
    assert_eq!(left, ["mine", "new"], "nothing else is left");
}
