"""Bytes from outside as the parts of a package: what is in them decides, never what the file is called."""

from justice_portal.zip_input import BadZip, NoPack, Pack
from learning.packages.cmi5 import LIST, read_cmi5
from learning.packages.outcome import PackageRefusedError, Problem
from learning.packages.scorm import MANIFEST, read_scorm
from learning.packages.structure import Structure


def read_package(given: bytes) -> tuple[Pack, Structure]:
    """The packed files, and the parts that they make. Raises PackageRefusedError."""
    try:
        if given[:1] == b"<" or given[:4] == b"\xef\xbb\xbf<":  # the list of a course of cmi5, alone
            return NoPack(), read_cmi5(given, None)
        pack = Pack(given)
        if LIST in pack:
            return pack, read_cmi5(pack.read(LIST), pack)
        if MANIFEST in pack:
            return pack, read_scorm(pack)
    except BadZip as error:
        raise PackageRefusedError(Problem.ZIP) from error
    raise PackageRefusedError(Problem.NO_LIST)
