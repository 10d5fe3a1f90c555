"""The triggers and rights that keep the database honest, whatever wrote to it. Decision 11 says why it is made so.

`guard(connection)` puts them in place after each migrate; it may run any number of times. Three roles:
the owner migrates; the application reads and writes rows, and may only add to the audit log; the purger is the
application and may also delete what retention no longer allows.
"""

import hashlib
from functools import cache

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from justice_portal.history import keeping, streams
from justice_portal.history.keeping import Kept, NotKept
from justice_portal.servers.shape import APPLICATION, PURGER

#: What the purger may delete from the audit log: what is older than this. The history of a purged row goes with the row.
AUDIT_STAYS = "7 years"

#: Tables that only migrations write.
READ_ONLY = ("django_migrations", "django_content_type", "auth_permission")
#: Tables to which the application may only add.
APPEND_ONLY = (streams.AUDIT.table, streams.SEAL_TABLE)
#: Tables which only triggers write.
WRITTEN_BY_TRIGGERS = (streams.HISTORY.table, streams.PURGED.table)

KEEP_ROWS = """
CREATE OR REPLACE FUNCTION portal_keep_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET timezone = 'UTC' AS $keep$
DECLARE is_purger boolean := pg_has_role(session_user, '{purger}', 'MEMBER')
    AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = session_user);
BEGIN
    IF TG_OP = 'DELETE' AND is_purger THEN
        IF TG_TABLE_NAME = '{audit.table}' AND OLD.at < now() - interval '{stays}' THEN
            INSERT INTO {purged.table} (stream, seq, digest, db_role)
            VALUES ('{audit.name}', OLD.{audit.seq}, {audit_digest}, session_user);
            RETURN OLD;
        ELSIF TG_TABLE_NAME = '{history.table}' THEN
            INSERT INTO {purged.table} (stream, seq, digest, db_role)
            VALUES ('{history.name}', OLD.{history.seq}, {history_digest}, session_user);
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION '% is append only: % is refused.', TG_TABLE_NAME, TG_OP;
END $keep$;
"""

KEEP_ROWS_WITHOUT_ROLES = KEEP_ROWS.replace(
    "pg_has_role(session_user, '{purger}', 'MEMBER')\n    AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = session_user)",
    "false",
)

# What a bulk load leaves instead of a line a row. Whoever is not the owner loads nothing without history anyway.
BULK_LOADED = """
CREATE OR REPLACE FUNCTION portal_bulk_loaded(counts jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $keep$
BEGIN
    IF session_user = current_user THEN
        INSERT INTO {history.table} (table_name, row_id, verb, before, request_id, db_role)
        SELECT each.key, '', 'loaded', jsonb_build_object('rows', each.value), '-', session_user
        FROM jsonb_each(counts) each;
    END IF;
END $keep$;
"""

GUARD_TABLE = """
DROP TRIGGER IF EXISTS portal_keep_rows ON {table};
CREATE TRIGGER portal_keep_rows BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION portal_keep_rows();
DROP TRIGGER IF EXISTS portal_keep_table ON {table};
CREATE TRIGGER portal_keep_table BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION portal_keep_rows();
"""

# One function a table: its statements are planned once, and name the key. Statement triggers cost a bulk write one
# INSERT, not one for each row. The function runs as its owner, so nobody needs a right to write history.
# A bulk load by the owner of the tables (seeding) may go without; it writes one line for each table instead.
KEEP_HISTORY = """
CREATE OR REPLACE FUNCTION portal_history_{table}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $keep$
DECLARE
    who uuid := NULLIF(current_setting('portal.by', true), '')::uuid;
    request text := COALESCE(NULLIF(current_setting('portal.request', true), ''), '-');
BEGIN
    IF session_user = current_user AND current_setting('portal.bulk_load', true) = 'on' THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'INSERT' THEN
        INSERT INTO {history} (table_name, row_id, verb, by_id, request_id, db_role)
        SELECT '{table}', n.{key}::text, 'added', who, request, session_user FROM new_rows n;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO {history} (table_name, row_id, verb, before, by_id, request_id, db_role)
        SELECT '{table}', o.{key}::text, 'removed', (to_jsonb(o) - {left_out}) || {hidden}, who, request, session_user
        FROM old_rows o;
    ELSE
        INSERT INTO {history} (table_name, row_id, verb, before, by_id, request_id, db_role)
        SELECT '{table}', COALESCE(n.{key}, o.{key})::text,
            CASE WHEN o.{key} IS NULL THEN 'added' WHEN n.{key} IS NULL THEN 'removed' ELSE 'changed' END,
            changed.before, who, request, session_user
        FROM old_rows o FULL JOIN new_rows n ON n.{key} = o.{key}
        CROSS JOIN LATERAL (SELECT to_jsonb(o) - {left_out} AS old, to_jsonb(n) AS new OFFSET 0) both_rows
        CROSS JOIN LATERAL (
            SELECT jsonb_object_agg(cell.key, COALESCE({hidden} -> cell.key, cell.value)) AS before
            FROM jsonb_each(both_rows.old) cell
            WHERE cell.value IS DISTINCT FROM both_rows.new -> cell.key
        ) changed
        WHERE o.{key} IS NULL OR changed.before IS NOT NULL;
    END IF;
    RETURN NULL;
END $keep$;
DROP TRIGGER IF EXISTS portal_history_added ON {table};
CREATE TRIGGER portal_history_added AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION portal_history_{table}();
DROP TRIGGER IF EXISTS portal_history_changed ON {table};
CREATE TRIGGER portal_history_changed AFTER UPDATE ON {table} REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION portal_history_{table}();
DROP TRIGGER IF EXISTS portal_history_removed ON {table};
CREATE TRIGGER portal_history_removed AFTER DELETE ON {table} REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION portal_history_{table}();
"""

NO_HISTORY = """
DROP TRIGGER IF EXISTS portal_history_added ON {table};
DROP TRIGGER IF EXISTS portal_history_changed ON {table};
DROP TRIGGER IF EXISTS portal_history_removed ON {table};
"""

RIGHTS = """
GRANT USAGE ON SCHEMA public TO {app}, {purger};
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {app}, {purger};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app};
REVOKE INSERT, UPDATE, DELETE ON {read_only}, {by_triggers} FROM {app};
REVOKE UPDATE, DELETE ON {append_only} FROM {app};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {purger};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {purger};
REVOKE INSERT, UPDATE, DELETE ON {read_only} FROM {purger};
REVOKE INSERT, UPDATE ON {by_triggers} FROM {purger};
REVOKE DELETE ON {purged} FROM {purger};
REVOKE UPDATE ON {append_only} FROM {purger};
REVOKE DELETE ON {seal} FROM {purger};
"""


def _text_array(names: list[str]) -> str:
    return "ARRAY[" + ", ".join(f"'{name}'" for name in names) + "]::text[]"


def _history_of(table: str, model: type[Model], what: Kept) -> str:
    hidden = keeping.columns(model, what.hidden)
    marks = ", ".join(f"'{name}', jsonb_build_object('hidden', true)" for name in hidden)
    return KEEP_HISTORY.format(
        table=table,
        key=model._meta.pk.column,
        history=streams.HISTORY.table,
        left_out=_text_array([*keeping.columns(model, what.ignored), *keeping.made_columns(model)]),
        hidden=f"jsonb_build_object({marks})",
    )


@cache
def triggers(*, with_roles: bool) -> str:
    """The SQL of every function and trigger."""
    parts = [
        (KEEP_ROWS if with_roles else KEEP_ROWS_WITHOUT_ROLES).format(
            purger=PURGER,
            stays=AUDIT_STAYS,
            audit=streams.AUDIT,
            history=streams.HISTORY,
            purged=streams.PURGED,
            audit_digest=streams.AUDIT.digest("OLD"),
            history_digest=streams.HISTORY.digest("OLD"),
        )
    ]
    parts.append(BULK_LOADED.format(history=streams.HISTORY))
    parts += [GUARD_TABLE.format(table=table) for table in (*APPEND_ONLY, *WRITTEN_BY_TRIGGERS)]
    for table, model in sorted(keeping.tables().items()):
        what = keeping.kept(model)
        parts.append(NO_HISTORY.format(table=table) if isinstance(what, NotKept) else _history_of(table, model, what))
    return "\n".join(parts)


def rights() -> str:
    """The SQL of what each role may."""
    return RIGHTS.format(
        app=APPLICATION,
        purger=PURGER,
        read_only=", ".join(READ_ONLY),
        append_only=", ".join(APPEND_ONLY),
        by_triggers=", ".join(WRITTEN_BY_TRIGGERS),
        purged=streams.PURGED.table,
        seal=streams.SEAL_TABLE,
    )


def has_roles(connection: BaseDatabaseWrapper) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = ANY(%s)", [[APPLICATION, PURGER]])
        return bool(cursor.fetchone()[0] == 2)


def guard(connection: BaseDatabaseWrapper, *, always: bool = True) -> bool:
    """Put triggers and rights in place; whether there was anything to do. The caller's transaction, or none."""
    with_roles = has_roles(connection)
    sql = triggers(with_roles=with_roles) + (rights() if with_roles else "")
    mark = hashlib.sha256(sql.encode()).hexdigest()
    with connection.cursor() as cursor:
        if not always:
            cursor.execute("SELECT obj_description(to_regproc('portal_keep_rows'), 'pg_proc')")
            if cursor.fetchone() == (mark,):
                return False
        cursor.execute(sql)
        cursor.execute(f"COMMENT ON FUNCTION portal_keep_rows() IS '{mark}'")
    return True
