"""`tutor export`, `tutor import` and `tutor forget`: what is kept about the learner, out, in and away."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from tutor.cli.console import Console
from tutor.cli.fault import CommandFault
from tutor.cli.quiz import existing_store


def export(file: Path) -> int:
    """Write everything that is kept to a JSON file."""
    from tutor.practice.store import StoreFault, transfer

    try:
        with closing(existing_store()) as store:
            count = transfer.export(store, file)
    except (StoreFault, transfer.TransferFault) as fault:
        raise CommandFault(str(fault)) from None
    Console().say(f"{_entries(count)} written to {file}.")
    return 0


def take_in(file: Path) -> int:
    """Add what a JSON file holds; a second time adds nothing."""
    from tutor.practice.store import StoreFault, open_or_set_aside, transfer

    console = Console()
    try:
        store, said = open_or_set_aside()
        if said:
            console.say(said)
        with closing(store):
            count = transfer.take_in(store, file)
    except (StoreFault, transfer.TransferFault) as fault:
        raise CommandFault(str(fault)) from None
    console.say(f"{_entries(count)} added." if count else "Everything in it was here already.")
    return 0


def forget() -> int:
    """Erase everything that is kept about the learner, after asking."""
    from tutor.practice.store import StoreFault, data_folder, store_file
    from tutor.practice.store import forget as erase
    from tutor.practice.store.place import set_aside_files

    console = Console()
    if not store_file().exists() and not set_aside_files(data_folder()):
        console.say("Nothing is kept about you.")
        return 0
    console.say(f"Every answer, mark and day in {data_folder()} will be erased. There is no way back.")
    console.say("Type yes to erase it; tutor export FILE keeps a copy.")
    if (console.ask() or "").casefold() != "yes":
        console.say("Nothing was erased.")
        return 1
    try:
        erase()
    except StoreFault as fault:
        raise CommandFault(str(fault)) from None
    console.say("Everything is erased.")
    return 0


def _entries(count: int) -> str:
    return f"{count} {'entry' if count == 1 else 'entries'}"
