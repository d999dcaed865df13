"""What editions are made with: the theme, the press, and who watches the steps."""

from dataclasses import dataclass

from pipeline.press import Press
from pipeline.readers import Watch, unwatched
from pipeline.theme import Theme

__all__ = ["Watch", "Workshop", "unwatched"]


@dataclass(frozen=True, slots=True)
class Workshop:
    """What a build works with: the theme, the press, who watches the steps, and folders that no file may name."""

    theme: Theme
    press: Press
    watch: Watch = unwatched
    places: tuple[str, ...] = ()
