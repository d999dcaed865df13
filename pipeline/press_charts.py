"""The child of the press that draws charts; it needs no layout engine, so that web pages have charts without Pango.

Started as `python -I -m pipeline.press_charts PARENT`; it speaks the frames of press_worker.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pipeline.press_frames import write_frame
from pipeline.press_worker import run, set_limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.press_frames import Frame


def main() -> None:
    """Serve the parent until it closes the pipe or dies."""
    run(load_engine, serve)


def load_engine() -> dict[str, str]:
    """Import the drawing engine with the press's fonts; return its version, or the fault that keeps it from working."""
    try:
        import vl_convert
    except (ImportError, OSError) as error:
        return {"fault": "engine", "detail": str(error).splitlines()[0]}
    # The press has put its fonts there.
    vl_convert.register_font_directory(str(Path("fonts").resolve()))
    return {"engine": "vl-convert", "pango": ""}


def serve(jobs: Iterator[Frame], answers: BinaryIO) -> None:
    """Answer each job with an SVG, or with the error that prevented it."""
    import vl_convert

    for job in jobs:
        set_limits(job.header["limits"])
        try:
            drawing = vl_convert.vegalite_to_svg(
                job.header["spec"],
                allowed_base_urls=[],
                format_locale=job.header["numbers"],
                time_format_locale=job.header["dates"],
            )
        except Exception as error:  # noqa: BLE001 - the engine raises whatever its scripts do
            write_frame(answers, {"error": "chart", "detail": str(error).splitlines()[0], "warnings": []})
        else:
            write_frame(answers, {"warnings": []}, (drawing.encode(),))


if __name__ == "__main__":
    main()
