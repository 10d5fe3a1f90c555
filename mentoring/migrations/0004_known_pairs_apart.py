"""The database itself refuses to bring together a mentor and a person who know each other (T38): whatever code forgets to ask."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION mentoring_refuse_known_pair() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM justice_portal_connection
        WHERE person_id = NEW.person_id AND user_id = NEW.mentor_id
        AND (status = 'shut' OR (status = 'open' AND source = 'declared'))
    ) THEN
        RAISE EXCEPTION 'this mentor and this person are kept apart' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER match_of_nobody_kept_apart BEFORE INSERT OR UPDATE OF status, person_id, mentor_id ON mentoring_match
FOR EACH ROW WHEN (NEW.status IN ('proposed', 'active')) EXECUTE FUNCTION mentoring_refuse_known_pair();
"""
ALLOW = """
DROP TRIGGER match_of_nobody_kept_apart ON mentoring_match;
DROP FUNCTION mentoring_refuse_known_pair();
"""


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0003_mentors_files"), ("justice_portal", "0023_restricted_by_feed")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
