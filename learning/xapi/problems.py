"""What the record store says no to, and with which status it answers. Doors turn it into an answer."""


class Refused(Exception):
    """A request that the standard, or a limit of ours, does not allow. The message is for who wrote the client."""

    def __init__(self, message: str, answer: int = 400) -> None:
        super().__init__(message)
        self.answer = answer


class Conflict(Refused):
    """Something else is kept under this id, or the document was changed meanwhile."""

    def __init__(self, message: str) -> None:
        super().__init__(message, 409)
