"""Files and folders are replaced whole, or stay as they were."""

from pathlib import Path

import pytest

from graph.writing import whole_file, whole_folder


def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"before")
    path.chmod(0o640)
    with pytest.raises(OSError, match="disk"), whole_file(path) as stream:
        stream.write(b"half")
        raise OSError("the disk is full")
    assert path.read_bytes() == b"before"
    with whole_file(path) as stream:
        stream.write(b"after")
    assert path.read_bytes() == b"after" and path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_one_and_a_device_is_written_to(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with whole_file(tmp_path / "link") as stream:
        stream.write(b"x")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real").read_bytes() == b"x"
    with whole_file(Path("/dev/null")) as stream:
        stream.write(b"x")
    assert Path("/dev/null").is_char_device()


def test_the_path_and_no_other_is_named_where_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(OSError) as raised, whole_file(tmp_path / "none" / "page.html"):
        pass
    assert raised.value.filename == str(tmp_path / "none" / "page.html")


def test_a_folder_loses_our_files_and_keeps_those_of_others(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    for name in ("a.csv", "b.csv", "mine.csv"):
        (folder / name).write_text("before")
    with pytest.raises(ValueError), whole_folder(folder, ["a.csv", "b.csv"]) as made:
        (made / "a.csv").write_text("half")
        raise ValueError
    assert {p.name: p.read_text() for p in folder.iterdir()} == dict.fromkeys(["a.csv", "b.csv", "mine.csv"], "before")
    with whole_folder(folder, ["a.csv", "b.csv"]) as made:
        assert made.name == "tables"
        (made / "a.csv").write_text("after")
    assert {p.name: p.read_text() for p in folder.iterdir()} == {"a.csv": "after", "mine.csv": "before"}


def test_a_folder_that_could_not_be_filled_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(ValueError), whole_folder(tmp_path / "tables", []):
        raise ValueError
    assert list(tmp_path.iterdir()) == []
