"""LibreOffice without a window, with a profile of its own."""

import shutil
import subprocess
import tempfile
from pathlib import Path

SECONDS = 900


def convert(paths, to, folder, filters=None):
    """Converts files; gives the paths of what was made, in their order."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = tempfile.mkdtemp(prefix="judge-office-")
    command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={Path(profile).as_uri()}", "--convert-to", to, "--outdir", str(folder)]
    if filters:
        command.append(f"--infilter={filters}")
    try:
        answer = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, timeout=SECONDS, check=False)
    finally:
        shutil.rmtree(profile, ignore_errors=True)
    ending = to.split(":")[0]
    made = [folder / f"{path.stem}.{ending}" for path in paths]
    absent = [path.name for path in made if not path.exists()]
    if absent:
        raise RuntimeError(f"LibreOffice did not make {absent[:3]}: {answer.stderr[-300:]}")
    return made
