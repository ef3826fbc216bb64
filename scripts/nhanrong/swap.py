"""A site is built beside its place and takes it only when whole."""

import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class BuildFolder:
    """The folder of a site and the two beside it: the one being built and, for a moment, the one replaced."""

    site: Path

    @property
    def building(self) -> Path:
        """Where the new site grows; on the same disk as `site`, so that moving it takes no time."""
        return self.site.with_name(self.site.name + ".building")

    @property
    def replaced(self) -> Path:
        """Where the last site waits while the new one moves in."""
        return self.site.with_name(self.site.name + ".replaced")

    def begin(self) -> None:
        """An empty building folder; what a killed build left behind is put right."""
        if self.replaced.exists():
            if self.site.exists():
                shutil.rmtree(self.replaced)
            else:
                self.replaced.rename(self.site)
        self.discard()
        self.building.mkdir(parents=True)

    def publish(self) -> None:
        """The built site takes its place; if it cannot, the last one stays."""
        had_site = self.site.exists()
        if had_site:
            self.site.rename(self.replaced)
        try:
            self.building.rename(self.site)
        except OSError:
            if had_site:
                self.replaced.rename(self.site)
            raise
        if had_site:
            shutil.rmtree(self.replaced)

    def discard(self) -> None:
        """Nothing is left of an unfinished build."""
        if self.building.exists():
            shutil.rmtree(self.building)
