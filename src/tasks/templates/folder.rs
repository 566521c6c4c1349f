//! A template's folder, read with what it may hold and nothing that lies elsewhere.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::report::template::{self, ENDINGS, House, LAYOUT_FILE, Look, STYLE_FILE, ending};

/// Most bytes of all files together.
const MOST_BYTES: u64 = 20_000_000;
/// Most files and folders, whether they are used or not.
const MOST_ENTRIES: usize = 500;
/// Most folders within folders.
const DEEPEST: usize = 8;
/// Most bytes of the style file.
const LONGEST_STYLE: u64 = 100_000;

/// What a template's folder says of itself, and whether all is well with its files, without reading them.
pub(super) fn survey(folder: &Path) -> Result<Look, String> {
    let look = style(folder)?;
    files(folder)?;
    Ok(look)
}

/// Reads a template: its style file and everything that its layout may use.
pub(super) fn read(folder: &Path) -> Result<House, String> {
    let look = style(folder)?;
    let mut left = MOST_BYTES;
    let mut read = BTreeMap::new();
    for (name, path) in files(folder)? {
        let bytes = bytes(&path, left).map_err(|why| format!("{name} {why}"))?;
        left = left.saturating_sub(bytes.len() as u64);
        if ending(&name) == "typ"
            && let Err(error) = std::str::from_utf8(&bytes)
        {
            let line = String::from_utf8_lossy(&bytes[..error.valid_up_to()]).matches('\n').count() + 1;
            return Err(format!("{name} is not text in UTF-8 from line {line} on; save it as UTF-8"));
        }
        read.insert(name, Arc::from(bytes));
    }
    Ok(House { look, files: read })
}

fn style(folder: &Path) -> Result<Look, String> {
    let metadata = folder.metadata().map_err(|error| format!("it {}", cannot_be_read(&error)))?;
    if !metadata.is_dir() {
        return Err("it is a file; give the folder in which it lies".to_owned());
    }
    let name = folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let path = folder.join(STYLE_FILE);
    let is_there = path.symlink_metadata().is_ok();
    if !is_there && folder.join(LAYOUT_FILE).symlink_metadata().is_err() {
        return Err(format!("there is neither {STYLE_FILE} nor {LAYOUT_FILE} in it; see wakeline templates --copy"));
    }
    if !is_there {
        return template::read("", &name).map_err(|mistake| mistake.to_string());
    }
    let path = within(folder, &path, STYLE_FILE)?;
    let bytes = bytes(&path, LONGEST_STYLE).map_err(|why| format!("{STYLE_FILE} {why}"))?;
    let text = String::from_utf8(bytes).map_err(|_| format!("{STYLE_FILE} is not text in UTF-8; save it as UTF-8"))?;
    template::read(text.trim_start_matches('\u{feff}'), &name).map_err(|mistake| mistake.to_string())
}

/// The files that a layout may use, by their path in the folder with `/` between its parts, in order.
fn files(folder: &Path) -> Result<BTreeMap<String, PathBuf>, String> {
    let mut found = BTreeMap::new();
    let mut open: Vec<(String, PathBuf)> = vec![(String::new(), folder.to_owned())];
    let (mut entries, mut bytes) = (0_usize, 0_u64);
    while let Some((prefix, folder_in)) = open.pop() {
        let listed = std::fs::read_dir(&folder_in).map_err(|error| format!("{prefix} {}", cannot_be_read(&error)))?;
        for entry in listed {
            let entry = entry.map_err(|error| format!("{prefix} {}", cannot_be_read(&error)))?;
            entries += 1;
            if entries > MOST_ENTRIES {
                return Err(format!(
                    "there are more than {MOST_ENTRIES} files in it; leave only those of the template"
                ));
            }
            // What is hidden belongs to other programs; a name that is no text cannot be written in a layout.
            let Some(short) = entry.file_name().to_str().filter(|name| !name.starts_with('.')).map(str::to_owned)
            else {
                continue;
            };
            let name = format!("{prefix}{short}");
            let kind = entry.file_type().map_err(|error| format!("{name} {}", cannot_be_read(&error)))?;
            if kind.is_dir() {
                if name.matches('/').count() + 1 >= DEEPEST {
                    return Err(format!("{name} lies too deep; at most {DEEPEST} folders lie within one another"));
                }
                open.push((format!("{name}/"), entry.path()));
                continue;
            }
            if !ENDINGS.contains(&ending(&name).as_str()) {
                continue;
            }
            let path = within(folder, &entry.path(), &name)?;
            let metadata = path.metadata().map_err(|error| format!("{name} {}", cannot_be_read(&error)))?;
            bytes = bytes.saturating_add(metadata.len());
            if bytes > MOST_BYTES {
                return Err(too_large());
            }
            found.insert(name, path);
        }
    }
    Ok(found)
}

/// The file that a path leads to, if that is a file in the folder.
fn within(folder: &Path, path: &Path, name: &str) -> Result<PathBuf, String> {
    let failed = |error: std::io::Error| format!("{name} {}", cannot_be_read(&error));
    let (whole, real) = (folder.canonicalize().map_err(failed)?, path.canonicalize().map_err(failed)?);
    if !real.starts_with(&whole) {
        return Err(format!("{name} leads out of the folder; put the file itself there"));
    }
    // Anything else, as a pipe, might never end.
    if !real.metadata().map_err(failed)?.is_file() {
        return Err(format!("{name} is no file; put a file there, or remove it"));
    }
    Ok(real)
}

/// The bytes of a file, however it grows meanwhile.
fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, String> {
    let file = File::open(path).map_err(|error| cannot_be_read(&error))?;
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes).map_err(|error| cannot_be_read(&error))?;
    if bytes.len() as u64 > most { Err(format!("is too large: {}", too_large())) } else { Ok(bytes) }
}

fn too_large() -> String {
    format!("the files of a template have at most {} MB together", MOST_BYTES / 1_000_000)
}

fn cannot_be_read(error: &std::io::Error) -> String {
    format!("cannot be read ({})", super::super::error::words(error))
}
