"""What panes tell the app; the app alone decides what follows."""

from textual.message import Message

from visavis_tui.state import Area, Pane


class Pointed(Message):
    """The cursor of a list came to rest on another row."""

    def __init__(self, pane: Pane) -> None:
        self.pane = pane
        super().__init__()

    def can_replace(self, message: Message) -> bool:
        """A newer one makes waiting ones needless: the list itself knows its row."""
        return isinstance(message, Pointed) and message.pane == self.pane


class Arrived(Message):
    """A list has rows that it had not before."""

    def __init__(self, pane: Pane) -> None:
        self.pane = pane
        super().__init__()


class Read(Message):
    """The article shows something else."""


class Entered(Message):
    """A row was chosen with the mouse."""

    def __init__(self, pane: Pane) -> None:
        self.pane = pane
        super().__init__()


class Resized(Message):
    """An area has another size: what was laid out for the old one has to be laid out again."""

    def __init__(self, area: Area) -> None:
        self.area = area
        super().__init__()


class Searched(Message):
    """This much of a search has been typed."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__()
