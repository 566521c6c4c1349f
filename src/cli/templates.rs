//! `wakeline templates`

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::console::Console;
use super::exit::Outcome;
use crate::report::build::{TEMPLATES, Template};
use crate::tasks::TaskError;
use crate::tasks::templates::{self, Chosen, Found};

/// List the templates for reports, or copy one to make your own from
///
/// A template of your own is a folder with a style file, template.toml, and a layout in Typst, report.typ; both are optional. It
/// can lie anywhere; those in the folder that is named here are known by their names, and are offered in the window.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Write a copy of this built-in template into a new folder: panel, brief, draft or memo.
    #[arg(long, num_args = 2, value_names = ["NAME", "FOLDER"])]
    copy: Option<Vec<PathBuf>>,
    #[command(flatten)]
    users: Users,
    /// Print one JSON document.
    #[arg(long, conflicts_with = "copy")]
    json: bool,
}

/// Where the user's own templates lie.
#[derive(Debug, clap::Args)]
pub(super) struct Users {
    /// Where your own templates lie [default: a folder among the settings].
    #[arg(long = "templates", value_name = "FOLDER", env = "WAKELINE_TEMPLATES", hide_env = true)]
    folder: Option<PathBuf>,
}

impl Users {
    /// The folder; none on a system that has no place for settings.
    pub fn folder(&self) -> Option<PathBuf> {
        let usual = || Some(directories::ProjectDirs::from("", "", "wakeline")?.config_dir().join("templates"));
        self.folder.clone().or_else(usual)
    }
}

#[derive(Serialize)]
struct Listed<'a> {
    name: &'a str,
    title: &'a str,
    like: Option<&'static str>,
    folder: Option<String>,
    problem: Option<&'a str>,
}

#[derive(Serialize)]
struct Listing<'a> {
    folder: Option<String>,
    templates: Vec<Listed<'a>>,
}

pub(super) fn run(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    if let Some([name, to]) = args.copy.as_deref() {
        return copy(&name.to_string_lossy(), to, console);
    }
    let folder = args.users.folder();
    let found = folder.as_deref().map(templates::found).unwrap_or_default();
    if args.json {
        console.json(&Listing { folder: folder.as_deref().map(shown), templates: listed(&found) })?;
        return Ok(Outcome::Fine);
    }
    let mut rows: Vec<Vec<String>> =
        TEMPLATES.iter().map(|template| vec![template.key().to_owned(), template.about().to_owned()]).collect();
    rows.extend(found.iter().map(|found| {
        let said = match &found.says {
            Ok((title, like)) => format!("{title}: your own, made like {}", like.key()),
            Err(problem) => format!("cannot be used: {problem}"),
        };
        vec![found.key.clone(), said]
    }));
    console.table(&rows)?;
    if let Some(folder) = &folder {
        console.line(format!("Your own templates lie in {}", folder.display()))?;
    }
    Ok(Outcome::Fine)
}

fn listed(found: &[Found]) -> Vec<Listed<'_>> {
    let ours = TEMPLATES.iter().map(|template| Listed {
        name: template.key(),
        title: template.about(),
        like: Some(template.key()),
        folder: None,
        problem: None,
    });
    let own = found.iter().map(|found| {
        let says = found.says.as_ref();
        Listed {
            name: &found.key,
            title: says.map_or(found.key.as_str(), |(title, _)| title),
            like: says.ok().map(|(_, like): &(String, Template)| like.key()),
            folder: Some(shown(&found.folder)),
            problem: says.err().map(String::as_str),
        }
    });
    ours.chain(own).collect()
}

/// A path as text, whatever its bytes are.
fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn copy(name: &str, to: &Path, console: &mut Console) -> anyhow::Result<Outcome> {
    let Chosen::BuiltIn(template) = Chosen::named(name, None)? else {
        return Err(TaskError::NoTemplate { name: name.to_owned() }.into());
    };
    templates::copy_starter(template, to)?;
    console.line(format!("Copied {} to {}; README.txt in it says how to go on", template.key(), to.display()))?;
    Ok(Outcome::Fine)
}
