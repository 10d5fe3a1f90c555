from justice_portal.audit.events import Kind
from justice_portal.audit.log import declare

declare(Kind.COLLECTION, "vacancies.kept")
declare(
    Kind.ALTERATION,
    "vacancies.loaded",
    "vacancies.closed",
    "vacancies.reopened",
    "vacancies.purged",
    "vacancies.dropped",
)
