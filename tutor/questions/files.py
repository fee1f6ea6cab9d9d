"""Where content lies, and how a file of it is read; every fault names the file and the place in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar, overload

import msgspec

from tutor.questions.bounds import out_of_bounds
from tutor.questions.wording import in_words, toml_in_words

Struct = TypeVar("Struct", bound=msgspec.Struct)
MOST_BYTES = 1_000_000


class ContentFault(ValueError):
    """A content file that cannot be used: the text names the file, the key or line, and what was expected."""

    def __init__(self, file: str, message: str) -> None:
        super().__init__(f"{file}: {message}")
        self.file = file


def content_root() -> Path:
    """Return the content folder: inside the installed package, else beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "content"
    return installed if installed.is_dir() else package.parent / "content"


def read_text(path: Path, root: Path) -> str:
    """Return a text file below `root`; raise ContentFault when there is none to be had."""
    name = name_of(path, root)
    if not path.resolve().is_relative_to(root.resolve()):
        raise ContentFault(name, "lies outside the content folder")
    try:
        # A pipe or a device would keep us waiting.
        if path.exists() and not path.is_file():
            raise ContentFault(name, "is not a file")
        if path.stat().st_size > MOST_BYTES:
            raise ContentFault(name, f"is larger than {MOST_BYTES // 1000} kB")
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ContentFault(name, "is missing") from None
    except UnicodeDecodeError:
        raise ContentFault(name, "is not UTF-8 text") from None
    except OSError as fault:
        raise ContentFault(name, f"cannot be read ({fault.strerror})") from None


@overload
def read_toml(path: Path, root: Path, kind: type[Struct]) -> Struct: ...
@overload
def read_toml(path: Path, root: Path, kind: Any) -> Any: ...
def read_toml(path: Path, root: Path, kind: Any) -> Any:
    """Return a TOML file as a `kind`; raise ContentFault naming the file and the line or key."""
    import tomllib

    name = name_of(path, root)
    text = read_text(path, root)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise ContentFault(name, toml_in_words(str(fault))) from None
    except (ValueError, RecursionError):
        raise ContentFault(name, "is not TOML: it holds too large a number, or is nested too deep") from None
    wrong = out_of_bounds(table)
    if wrong:
        raise ContentFault(name, wrong)
    try:
        return msgspec.convert(table, kind, strict=True)
    except msgspec.ValidationError as fault:
        raise ContentFault(name, in_words(str(fault))) from None


def name_of(path: Path, root: Path) -> str:
    """A file as faults name it: its path below the content folder."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.name
