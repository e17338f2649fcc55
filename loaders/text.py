"""Files to lines of text: opened, unpacked and decoded block by block, and refused where they are no text.

Gzip and Zstandard are recognised by their first bytes, never by the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from graph.errors import FileError
from loaders.tally import Tally

BLOCK_BYTES = 1 << 20
MAX_LINE_BYTES = 1 << 20
MAX_RATIO = 100  # unpacked over packed; text of this kind reaches about 20
RATIO_FLOOR_BYTES = 64 << 20  # below it a file may unpack to whatever it likes: it fits in memory

_PACKED = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}
_NO_TEXT = {
    b"PK\x03\x04": "a zip archive (or a spreadsheet); unpack it, or save it as CSV",
    b"BZh": "packed with bzip2; unpack it first",
    b"\xfd7zXZ": "packed with xz; unpack it first",
    b"7z\xbc\xaf": "a 7z archive; unpack it first",
    b"%PDF": "a PDF document",
    b"SQLite format 3": "an SQLite database",
    b"\xff\xfe": "UTF-16 text; convert it first: iconv -f utf-16 -t utf-8",
    b"\xfe\xff": "UTF-16 text; convert it first: iconv -f utf-16 -t utf-8",
    b"version https://git-lfs": "a Git-LFS pointer, not the data; fetch it with git lfs pull",
}
_MARKUP = re.compile(rb"\s*<(!doctype|html|head|body|\?xml|graphml|gexf)", re.IGNORECASE)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))


@dataclass(frozen=True, slots=True)
class Block:
    """Some complete lines, without their line ends, and the number of the first, from 1."""

    first: int
    lines: list[str]


def file_blocks(path: str | Path) -> Iterator[bytes]:
    """Yield a file's bytes as they lie there, a block at a time.

    Raises
    ------
    FileError
        When the file is missing, a folder or closed to us.
    """
    with open_file(path) as file:
        while block := file.read(BLOCK_BYTES):
            yield block


def open_file(path: str | Path) -> IO[bytes]:
    """Open a file for its bytes.

    Raises
    ------
    FileError
        When it is missing, a folder, no regular file, or closed to us.
    """
    try:
        if Path(path).is_dir():
            raise FileError(str(path), "it is a folder; name the files in it")
        if not Path(path).is_file():
            raise FileError(str(path), "there is no such file")
        return Path(path).open("rb")
    except OSError as error:
        raise FileError(str(path), f"it cannot be opened: {error.strerror}") from error


def line_blocks(path: str | Path, tally: Tally) -> Iterator[Block]:
    """Yield the lines of a text file, in blocks of about 1 MiB that end where a line ends.

    Lines may end in LF, CRLF or CR, also mixed; a byte order mark is dropped.

    Parameters
    ----------
    path
        The file, plain or packed.
    tally
        Names the file in errors, and is told how far the reading has come.

    Raises
    ------
    FileError
        When the file cannot be opened, is empty, is not text, is not UTF-8, is cut off, unpacks to more
        than 100 times its size (and 64 MiB), or has a line longer than 1 MiB.
    """
    first = 1
    for data in _whole_lines(_unpacked(path, tally), tally.file):
        text = _decoded(data, first, tally.file)
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        lines = text.removesuffix("\n").split("\n")
        yield Block(first, lines)
        first += len(lines)


def _unpacked(path: str | Path, tally: Tally) -> Iterator[bytes]:
    with open_file(path) as file:
        head = file.read(4)
        file.seek(0)
        if not head:
            raise FileError(tally.file, "it is empty")
        packing = next((name for magic, name in _PACKED.items() if head.startswith(magic)), None)
        stream = _unpacker(file, packing) if packing else file
        yield from _bounded(stream, file, packing, tally)


def _unpacker(file: IO[bytes], packing: str) -> IO[bytes]:
    import pyarrow as pa

    # Arrow tells a stream that is cut off from one that ends, for both packings; zstandard's reader does not.
    stream: IO[bytes] = pa.CompressedInputStream(pa.PythonFile(file, "r"), packing)
    return stream


def _bounded(stream: IO[bytes], file: IO[bytes], packing: str | None, tally: Tally) -> Iterator[bytes]:
    size = 0
    while block := _read(stream, packing, tally):
        if size == 0:
            block = block.removeprefix(b"\xef\xbb\xbf")
            _refuse_no_text(block[:8192], tally.file)
        size += len(block)
        tally.bytes_read = file.tell()
        if packing and size > max(RATIO_FLOOR_BYTES, MAX_RATIO * tally.bytes_read):
            raise FileError(
                tally.file, f"it unpacks to more than {MAX_RATIO} times its size; nothing was kept"
            )
        yield block


def _read(stream: IO[bytes], packing: str | None, tally: Tally) -> bytes:
    try:
        return stream.read(BLOCK_BYTES)
    except OSError as error:
        if not packing:
            raise FileError(tally.file, f"it cannot be read: {error.strerror}") from error
        fault = "is cut off before its end" if "runcated" in str(error) else "is damaged"
        raise FileError(tally.file, f"the {packing} data {fault}; fetch the file again") from error


def _refuse_no_text(head: bytes, file: str) -> None:
    for magic, reason in _NO_TEXT.items():
        if head.startswith(magic):
            raise FileError(file, f"it is {reason}", line=1)
    if found := _MARKUP.match(head):
        what = (
            "HTML page, perhaps an error page saved as data" if found[1][0] not in b"?gG" else "XML document"
        )
        raise FileError(file, f"it is an {what}, not a table", line=1)
    if _looks_binary(head):
        raise FileError(file, "it is a binary file, not text", line=1)


def _looks_binary(head: bytes) -> bool:
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > 0.3 * len(head) or (controls > 0 and not _is_utf8(head))


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4 and error.reason == "unexpected end of data"
    return True


def _whole_lines(blocks: Iterator[bytes], file: str) -> Iterator[bytes]:
    rest, line = b"", 1
    for block in blocks:
        data = rest + block
        # A CR that ends the data may be the first half of a CRLF, so it is never cut there.
        cut = max(data.rfind(b"\n"), data.rfind(b"\r", 0, -1)) + 1
        if len(data) - cut > MAX_LINE_BYTES:
            line += data.count(b"\n", 0, cut)
            raise FileError(file, f"it is longer than {MAX_LINE_BYTES:,} bytes", line=line)
        if cut:
            yield data[:cut]
        line += data.count(b"\n", 0, cut)
        rest = data[cut:]
    if rest:
        yield rest


def _decoded(data: bytes, first: int, file: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        raise FileError(
            file,
            f"byte 0x{data[error.start]:02x} is not UTF-8; convert the file first, "
            "for example: iconv -f windows-1252 -t utf-8",
            line=first + before.count(b"\n"),
            column=column,
        ) from error
