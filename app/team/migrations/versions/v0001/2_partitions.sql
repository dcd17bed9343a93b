-- Months of the partitioned tables. Nobody has rights on a partition itself, and row-level security without a policy
-- shuts it for everybody else: rows are reached through the parent, whose policies hold.
CREATE FUNCTION make_months(first date, last date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sotto, pg_temp AS $$
DECLARE
    month date := date_trunc('month', first)::date;
    tables text[] := ARRAY['session', 'session_body', 'detection', 'cue', 'note', 'view_log'];
    parent text;
    child text;
    made integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('sotto.make_months'));
    WHILE month <= last LOOP
        FOREACH parent IN ARRAY tables LOOP
            child := format('%s_%s', parent, to_char(month, 'YYYY_MM'));
            CONTINUE WHEN to_regclass('sotto.' || child) IS NOT NULL;
            EXECUTE format(
                'CREATE TABLE sotto.%I PARTITION OF sotto.%I FOR VALUES FROM (%L) TO (%L)', child, parent,
                sotto.id_of(month::timestamp AT TIME ZONE 'UTC'),
                sotto.id_of((month + interval '1 month')::timestamp AT TIME ZONE 'UTC')
            );
            EXECUTE format('ALTER TABLE sotto.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', child);
            made := made + 1;
        END LOOP;
        month := (month + interval '1 month')::date;
    END LOOP;
    RETURN made;
END $$;

-- Run by every sync: one look at the catalogue while the months ahead are there. A month that the catch-all partition
-- already holds rows of stays there (PostgreSQL refuses to cut it out), which costs speed, not rows.
CREATE FUNCTION keep_months() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sotto, pg_temp AS $$
DECLARE
    today date := (now() AT TIME ZONE 'UTC')::date;
    ahead date := (today + interval '3 months')::date;
BEGIN
    IF to_regclass('sotto.view_log_' || to_char(ahead, 'YYYY_MM')) IS NOT NULL THEN
        RETURN 0;
    END IF;
    RETURN sotto.make_months(today, ahead);
EXCEPTION WHEN check_violation THEN
    RETURN 0;
END $$;

-- Retention on the server: whole months at once, for the owner alone. Refuses while a session in them is held.
CREATE FUNCTION drop_month(month date) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, sotto, pg_temp AS $$
DECLARE
    suffix text := to_char(month, 'YYYY_MM');
    parent text;
    held bigint;
    gone bigint;
BEGIN
    EXECUTE format('SELECT count(*), count(*) FILTER (WHERE legal_hold) FROM sotto.session
                    WHERE id >= %L AND id < %L', sotto.id_of(date_trunc('month', month)::timestamp AT TIME ZONE 'UTC'),
                   sotto.id_of((date_trunc('month', month) + interval '1 month')::timestamp AT TIME ZONE 'UTC'))
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
    -- What was counted of them is counted anew, which leaves nothing of weeks that are gone.
    INSERT INTO sotto.week_due SELECT w.team, w.agent, w.week, '-infinity' FROM sotto.week_count w
    WHERE w.week > date_trunc('month', month)::date - 7
        AND w.week < (date_trunc('month', month) + interval '1 month')::date
    ON CONFLICT (team, agent, week) DO UPDATE SET due_at = excluded.due_at;
    RETURN gone;
END $$;

DO $$
DECLARE parent text;
BEGIN
    FOREACH parent IN ARRAY ARRAY['session', 'session_body', 'detection', 'cue', 'note', 'view_log'] LOOP
        EXECUTE format('CREATE TABLE sotto.%I PARTITION OF sotto.%I DEFAULT', parent || '_other', parent);
        EXECUTE format('ALTER TABLE sotto.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', parent || '_other');
    END LOOP;
END $$;
