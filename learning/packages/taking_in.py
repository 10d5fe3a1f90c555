"""All files of a package, cleaned, one after another: kept as one file, which is there whole or not at all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from justice_portal.zip_input import LARGEST_ENTRY, Pack
from learning.packages.cleaning import LONGEST_NAME, LeftOutError, cleaned, is_read_whole, type_of
from learning.packages.outcome import Left, Where
from learning.packages.structure import one_line

#: Files that only say what a list of contents may look like: nobody opens them, and nobody misses them.
OF_THE_LIST = (".xsd", ".dtd")
#: A list whose names of parts look like addresses, and lead nowhere. What it opens outside is named by who reads it.
LISTS_OF_NAMES = {"cmi5.xml"}
MOST_LINES = 200


@dataclass
class TakenIn:
    """What becomes of each file. files: name, offset, size, content type."""

    pack: Pack
    tell: Callable[[int, int], None]
    files: list[tuple[str, int, int, str]] = field(default_factory=list)
    left: list[tuple[str, Left]] = field(default_factory=list)
    links: list[tuple[str, str, Where]] = field(default_factory=list)
    offset: int = 0

    def content(self) -> Iterator[bytes]:
        """The bytes of all files that come along, in turn. Raises BadZip."""
        names = [
            name for name in self.pack.names if not name.lower().endswith(OF_THE_LIST) and name not in LISTS_OF_NAMES
        ]
        for number, name in enumerate(names):
            self.tell(number, len(names))
            try:
                yield from self._file(name)
            except LeftOutError as error:
                self.left.append((one_line(name, 120), error.why))

    def _file(self, name: str) -> Iterator[bytes]:
        kind, begin = type_of(name), self.offset
        if not kind:
            raise LeftOutError(Left.TYPE)
        if len(name) > LONGEST_NAME or (is_read_whole(name) and self.pack.size(name) > LARGEST_ENTRY):
            raise LeftOutError(Left.LONG)
        if is_read_whole(name):
            made = cleaned(name, self.pack.read(name))
            kind = made.content_type
            self.links += [(one_line(name, 120), address, where) for address, where in made.links]
            self.offset += len(made.content)
            yield made.content
        else:
            for piece in self.pack.pieces(name):
                self.offset += len(piece)
                yield piece
        self.files.append((name, begin, self.offset - begin, kind))

    def report(self) -> dict[str, Any]:
        kept = {"links": self.links[:MOST_LINES], "more_links": max(0, len(self.links) - MOST_LINES)}
        return {**kept, "left": self.left[:MOST_LINES], "files": len(self.files), "bytes": self.offset}
