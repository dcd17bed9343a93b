-- The tables of app.store.models, cut into months by the time within the session's id (RFC 9562, version 7), with
-- what only a server needs: who pushed a row, which of the workstation's revisions it is, and what has gone back.
CREATE TABLE team_info (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    founded_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO team_info DEFAULT VALUES;

CREATE TABLE member (
    login name PRIMARY KEY,
    role text NOT NULL CHECK (role IN ('agent', 'supervisor', 'both')),
    name text NOT NULL CHECK (name <> ''),
    agent text UNIQUE CHECK (agent <> ''),
    team text,
    CHECK ((role = 'supervisor') = (agent IS NULL))
);
CREATE TABLE supervises (
    login name NOT NULL REFERENCES member (login) ON DELETE CASCADE,
    team text NOT NULL,
    PRIMARY KEY (login, team)
);

CREATE FUNCTION id_of(moment timestamptz) RETURNS uuid
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT (lpad(to_hex(floor(extract(epoch FROM moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;
COMMENT ON FUNCTION id_of IS 'The least id of a session that began at this moment.';
CREATE FUNCTION moment_of(id uuid) RETURNS timestamptz
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)
$$;

CREATE TABLE session (
    id uuid PRIMARY KEY,
    reference varchar(128) NOT NULL,
    agent varchar(200) NOT NULL,
    team varchar(200) NOT NULL,
    origin varchar(16) NOT NULL CHECK (origin IN ('local', 'imported', 'generated')),
    origin_detail varchar(400) NOT NULL,
    state varchar(16) NOT NULL CHECK (state IN ('finished', 'recovered')),
    source varchar(600) NOT NULL,
    started_at timestamptz NOT NULL,
    week date NOT NULL,
    duration_s float8 NOT NULL CHECK (duration_s >= 0),
    complete boolean NOT NULL,
    engine varchar(32) NOT NULL,
    model varchar(200) NOT NULL,
    rulebook_version varchar(64) NOT NULL,
    heard_share float8,
    score float8 CHECK (score BETWEEN 0 AND 100),
    flags integer NOT NULL,
    disputed integer NOT NULL,
    praises integer NOT NULL,
    cues_shown integer NOT NULL,
    notes integer NOT NULL,
    acknowledged_at timestamptz,
    released_at timestamptz,
    viewed_at timestamptz,
    legal_hold boolean NOT NULL,
    revision bigint NOT NULL,
    talk_ratio float8,
    longest_monologue_s float8,
    patience_s float8,
    pace_wpm float8,
    dead_air_s float8,
    filler_per_min float8,
    overlap_s float8,
    competitive_overlap_s float8,
    cooperative_overlap_s float8,
    interruptions integer,
    customer_interruptions integer,
    loudness_db float8,
    loud_share float8,
    hold_s float8,
    workstation uuid,
    source_revision bigint NOT NULL DEFAULT 1,
    seen_revision bigint NOT NULL DEFAULT 1,
    -- What is asked for by time is looked up by id: both must tell the same time.
    CONSTRAINT id_tells_time CHECK (abs(extract(epoch FROM moment_of(id) - started_at)) < 1),
    CONSTRAINT week_tells_time CHECK (week = date_trunc('week', started_at AT TIME ZONE 'UTC')::date)
) PARTITION BY RANGE (id);
COMMENT ON COLUMN session.revision IS 'Counts what supervisors changed here.';
COMMENT ON COLUMN session.source_revision IS 'The revision on the workstation that this is a copy of.';
COMMENT ON COLUMN session.seen_revision IS 'The last revision here that the workstation has fetched.';
CREATE INDEX ix_session_started ON session (started_at DESC, id DESC);
CREATE INDEX ix_session_team ON session (team, started_at DESC, id DESC) INCLUDE (released_at);
CREATE INDEX ix_session_agent ON session (agent, started_at DESC);
CREATE INDEX ix_session_reference ON session (reference) WHERE reference <> '';
CREATE INDEX ix_session_team_score ON session (team, score);
CREATE INDEX ix_session_disputed ON session (team, started_at) WHERE disputed > 0;
CREATE INDEX ix_session_return ON session (workstation) WHERE revision > seen_revision;

-- Rows of a session bear its agent and team, so that a rule needs no look at `session` for each row; 4_guards.sql sees
-- to it that they are the session's, and to what a foreign key would: one check a statement instead of one a row, which
-- is what lets a workstation send thousands a second.
CREATE TABLE session_body (
    session_id uuid PRIMARY KEY,
    agent varchar(200) NOT NULL,
    team varchar(200) NOT NULL,
    summary bytea NOT NULL,
    scoring bytea NOT NULL,
    events bytea
) PARTITION BY RANGE (session_id);

CREATE TABLE detection (
    session_id uuid NOT NULL,
    detection_id integer NOT NULL,
    rule_id varchar(64) NOT NULL,
    week date NOT NULL,
    agent varchar(200) NOT NULL,
    team varchar(200) NOT NULL,
    start_s float8 NOT NULL,
    end_s float8 NOT NULL,
    at_s float8 NOT NULL,
    evidence text NOT NULL,
    confidence float8 NOT NULL,
    detector varchar(32) NOT NULL,
    utterance_id integer,
    status varchar(16) NOT NULL CHECK (status IN ('standing', 'withdrawn', 'disputed', 'resolved')),
    status_reason text NOT NULL,
    raised_by varchar(200) NOT NULL,
    raised_reason text NOT NULL,
    raised_at timestamptz,
    resolved_by varchar(200) NOT NULL,
    upheld boolean,
    answer text NOT NULL,
    resolved_at timestamptz,
    released_at timestamptz,
    PRIMARY KEY (session_id, detection_id)
) PARTITION BY RANGE (session_id);
COMMENT ON COLUMN detection.released_at IS 'As in session, so that flags are filtered without asking it row by row.';
CREATE INDEX ix_detection_rule ON detection (team, rule_id, status, session_id) INCLUDE (released_at);
CREATE INDEX ix_detection_agent ON detection (agent, rule_id, status, session_id);

CREATE TABLE cue (
    session_id uuid NOT NULL,
    cue_id integer NOT NULL,
    rule_id varchar(64) NOT NULL,
    kind varchar(16) NOT NULL,
    severity varchar(16) NOT NULL,
    at_s float8 NOT NULL,
    headline text NOT NULL,
    say_instead text NOT NULL,
    evidence text NOT NULL,
    detection_id integer,
    shown boolean NOT NULL,
    suppressed_by varchar(32),
    visible_s float8 NOT NULL,
    outcome varchar(16) NOT NULL,
    acted_at_s float8,
    decided_s float8,
    delivered_s float8,
    painted_s float8,
    agent varchar(200) NOT NULL,
    team varchar(200) NOT NULL,
    PRIMARY KEY (session_id, cue_id)
) PARTITION BY RANGE (session_id);

CREATE TABLE note (
    session_id uuid NOT NULL,
    id uuid NOT NULL,
    role varchar(16) NOT NULL CHECK (role IN ('agent', 'supervisor')),
    author varchar(200) NOT NULL,
    text text NOT NULL,
    written_at timestamptz NOT NULL,
    at_s float8,
    detection_id integer,
    login name NOT NULL DEFAULT session_user,
    agent varchar(200) NOT NULL,
    team varchar(200) NOT NULL,
    PRIMARY KEY (session_id, id)
) PARTITION BY RANGE (session_id);

CREATE TABLE view_log (
    session_id uuid NOT NULL,
    id uuid NOT NULL,
    viewer varchar(200) NOT NULL,
    role varchar(16) NOT NULL,
    viewed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    login name NOT NULL DEFAULT session_user,
    agent varchar(200) NOT NULL,
    team varchar(200) NOT NULL,
    PRIMARY KEY (session_id, id)
) PARTITION BY RANGE (session_id);
