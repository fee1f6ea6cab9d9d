"""The command line. Every command imports what it needs when it runs: starting up costs nothing else."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tutor import __version__
from tutor.cli.fault import CommandFault

if TYPE_CHECKING:
    from tutor.ui.app import TutorApp

USAGE_FAULT = 2


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, without the usage.

    `verbatim` hands the words on untouched: an answer may look like an option, as −x·log(p) does.
    """

    verbatim = False

    def error(self, message: str) -> None:  # type: ignore[override]
        if "invalid choice" in message:
            command = message.partition("'")[2].partition("'")[0]
            message = f"there is no command {command}; see tutor --help"
        raise CommandFault(message.replace("the following arguments are required:", "this command needs"))

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse as usual, or keep the words of a verbatim command unless help is wanted."""
        words = list(args or ())
        if not self.verbatim or words[:1] in (["-h"], ["--help"]):
            return super().parse_known_args(args, namespace)
        found = namespace or argparse.Namespace()
        found.words = words
        return found, []


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0, or 2 with one clear line for a mistyped command or value."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(words)
    except CommandFault as fault:
        print(f"tutor: {fault}", file=sys.stderr)
        return USAGE_FAULT
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone; say nothing more.
        sys.stderr.close()
        return 0


def _run(words: list[str]) -> int:
    options, rest = _parser().parse_known_args(words)
    if options.command == "solve":
        from tutor.cli import solve

        return solve.run(options.question, rest, as_json=options.json, content=options.content)
    if options.command == "mark":
        from tutor.cli import mark

        return mark.run(options.words, content=options.content)
    if rest:
        raise CommandFault(f"unknown option {rest[0]}; see tutor --help")
    if options.command == "ask":
        from tutor.cli import ask

        return ask.run(options.part, options.seed, as_json=options.json, content=options.content)
    if options.command == "check":
        from tutor.cli import check

        return check.run(options.directory or options.content, options.seeds)
    if options.command in _KEPT:
        return _KEPT[options.command](options)
    return _open_app(options.content)


def _parser() -> _Parser:
    common = _Parser(add_help=False)
    common.add_argument(
        "--content",
        type=Path,
        metavar="DIRECTORY",
        default=argparse.SUPPRESS,
        help="use another content folder",
    )
    parser = _Parser(
        prog="tutor",
        description="Learn the fundamentals of neural networks. Without a command, the app opens.",
        parents=[common],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"tutor {__version__}")
    parser.set_defaults(content=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    solve = commands.add_parser(
        "solve",
        parents=[common],
        allow_abbrev=False,
        help="print what a question's screen computes",
        description="Print what a question's screen computes. Any of its inputs may be set: tutor solve 5 --step 0.2",
    )
    solve.add_argument("question", metavar="QUESTION", help="the number of a question: 1 to 5")
    solve.add_argument("--json", action="store_true", help="print JSON")
    _add_parts(commands, common)
    _add_practice(commands, common)
    return parser


def _add_parts(commands: argparse._SubParsersAction[_Parser], common: _Parser) -> None:
    """The commands that ask and mark parts, and that check them."""
    ask = commands.add_parser(
        "ask",
        parents=[common],
        allow_abbrev=False,
        help="print a part with its numbers, without the answer",
        description="Print a part: tutor ask 5.2a.ii, with fresh numbers: tutor ask 5.2a --seed 7",
    )
    ask.add_argument("part", metavar="PART", help="as on the paper, such as 4.1, or the name of an exercise")
    ask.add_argument("--seed", type=_whole, metavar="N", help="fresh numbers; the paper's own without it")
    ask.add_argument("--json", action="store_true", help="print JSON")
    mark = commands.add_parser(
        "mark",
        help="mark one answer, or many with --batch",
        description="Mark an answer: tutor mark 5.2a.ii '(1, 0.8)'. With --batch, JSON lines "
        '{"part", "seed", "answer", "id"} are read from the standard input and answered in order.',
        usage="tutor mark PART ANSWER [--seed N] [--json] [--content DIRECTORY]\n       tutor mark --batch",
    )
    mark.verbatim = True
    check = commands.add_parser(
        "check",
        parents=[common],
        allow_abbrev=False,
        help="try out all content and tell every fault",
        description="Try out every part of a content folder on many seeds. Ends with 1 if there are faults.",
    )
    check.add_argument("directory", metavar="DIRECTORY", nargs="?", type=Path, help="a content folder")
    check.add_argument("--seeds", type=_whole, default=20, metavar="N", help="how many of each part: 20")


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise argparse.ArgumentTypeError(f"{text} is not a whole number")
    return int(text)


def _add_practice(commands: argparse._SubParsersAction[_Parser], common: _Parser) -> None:
    """The commands that practise, and those about what is kept of it."""
    quiz = commands.add_parser(
        "quiz",
        parents=[common],
        allow_abbrev=False,
        help="practise: what is due and new, or what you name",
        description="Practise everything mixed, or drill what you name: tutor quiz 5.2. "
        "--mode review asks what is due today, --mode exam is the mock paper.",
    )
    quiz.add_argument("words", metavar="QUESTION|PART", nargs="*", help="a question, a part or a skill")
    quiz.add_argument("--mode", choices=("mixed", "drill", "exam", "review"), help="how it is asked")
    quiz.add_argument("--seed", type=_whole, metavar="N", help="the same numbers again")
    quiz.add_argument("--minutes", type=_whole, metavar="N", help="a time limit for the mock paper")
    quiz.add_argument("--plain", action="store_true", help="plain lines, for pipes and screen readers")
    progress = commands.add_parser(
        "progress",
        parents=[common],
        allow_abbrev=False,
        help="what is done, due, weak and strong, and what to do next",
        description="Print what is done, due, weak and strong, and what to do next.",
    )
    progress.add_argument("--json", action="store_true", help="print JSON")
    progress.add_argument(
        "--exam",
        metavar="DAY",
        help="the day of the exam, as 2027-01-31 or in how many days; none takes it away",
    )
    for name, told in (
        ("export", "write all that is kept to a JSON file"),
        ("import", "add what a JSON file holds"),
    ):
        moved = commands.add_parser(name, allow_abbrev=False, help=told, description=f"{told.capitalize()}.")
        moved.add_argument("file", metavar="FILE", type=Path, help="a file for, or from, another machine")
    told = "erase what is kept about you, after asking"
    commands.add_parser("forget", allow_abbrev=False, help=told, description=f"{told.capitalize()}.")


def _quiz(options: argparse.Namespace) -> int:
    from tutor.cli.quiz import Wanted, run

    on_screen = not options.plain and options.seed is None and sys.stdin.isatty() and sys.stdout.isatty()
    if on_screen:
        return _open_app(options.content, options)
    return run(Wanted(options.words, options.mode, options.seed, options.minutes, options.content))


def _progress(options: argparse.Namespace) -> int:
    from tutor.cli import progress

    return progress.run(as_json=options.json, exam=options.exam, content=options.content)


def _export(options: argparse.Namespace) -> int:
    from tutor.cli import keeping

    return keeping.export(options.file)


def _import(options: argparse.Namespace) -> int:
    from tutor.cli import keeping

    return keeping.take_in(options.file)


def _forget(options: argparse.Namespace) -> int:
    from tutor.cli import keeping

    return keeping.forget()


_KEPT = {"quiz": _quiz, "progress": _progress, "export": _export, "import": _import, "forget": _forget}


def _open_app(content: Path | None, quiz: argparse.Namespace | None = None) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CommandFault("the app needs a terminal; try tutor solve 5, or tutor --help")
    # A key repaints in two frames; at twice Textual's rate that is 22 ms instead of 30.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    from tutor.ui.app import TutorApp

    app = TutorApp(content, None if quiz is None else lambda app: _begin(app, quiz))
    app.run()
    return app.return_code or 0


def _begin(app: TutorApp, quiz: argparse.Namespace) -> None:
    """Open the app on what `tutor quiz` asks for."""
    if quiz.mode == "exam":
        app.sit_exam(quiz.minutes)
    else:
        app.practise(quiz.mode or ("drill" if quiz.words else "mixed"), tuple(quiz.words))
