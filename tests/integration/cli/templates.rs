//! Templates of one's own on the command line: listed, copied, used, and named with file and line when something is wrong.

use super::{Desk, Ran, bytes, strings};

/// A desk on which the user's own templates lie in `own`.
fn desk() -> Desk {
    let desk = Desk::with_sample();
    std::fs::create_dir(desk.path("own")).expect("makes");
    desk
}

fn copied(desk: &Desk, name: &str, to: &str) {
    desk.run(&["templates", "--copy", name, to]).done();
}

/// Writes a report and says what came of it; nothing may be there if it failed.
fn report(desk: &Desk, template: &str, out: &str) -> Ran {
    let ran = desk.run(&["report", "s.wake", out, "--template", template, "--templates", "own"]);
    assert_eq!(desk.path(out).exists(), ran.code == 0, "{ran:?}");
    assert!(!desk.names().iter().any(|name| name.starts_with('.')), "something is left: {:?}", desk.names());
    ran
}

#[test]
fn a_copy_gives_the_same_bytes_until_it_is_changed() {
    let desk = desk();
    for name in ["panel", "brief", "draft", "memo"] {
        let folder = format!("own/our-{name}");
        copied(&desk, name, &folder);
        for ending in ["pdf", "docx", "html"] {
            if ending == "pdf" && !cfg!(feature = "pdf") {
                continue;
            }
            let (ours, copy) = (format!("{name}.{ending}"), format!("copy-{name}.{ending}"));
            report(&desk, name, &ours).done();
            // By its folder, and by its name.
            let by = if ending == "pdf" { folder.clone() } else { format!("our-{name}") };
            report(&desk, &by, &copy).done();
            assert!(bytes(&desk.path(&ours)) == bytes(&desk.path(&copy)), "{copy}");
        }
    }
}

#[test]
fn a_style_file_goes_for_every_form() {
    let desk = desk();
    std::fs::create_dir(desk.path("own/house")).expect("makes");
    desk.write(
        "own/house/template.toml",
        "like = \"memo\"\nlanguage = \"fr\"\npaper = \"letter\"\n[text]\nfont = \"Liberation Serif\"\n[colours]\naccent = \"#aa0011\"\n\
         [header]\nright = \"Ours, {date}\"\n[margins]\nleft = 40\n",
    );
    report(&desk, "house", "r.html").done();
    let html = desk.read("r.html");
    for part in [
        "lang=\"fr\"",
        "--accent: #aa0011",
        "\"Liberation Serif\"",
        "size: 215.9mm 279.4mm; margin: 26mm 25mm 25mm 40mm",
    ] {
        assert!(html.contains(part), "{part}");
    }
    report(&desk, "house", "r.docx").done();
    let mut archive = zip::ZipArchive::new(std::fs::File::open(desk.path("r.docx")).expect("opens")).expect("a zip");
    let mut part = |name: &str| std::io::read_to_string(archive.by_name(name).expect(name)).expect("text");
    let (document, styles) = (part("word/document.xml"), part("word/styles.xml"));
    assert!(document.contains("<w:pgSz w:w=\"12240\" w:h=\"15840\"/>") && document.contains("w:left=\"2268\""));
    assert!(styles.contains("w:ascii=\"Liberation Serif\"") && styles.contains("AA0011") && !styles.contains('{'));
    let (header, first) = (part("word/header1.xml"), part("word/header3.xml"));
    assert!(header.contains(">Ours, ") && header.contains("TLP:CLEAR") && header.contains("w:pos="), "{header}");
    assert!(first.contains("TLP:CLEAR") && !first.contains("Ours"), "{first}");
    if cfg!(feature = "pdf") {
        let ran = desk.command(&["report", "s.wake", "r.pdf", "--template", "own/house"]).output().expect("runs");
        assert!(ran.status.success(), "{ran:?}");
        assert!(bytes(&desk.path("r.pdf")).windows(22).any(|part| part == b"/MediaBox[0 0 612 792]"));
    }
}

#[test]
fn a_mistake_is_named_with_its_file_and_line_and_nothing_is_written() {
    let desk = desk();
    copied(&desk, "panel", "own/house");
    desk.write("own/house/template.toml", "name = \"House\"\n[text]\nsize = \"big\"\n");
    report(&desk, "house", "r.docx")
        .refused(3, &["“big” is no size in points", "(template.toml, line 3)", "own/house"]);
    desk.write("own/house/template.toml", "");
    report(&desk, "nothing", "r.docx").refused(2, &["no template “nothing”", "panel, brief, draft, memo"]);
    report(&desk, "s.wake", "r.docx").refused(2, &["no template “s.wake”"]);
    report(&desk, "own", "r.docx").refused(3, &["neither template.toml nor report.typ", "own"]);
    if cfg!(feature = "pdf") {
        desk.write("own/house/report.typ", "#import \"title.typ\": title\n#title\n");
        report(&desk, "house", "r.pdf").refused(3, &["title.typ", "report.typ, line 1"]);
        desk.write("own/house/title.typ", "// ours\n#let title = 1 + \"a\"\n");
        report(&desk, "house", "r.pdf").refused(3, &["title.typ, line 2"]);
        desk.write("own/house/report.typ", "#let n = 1\n#while n > 0 { n += 1 }\n");
        report(&desk, "house", "r.pdf").refused(3, &["infinite", "report.typ, line 2"]);
        desk.write("own/house/report.typ", "#read(\"../../s.wake\")\n");
        report(&desk, "house", "r.pdf").refused(3, &["report.typ, line 1"]);
    }
}

#[test]
fn templates_are_listed_with_what_is_wrong_with_them() {
    let desk = desk();
    copied(&desk, "brief", "own/ours");
    std::fs::create_dir(desk.path("own/broken")).expect("makes");
    desk.write("own/broken/template.toml", "colour = 1");
    let told = desk.run(&["templates", "--templates", "own"]).done().out;
    for part in [
        "panel ",
        "Memo: ",
        "ours ",
        "Brief: your own, made like brief",
        "cannot be used: there is no key “colour”",
        "lie in own",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
    let listed = desk.json(&["templates", "--json", "--templates", "own"]);
    assert_eq!((strings(&listed, "/folder"), strings(&listed, "/templates/0/name")), ("own", "panel"));
    assert!(strings(&listed, "/templates/4/problem").contains("line 1"), "{listed}");
    assert_eq!((strings(&listed, "/templates/5/name"), strings(&listed, "/templates/5/like")), ("ours", "brief"));
    let by_environment = desk.command(&["templates"]).env("WAKELINE_TEMPLATES", "own").output().expect("runs");
    assert_eq!(String::from_utf8_lossy(&by_environment.stdout), told);
}

#[test]
fn a_copy_is_never_made_over_what_is_there() {
    let desk = desk();
    desk.write("mine", "mine");
    desk.run(&["templates", "--copy", "panel", "mine"]).refused(2, &["was left as it is", "mine"]);
    desk.run(&["templates", "--copy", "panel", "own"]).refused(2, &["own"]);
    desk.run(&["templates", "--copy", "letter", "new"]).refused(2, &["“letter”"]);
    desk.run(&["templates", "--copy", "panel"]).refused(2, &["FOLDER"]);
    assert_eq!(desk.names(), ["mine", "own", "s.wake"]);
    assert_eq!(desk.read("mine"), "mine");
}

/// Ctrl+C while a layout takes long: the program ends at once, and nothing is there.
#[cfg(all(unix, feature = "pdf"))]
#[test]
fn a_layout_that_takes_long_can_be_cancelled() {
    use std::io::Read;
    use std::process::{Command, Stdio};

    let desk = desk();
    copied(&desk, "panel", "own/slow");
    let endless = "#for a in range(9999) { for b in range(9999) { for c in range(9999) { } } }\n";
    desk.write("own/slow/report.typ", endless);
    let mut command = desk.command(&["report", "s.wake", "r.pdf", "--template", "own/slow"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("runs");
    // The temporary file beside the output is there as soon as the report is being written.
    while !desk.names().iter().any(|name| name.starts_with(".wakeline-")) {
        assert!(child.try_wait().expect("runs").is_none(), "it ended by itself");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(killed.success());
    let status = child.wait().expect("ends");
    let mut said = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut said).expect("text");
    assert_eq!(status.code(), Some(130), "{said}");
    assert_eq!(desk.names(), ["own", "s.wake"], "{said}");
}
