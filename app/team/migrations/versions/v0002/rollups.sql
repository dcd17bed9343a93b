-- Weeks counted as sessions arrive: each statement adds what it brought and takes off what it took, so that a question
-- reads sums and never sessions, also right after a million came. A session counts from its release on: until then it
-- waits in `release_due`, and whoever asks (or sends) first adds those whose time has come.
DROP TRIGGER mark_added ON session;
DROP TRIGGER mark_changed ON session;
DROP TRIGGER mark_deleted ON session;
DROP FUNCTION mark_weeks, count_my_weeks, count_weeks;
DROP TABLE week_due;
ALTER TABLE week_rule_count DROP COLUMN sessions;
-- Rows are changed where they lie: many sessions of a week come after each other.
ALTER TABLE week_count SET (fillfactor = 70);
ALTER TABLE week_rule_count SET (fillfactor = 70);

CREATE TABLE release_due (
    session_id uuid PRIMARY KEY,
    agent text NOT NULL,
    team text NOT NULL,
    due_at timestamptz NOT NULL
);
COMMENT ON TABLE release_due IS 'Sessions with a release that are not in the counts yet.';
CREATE INDEX ix_release_due_team ON release_due (team, due_at);
CREATE INDEX ix_release_due_agent ON release_due (agent, due_at);
ALTER TABLE release_due ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON release_due TO sotto_owner USING (true) WITH CHECK (true);

-- Made from the list of measures: add_sessions(sessions, 1 or -1) and the trigger on changes of what is counted.
DO $do$
DECLARE
    measures text[] := ARRAY[
        'score', 'heard_share', 'talk_ratio', 'longest_monologue_s', 'patience_s', 'pace_wpm', 'dead_air_s',
        'filler_per_min', 'overlap_s', 'competitive_overlap_s', 'cooperative_overlap_s', 'interruptions',
        'customer_interruptions', 'loudness_db', 'loud_share', 'hold_s'];
    names text;
    parts text;
    more text;
    columns text;
BEGIN
    SELECT string_agg(format('%1$s_sum, %1$s_n', one), ', ' ORDER BY one),
           string_agg(format('sign * coalesce(sum(%1$s), 0), sign * count(%1$s)', one), ', ' ORDER BY one),
           string_agg(format('%1$s_sum = coalesce(w.%1$s_sum, 0) + excluded.%1$s_sum, %1$s_n = w.%1$s_n + excluded.%1$s_n',
                             one), ', ' ORDER BY one),
           string_agg(one, ', ' ORDER BY one)
    INTO names, parts, more, columns FROM unnest(measures) AS one;
    EXECUTE format($sql$
        CREATE FUNCTION add_sessions(rows sotto.session[], sign integer) RETURNS void
        LANGUAGE plpgsql SET search_path = pg_catalog, sotto, pg_temp AS $$
        BEGIN
            -- In this order everywhere, so that two who add never wait for each other in a circle.
            INSERT INTO sotto.week_count AS w (team, agent, week, sessions, duration_s, flags, praises, %1$s)
            SELECT team, agent, week, sign * count(*), sign * sum(duration_s), sign * sum(flags), sign * sum(praises), %2$s
            FROM unnest(rows) GROUP BY team, agent, week ORDER BY team, agent, week
            ON CONFLICT (team, agent, week) DO UPDATE SET
                sessions = w.sessions + excluded.sessions, duration_s = w.duration_s + excluded.duration_s,
                flags = w.flags + excluded.flags, praises = w.praises + excluded.praises, %3$s;
            IF sign < 0 THEN
                DELETE FROM sotto.week_count w USING (SELECT DISTINCT team, agent, week FROM unnest(rows)) AS u
                WHERE (w.team, w.agent, w.week) = (u.team, u.agent, u.week) AND w.sessions <= 0;
            END IF;
        END $$;
        CREATE FUNCTION count_changed() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sotto, pg_temp AS $$
        DECLARE
            now_counts boolean := coalesce(NEW.released_at <= now(), false);
            counted boolean;
        BEGIN
            DELETE FROM sotto.release_due WHERE session_id = OLD.id;
            counted := OLD.released_at IS NOT NULL AND NOT FOUND;
            INSERT INTO sotto.release_due
            SELECT NEW.id, NEW.agent, NEW.team, NEW.released_at WHERE NEW.released_at > now();
            IF now_counts THEN
                PERFORM sotto.add_sessions(ARRAY[NEW::sotto.session], 1);
            END IF;
            IF counted THEN
                PERFORM sotto.add_sessions(ARRAY[OLD::sotto.session], -1);
            END IF;
            IF now_counts <> counted THEN
                PERFORM sotto.add_flags(array_agg(d), CASE WHEN counted THEN -1 ELSE 1 END)
                FROM sotto.detection d WHERE d.session_id = NEW.id;
            END IF;
            RETURN NULL;
        END $$;
        CREATE TRIGGER roll_up_changed AFTER UPDATE ON session FOR EACH ROW
            WHEN ((OLD.team, OLD.agent, OLD.week, OLD.released_at, OLD.duration_s, OLD.flags, OLD.praises, %4$s)
                IS DISTINCT FROM (NEW.team, NEW.agent, NEW.week, NEW.released_at, NEW.duration_s, NEW.flags,
                                  NEW.praises, %5$s))
            EXECUTE FUNCTION count_changed();
    $sql$, names, parts, more,
        (SELECT string_agg('OLD.' || one, ', ' ORDER BY one) FROM unnest(measures) AS one),
        (SELECT string_agg('NEW.' || one, ', ' ORDER BY one) FROM unnest(measures) AS one));
END $do$;

CREATE FUNCTION add_flags(rows sotto.detection[], sign integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, sotto, pg_temp AS $$
BEGIN
    INSERT INTO sotto.week_rule_count AS w
    SELECT team, agent, week, rule_id, sign * count(*) FROM unnest(rows) WHERE status = 'standing'
    GROUP BY team, agent, week, rule_id ORDER BY team, agent, week, rule_id
    ON CONFLICT (team, agent, week, rule_id) DO UPDATE SET flags = w.flags + excluded.flags;
    IF sign < 0 THEN
        DELETE FROM sotto.week_rule_count w USING (SELECT DISTINCT team, agent, week, rule_id FROM unnest(rows)) AS u
        WHERE (w.team, w.agent, w.week, w.rule_id) = (u.team, u.agent, u.week, u.rule_id) AND w.flags <= 0;
    END IF;
END $$;

CREATE FUNCTION count_added() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sotto, pg_temp AS $$
BEGIN
    INSERT INTO sotto.release_due SELECT id, agent, team, released_at FROM added WHERE released_at > now();
    PERFORM sotto.add_sessions(array_agg(a::sotto.session), 1) FROM added a WHERE released_at <= now();
    RETURN NULL;
END $$;
-- Named to run after `delete_rows`, whose rows look into `release_due`.
CREATE FUNCTION count_gone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sotto, pg_temp AS $$
DECLARE
    waiting uuid[];
BEGIN
    WITH due AS (DELETE FROM sotto.release_due r USING gone g WHERE r.session_id = g.id RETURNING r.session_id)
    SELECT coalesce(array_agg(session_id), '{}') INTO waiting FROM due;
    PERFORM sotto.add_sessions(array_agg(g::sotto.session), -1) FROM gone g
    WHERE released_at IS NOT NULL AND id <> ALL (waiting);
    RETURN NULL;
END $$;
CREATE TRIGGER roll_up_added AFTER INSERT ON session REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION count_added();
CREATE TRIGGER roll_up_gone AFTER DELETE ON session REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION count_gone();

-- Flags of counted sessions. The lock on what waits keeps a session from being added in this very moment.
CREATE FUNCTION counted_flags(rows sotto.detection[]) RETURNS sotto.detection[]
LANGUAGE plpgsql SET search_path = pg_catalog, sotto, pg_temp AS $$
DECLARE
    waiting uuid[] := array(
        SELECT session_id FROM sotto.release_due WHERE session_id IN (SELECT session_id FROM unnest(rows))
        ORDER BY session_id FOR SHARE);
BEGIN
    RETURN array(SELECT one FROM unnest(rows) AS one
                 WHERE (one).released_at IS NOT NULL AND (one).session_id <> ALL (waiting));
END $$;
CREATE FUNCTION count_flags_added() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sotto, pg_temp AS $$
BEGIN
    PERFORM sotto.add_flags(sotto.counted_flags(array_agg(a::sotto.detection)), 1) FROM added a;
    RETURN NULL;
END $$;
CREATE FUNCTION count_flags_gone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sotto, pg_temp AS $$
BEGIN
    PERFORM sotto.add_flags(sotto.counted_flags(array_agg(g::sotto.detection)), -1) FROM gone g;
    RETURN NULL;
END $$;
CREATE FUNCTION count_flag_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sotto, pg_temp AS $$
BEGIN
    PERFORM sotto.add_flags(sotto.counted_flags(ARRAY[OLD::sotto.detection]), -1);
    PERFORM sotto.add_flags(sotto.counted_flags(ARRAY[NEW::sotto.detection]), 1);
    RETURN NULL;
END $$;
CREATE TRIGGER roll_up_added AFTER INSERT ON detection REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION count_flags_added();
CREATE TRIGGER roll_up_gone AFTER DELETE ON detection REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION count_flags_gone();
CREATE TRIGGER roll_up_changed AFTER UPDATE OF status ON detection FOR EACH ROW
    WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION count_flag_changed();

-- Adds the sessions whose release has come, of the teams that the caller supervises and of the caller. One at a time:
-- a second waits, so that its answer holds what the first added. What is being changed just now is added next time.
CREATE FUNCTION count_released() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sotto, pg_temp AS $$
DECLARE
    teams text[] := sotto.my_teams();
    me text := sotto.my_agent();
    ids uuid[];
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('sotto.count_released'));
    WITH due AS (
        SELECT session_id FROM sotto.release_due
        WHERE due_at <= now() AND (team = ANY (teams) OR agent = me) FOR UPDATE SKIP LOCKED
    ), taken AS (
        DELETE FROM sotto.release_due r USING due WHERE r.session_id = due.session_id RETURNING r.session_id
    )
    SELECT array_agg(session_id) INTO ids FROM taken;
    IF ids IS NULL THEN
        RETURN 0;
    END IF;
    PERFORM sotto.add_sessions(array_agg(s), 1) FROM sotto.session s WHERE s.id = ANY (ids);
    PERFORM sotto.add_flags(array_agg(d), 1) FROM sotto.detection d WHERE d.session_id = ANY (ids);
    RETURN cardinality(ids);
END $$;

-- Counts everything anew from one Monday to before another, for the owner alone: after a month was dropped, or rows came
-- past the triggers. Nobody writes meanwhile.
CREATE FUNCTION count_anew(first date DEFAULT '-infinity', behind date DEFAULT 'infinity') RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, sotto, pg_temp AS $$
DECLARE
    one record;
    low uuid;
    high uuid;
    counted bigint := 0;
BEGIN
    LOCK TABLE sotto.session, sotto.detection, sotto.release_due IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM sotto.week_count WHERE week >= first AND week < behind;
    DELETE FROM sotto.week_rule_count WHERE week >= first AND week < behind;
    DELETE FROM sotto.release_due r WHERE NOT EXISTS (SELECT 1 FROM sotto.session s WHERE s.id = r.session_id);
    FOR one IN SELECT DISTINCT team, week FROM sotto.session WHERE week >= first AND week < behind LOOP
        low := sotto.id_of(one.week::timestamp AT TIME ZONE 'UTC' - interval '1 s');
        high := sotto.id_of((one.week + 7)::timestamp AT TIME ZONE 'UTC' + interval '1 s');
        INSERT INTO sotto.release_due SELECT id, agent, team, released_at FROM sotto.session s
        WHERE s.id >= low AND s.id < high AND (s.team, s.week) = (one.team, one.week) AND released_at > now()
        ON CONFLICT DO NOTHING;
        DELETE FROM sotto.release_due r USING sotto.session s
        WHERE r.session_id = s.id AND s.id >= low AND s.id < high AND s.team = one.team AND s.released_at <= now();
        PERFORM sotto.add_sessions(array_agg(s), 1) FROM sotto.session s
        WHERE s.id >= low AND s.id < high AND (s.team, s.week) = (one.team, one.week) AND s.released_at <= now();
        PERFORM sotto.add_flags(array_agg(d), 1) FROM sotto.detection d
        WHERE d.session_id >= low AND d.session_id < high AND (d.team, d.week) = (one.team, one.week)
            AND d.released_at <= now();
        counted := counted + 1;
    END LOOP;
    RETURN counted;
END $$;

CREATE OR REPLACE FUNCTION drop_month(month date) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, sotto, pg_temp AS $$
DECLARE
    first date := date_trunc('month', month)::date;
    behind date := (date_trunc('month', month) + interval '1 month')::date;
    suffix text := to_char(month, 'YYYY_MM');
    parent text;
    held bigint;
    gone bigint;
BEGIN
    EXECUTE format('SELECT count(*), count(*) FILTER (WHERE legal_hold) FROM sotto.session
                    WHERE id >= %L AND id < %L', sotto.id_of(first::timestamp AT TIME ZONE 'UTC'),
                   sotto.id_of(behind::timestamp AT TIME ZONE 'UTC'))
        INTO gone, held;
    IF held > 0 THEN
        RAISE EXCEPTION 'sotto: % sessions of this month are under legal hold', held USING ERRCODE = 'P0S01';
    END IF;
    FOREACH parent IN ARRAY ARRAY['view_log', 'note', 'cue', 'detection', 'session_body', 'session'] LOOP
        IF to_regclass(format('sotto.%s_%s', parent, suffix)) IS NOT NULL THEN
            EXECUTE format('ALTER TABLE sotto.%I DETACH PARTITION sotto.%I', parent, parent || '_' || suffix);
            EXECUTE format('DROP TABLE sotto.%I', parent || '_' || suffix);
        END IF;
    END LOOP;
    PERFORM sotto.count_anew(first - 6, behind); -- weeks at both ends keep what lies in the months beside
    RETURN gone;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA sotto FROM PUBLIC;
GRANT EXECUTE ON FUNCTION count_released TO sotto_agent, sotto_supervisor;
SELECT count_anew();
