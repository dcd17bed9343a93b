-- Weeks counted ahead of the question: one row an agent and week, of released sessions only. A change marks its week as
-- due (from the moment of its release on); whoever asks for trends first counts the due weeks of their teams anew, so
-- that what they see is exact at every moment and costs as little as what changed.
CREATE TABLE week_count (
    team text NOT NULL,
    agent text NOT NULL,
    week date NOT NULL,
    sessions bigint NOT NULL,
    duration_s float8 NOT NULL,
    flags bigint NOT NULL,
    praises bigint NOT NULL,
    score_sum float8, score_n bigint NOT NULL, heard_share_sum float8, heard_share_n bigint NOT NULL,
    talk_ratio_sum float8, talk_ratio_n bigint NOT NULL,
    longest_monologue_s_sum float8, longest_monologue_s_n bigint NOT NULL,
    patience_s_sum float8, patience_s_n bigint NOT NULL, pace_wpm_sum float8, pace_wpm_n bigint NOT NULL,
    dead_air_s_sum float8, dead_air_s_n bigint NOT NULL,
    filler_per_min_sum float8, filler_per_min_n bigint NOT NULL,
    overlap_s_sum float8, overlap_s_n bigint NOT NULL,
    competitive_overlap_s_sum float8, competitive_overlap_s_n bigint NOT NULL,
    cooperative_overlap_s_sum float8, cooperative_overlap_s_n bigint NOT NULL,
    interruptions_sum float8, interruptions_n bigint NOT NULL,
    customer_interruptions_sum float8, customer_interruptions_n bigint NOT NULL,
    loudness_db_sum float8, loudness_db_n bigint NOT NULL, loud_share_sum float8, loud_share_n bigint NOT NULL,
    hold_s_sum float8, hold_s_n bigint NOT NULL,
    PRIMARY KEY (team, agent, week)
);
COMMENT ON TABLE week_count IS 'Each measure as its sum and the number of sessions in which it was measured.';
CREATE TABLE week_rule_count (
    team text NOT NULL,
    agent text NOT NULL,
    week date NOT NULL,
    rule_id text NOT NULL,
    flags bigint NOT NULL,
    sessions bigint NOT NULL,
    PRIMARY KEY (team, agent, week, rule_id)
);
CREATE TABLE week_due (
    team text NOT NULL,
    agent text NOT NULL,
    week date NOT NULL,
    due_at timestamptz NOT NULL,
    PRIMARY KEY (team, agent, week)
);
CREATE INDEX ix_week_due ON week_due (due_at);

CREATE FUNCTION mark_weeks() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sotto, pg_temp AS $$
BEGIN
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        INSERT INTO sotto.week_due
        SELECT team, agent, week, min(released_at) FROM added WHERE released_at IS NOT NULL GROUP BY team, agent, week
        ON CONFLICT (team, agent, week) DO UPDATE SET due_at = least(week_due.due_at, excluded.due_at);
    END IF;
    IF TG_OP IN ('DELETE', 'UPDATE') THEN
        INSERT INTO sotto.week_due
        SELECT team, agent, week, min(released_at) FROM gone WHERE released_at IS NOT NULL GROUP BY team, agent, week
        ON CONFLICT (team, agent, week) DO UPDATE SET due_at = least(week_due.due_at, excluded.due_at);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER mark_added AFTER INSERT ON session REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION mark_weeks();
CREATE TRIGGER mark_changed AFTER UPDATE ON session REFERENCING OLD TABLE AS gone NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION mark_weeks();
CREATE TRIGGER mark_deleted AFTER DELETE ON session REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION mark_weeks();

-- Counts the due weeks of some teams anew. Two at once: the second waits for the first's rows, then finds nothing due.
CREATE FUNCTION count_weeks(wanted_teams text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sotto, pg_temp AS $$
DECLARE
    due sotto.week_due%ROWTYPE;
    low uuid;
    high uuid;
    counted integer := 0;
BEGIN
    FOR due IN SELECT * FROM sotto.week_due d
               WHERE d.team = ANY (wanted_teams) AND d.due_at <= now()
               ORDER BY d.team, d.agent, d.week FOR UPDATE LOOP
        low := sotto.id_of(due.week::timestamp AT TIME ZONE 'UTC' - interval '1 s');
        high := sotto.id_of((due.week + 7)::timestamp AT TIME ZONE 'UTC' + interval '1 s');
        DELETE FROM sotto.week_count w WHERE (w.team, w.agent, w.week) = (due.team, due.agent, due.week);
        INSERT INTO sotto.week_count
        SELECT due.team, due.agent, due.week, count(*), sum(duration_s), sum(flags), sum(praises),
          sum(score), count(score), sum(heard_share), count(heard_share), sum(talk_ratio), count(talk_ratio),
          sum(longest_monologue_s), count(longest_monologue_s), sum(patience_s), count(patience_s),
          sum(pace_wpm), count(pace_wpm), sum(dead_air_s), count(dead_air_s),
          sum(filler_per_min), count(filler_per_min), sum(overlap_s), count(overlap_s),
          sum(competitive_overlap_s), count(competitive_overlap_s),
          sum(cooperative_overlap_s), count(cooperative_overlap_s), sum(interruptions), count(interruptions),
          sum(customer_interruptions), count(customer_interruptions), sum(loudness_db), count(loudness_db),
          sum(loud_share), count(loud_share), sum(hold_s), count(hold_s)
        FROM sotto.session s
        WHERE s.agent = due.agent AND s.started_at >= due.week::timestamp AT TIME ZONE 'UTC'
            AND s.started_at < (due.week + 7)::timestamp AT TIME ZONE 'UTC'
            AND s.id >= low AND s.id < high AND s.team = due.team AND s.released_at <= now()
        HAVING count(*) > 0;
        DELETE FROM sotto.week_rule_count w WHERE (w.team, w.agent, w.week) = (due.team, due.agent, due.week);
        INSERT INTO sotto.week_rule_count
        SELECT due.team, due.agent, due.week, d.rule_id, count(*), count(DISTINCT d.session_id)
        FROM sotto.session s JOIN sotto.detection d ON d.session_id = s.id
        WHERE s.agent = due.agent AND s.started_at >= due.week::timestamp AT TIME ZONE 'UTC'
            AND s.started_at < (due.week + 7)::timestamp AT TIME ZONE 'UTC'
            AND s.id >= low AND s.id < high AND d.session_id >= low AND d.session_id < high
            AND s.team = due.team AND s.released_at <= now() AND d.status = 'standing'
        GROUP BY d.rule_id;
        DELETE FROM sotto.week_due w WHERE (w.team, w.agent, w.week) = (due.team, due.agent, due.week);
        INSERT INTO sotto.week_due
        SELECT due.team, due.agent, due.week, min(released_at) FROM sotto.session s
        WHERE s.agent = due.agent AND s.started_at >= due.week::timestamp AT TIME ZONE 'UTC'
            AND s.started_at < (due.week + 7)::timestamp AT TIME ZONE 'UTC'
            AND s.id >= low AND s.id < high AND s.team = due.team AND s.released_at > now()
        HAVING count(*) > 0;
        counted := counted + 1;
    END LOOP;
    RETURN counted;
END $$;

-- What a member may have counted: a supervisor the teams that are theirs, nobody another's.
CREATE FUNCTION count_my_weeks() RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, sotto, pg_temp AS $$
    SELECT sotto.count_weeks(sotto.my_teams())
$$;

DO $$
DECLARE one text;
BEGIN
    FOREACH one IN ARRAY ARRAY['week_count', 'week_rule_count', 'week_due'] LOOP
        EXECUTE format('ALTER TABLE sotto.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', one);
        EXECUTE format('CREATE POLICY owner_all ON sotto.%I TO sotto_owner USING (true) WITH CHECK (true)', one);
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION mark_weeks, count_weeks, count_my_weeks FROM PUBLIC;
GRANT EXECUTE ON FUNCTION count_my_weeks TO sotto_supervisor;
GRANT SELECT ON week_count, week_rule_count TO sotto_supervisor;
CREATE POLICY team_reads ON week_count FOR SELECT TO sotto_supervisor USING (team = ANY ((SELECT my_teams())::text[]));
CREATE POLICY team_reads ON week_rule_count FOR SELECT TO sotto_supervisor
    USING (team = ANY ((SELECT my_teams())::text[]));
