"""A program whose scripts were changed in place, so that a test is shown to find what it is there to find."""

import os
import pathlib
import shutil
import tempfile

from conftest import PROGRAM, ROOT


def scripts(changes, program=PROGRAM):
    """A copy of the program in which of each file of Public, `{"kit/journal.js": [(was, is)]}`, some text is another. The program holds its
    scripts as they are written, so each stays as long as it was: lines that are comments alone, which no page is sent, make room."""
    holder = pathlib.Path(tempfile.mkdtemp(prefix="keruen-planted-"))
    there = holder / "keruen"
    shutil.copy(program, there)
    whole = there.read_bytes()
    for name, edits in changes.items():
        text = (ROOT / "Public" / name).read_text()
        before = text.encode()
        for was, becomes in edits:
            assert text.count(was) == 1, (name, was, text.count(was))
            text = text.replace(was, becomes)
        after = "\n".join(line for line in text.split("\n") if not line.lstrip().startswith("//")).encode()
        assert len(after) + 4 <= len(before), f"{name} has no room for it"
        after += b"\n//" + b" " * (len(before) - len(after) - 4) + b"\n"
        assert whole.count(before) == 1, f"the program does not hold {name} as it stands in Public"
        whole = whole.replace(before, after)
    there.write_bytes(whole)
    os.chmod(there, 0o755)
    return there
