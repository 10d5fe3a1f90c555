"""What the messages room records: that a message was sent or read, never what it said."""

from justice_portal.audit.events import Kind, declare

declare(Kind.COLLECTION, "messages.message_sent", "messages.draft_kept", "messages.photo_added")
declare(
    Kind.ALTERATION,
    *("messages.messages_read", "messages.message_withdrawn", "messages.message_changed", "messages.message_sent_on"),
    "messages.second_look_asked",
)
declare(
    Kind.CONSULTATION,
    "messages.thread_viewed",
    "messages.threads_viewed",
    "messages.board_viewed",
    "messages.photo_viewed",
)
declare(Kind.DISCLOSURE, "messages.message_delivered")
declare(Kind.ERASURE, "messages.draft_removed")
declare(Kind.COLLECTION, "translations.asked")
declare(Kind.ALTERATION, "translations.typed", "translations.checked")
declare(Kind.CONSULTATION, "translations.listed", "translations.viewed")
