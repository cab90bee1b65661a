"""A channel for Kolibri with the lesson that Keruen is measured with: its text as a page, its exercise as questions of Perseus.

    Benchmarks/.venv-kolibri/bin/python Benchmarks/channel.py CONTENT LESSON.html     prints the ids of its nodes

The database is made with Kolibri's own schema and lies where Kolibri looks for channels: no network is asked.
"""

import hashlib
import io
import json
import pathlib
import sys
import uuid
import zipfile

import kolibri  # noqa: F401 - puts Kolibri's bundled packages on the path
from kolibri.core.content.contentschema.versions.content_schema_5 import Base
from le_utils.constants import completion_criteria
from sqlalchemy import create_engine

SPACE = uuid.UUID("7d1c6a4e-5d1f-4a53-9b0e-7f2d3a9c1b10")


def key(name):
    return uuid.uuid5(SPACE, name).hex


CHANNEL, ROOT = key("channel"), key("channel")
#: A lesson's five questions, and the hundred that are answered while the network is cut.
LENGTHS = {"five": 5, "hundred": 100}


def question(number):
    """As Keruen asks "period-from-ten": so many oscillations in such a time."""
    count, period = (10, 20)[number % 2], 0.8 + number / 100
    widget = {
        "type": "numeric-input", "alignment": "default", "static": False, "graded": True, "version": {"major": 0, "minor": 0},
        "options": {
            "static": False, "size": "normal", "coefficient": False, "labelText": "period", "rightAlign": False,
            "answers": [{"value": round(period, 2), "status": "correct", "message": "", "simplify": "optional", "strict": False,
                         "maxError": 0.005, "answerForms": ["decimal"]}],
        },
    }
    text = f"A pendulum made {count} oscillations in {count * period:.1f} s. Find its period.\n\n[[☃ numeric-input 1]] s"
    return {
        "question": {"content": text, "images": {}, "widgets": {"numeric-input 1": widget}},
        "answerArea": {"calculator": False, "chi2Table": False, "periodicTable": False, "tTable": False, "zTable": False},
        "itemDataVersion": {"major": 0, "minor": 1},
        "hints": [{"content": "The period is the time of one oscillation.", "images": {}, "widgets": {}},
                  {"content": "Divide the whole time by the number of oscillations.", "images": {}, "widgets": {}}],
    }


def zipped(members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text)
    return made.getvalue()


def kept(content, data, extension):
    """A file where Kolibri's storage has it; its checksum is its name."""
    checksum = hashlib.md5(data).hexdigest()
    path = content / "storage" / checksum[0] / checksum[1] / f"{checksum}.{extension}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return {"id": checksum, "available": 1, "file_size": len(data), "extension": extension}


def node(name, title, kind, place, parent=None, **more):
    return {
        "id": key(name), "title": title, "content_id": key(f"{name} content"), "channel_id": CHANNEL, "description": "",
        "sort_order": place, "license_owner": "Keruen", "author": "", "kind": kind, "available": 1, "tree_id": 1, "coach_content": 0,
        "lang_id": "en", "license_name": "CC BY", "license_description": "", "parent_id": parent, **more,
    }


def main(content, lesson):
    items = {name: {key(f"{name} {number}"): question(number) for number in range(count)} for name, count in LENGTHS.items()}
    files = [("text", kept(content, zipped({"index.html": lesson}), "zip"), "html5_zip")]
    for name, questions in items.items():
        members = {f"{each}.json": json.dumps(asked, ensure_ascii=False) for each, asked in questions.items()}
        members["exercise.json"] = json.dumps({"all_assessment_items": list(questions), "mastery_model": "do_all"})
        files.append((name, kept(content, zipped(members), "perseus"), "exercise"))
    nodes = [node("channel", "How sure", "topic", 0, lft=1, rght=8, level=0)]
    for place, (name, title, kind) in enumerate(
            [("text", "How far can you trust a number?", "html5"), ("five", "The period", "exercise"), ("hundred", "A hundred periods", "exercise")]):
        mastery = {"completion_criteria": {"model": completion_criteria.MASTERY, "threshold": {"mastery_model": "do_all"}}}
        nodes.append(node(name, title, kind, place, ROOT, lft=2 + 2 * place, rght=3 + 2 * place, level=1,
                          options=json.dumps(mastery if kind == "exercise" else {})))
    rows = {
        "content_language": [{"id": "en", "lang_code": "en", "lang_name": "English", "lang_direction": "ltr"}],
        "content_channelmetadata": [{
            "id": CHANNEL, "name": "How sure", "description": "", "author": "", "version": 1, "thumbnail": "",
            "last_updated": "2026-11-30 00:00:00", "min_schema_version": "5", "root_id": ROOT}],
        "content_contentnode": nodes,
        "content_localfile": [file for _, file, _ in files],
        "content_file": [
            {"id": key(f"{name} file"), "supplementary": 0, "thumbnail": 0, "priority": 1, "contentnode_id": key(name), "lang_id": "en",
             "local_file_id": file["id"], "preset": preset} for name, file, preset in files],
        "content_assessmentmetadata": [
            {"id": key(f"{name} questions"), "assessment_item_ids": json.dumps(list(questions)), "number_of_assessments": len(questions),
             "mastery_model": json.dumps({"type": "do_all"}), "randomize": 0, "is_manipulable": 1, "contentnode_id": key(name)}
            for name, questions in items.items()],
    }
    folder = content / "databases"
    folder.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{folder / CHANNEL}.sqlite3")
    Base.metadata.create_all(engine)
    with engine.begin() as database:
        for table, lines in rows.items():
            columns = {column.name: column for column in Base.metadata.tables[table].columns}
            for line in lines:
                assert set(line) <= set(columns), set(line) - set(columns)
                database.execute(Base.metadata.tables[table].insert().values(**line))
    print(json.dumps({"channel": CHANNEL, **{name: key(name) for name in ["text", *LENGTHS]}}))


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).read_text())
