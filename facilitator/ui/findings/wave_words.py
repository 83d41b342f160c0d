"""A waveform in words: where it stands, what is chosen, how loud it is."""

import math

from PySide6.QtCore import QObject

from facilitator.domain.findings import Clip
from facilitator.domain.timecode import length_text
from facilitator.ui.findings.wave_scene import WaveScene


class WaveWords(QObject):
    """Sentences for screen readers and captions, in the user's language."""

    def picture(self, scene: WaveScene, grip: str) -> str:
        """Everything that the picture shows."""
        if scene.outline is None and not scene.line.pieces:
            return self.tr("No sound to show.")
        sentences = [self.position(scene)]
        if scene.clip is not None:
            sentences.append(self.clip(scene, scene.clip))
        if scene.span is not None:
            start, end = (scene.line.text(ms) for ms in scene.span)
            sentences.append(self.tr("Marked from {start} to {end}.").format(start=start, end=end))
        if grip != "position":
            sentences.append(self.held(grip))
        return " ".join(sentences)

    def position(self, scene: WaveScene) -> str:
        """The play position and how loud it is there."""
        at = scene.line.text(scene.position_ms)
        return self.tr("At {time}, {level}.").format(time=at, level=self.level(scene.level_dbfs(scene.position_ms)))

    def clip(self, scene: WaveScene, clip: Clip) -> str:
        """In, out, length, and how many spans nobody hears."""
        sentence = self.tr("Clip from {start} to {end}, {length} long.").format(
            start=scene.line.text(clip.start_ms), end=scene.line.text(clip.end_ms), length=self.length(clip)
        )
        if clip.hidden:
            sentence += " " + self.tr("Hidden spans: {count}.").format(count=len(clip.hidden))
        across = self.across(scene, clip)
        return f"{sentence} {across}" if across else sentence

    def across(self, scene: WaveScene, clip: Clip) -> str:
        """What the clip leaves out without anybody hearing it; nothing for one from an unbroken run of sound."""
        missing = scene.line.missing_in(clip.start_ms, clip.end_ms)
        if not missing:
            return ""
        length = length_text(missing, self.tr("under a second"))
        return self.tr("The clip goes across a gap of the recording: {length} missing.").format(length=length)

    def held(self, grip: str) -> str:
        """What the arrow keys move."""
        names = {
            "in": self.tr("Arrow keys move the beginning of the clip."),
            "out": self.tr("Arrow keys move the end of the clip."),
            "position": self.tr("Arrow keys move the play position."),
        }
        return names[grip]

    def level(self, dbfs: float) -> str:
        """How loud, in words."""
        if math.isinf(dbfs):
            return self.tr("silence")
        return self.tr("level {level} dB").format(level=f"{round(dbfs)}".replace("-", "−"))

    def length(self, clip: Clip) -> str:
        """Minutes, seconds and tenths."""
        minutes, rest = divmod(clip.duration_ms, 60_000)
        return f"{minutes}:{rest // 1000:02}.{rest % 1000 // 100}"
