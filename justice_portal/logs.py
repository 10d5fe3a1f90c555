"""Logs as JSON lines: one event a line, with the request's id and never what somebody typed."""

import json
import logging
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="-")


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON. New lines and control characters are escaped by JSON itself (T96)."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": request_id.get(),
        }
        if record.exc_info and record.exc_info[0]:
            # The type and the place, never the message: exceptions quote the data that broke them (T95).
            line["exception"] = record.exc_info[0].__name__
            frame = record.exc_info[2]
            while frame and frame.tb_next:
                frame = frame.tb_next
            if frame:
                line["at_code"] = f"{frame.tb_frame.f_code.co_filename.rsplit('/', 3)[-1]}:{frame.tb_lineno}"
        return json.dumps(line, ensure_ascii=True)
