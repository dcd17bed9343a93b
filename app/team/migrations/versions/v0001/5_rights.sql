-- Who may do what. Every table has row-level security, forced on the owner too: what the owner's functions need is a
-- policy of its own. Nothing is granted to PUBLIC.
DO $$
DECLARE one text;
BEGIN
    FOREACH one IN ARRAY ARRAY['session', 'session_body', 'detection', 'cue', 'note', 'view_log', 'member',
                               'supervises', 'team_info'] LOOP
        EXECUTE format('ALTER TABLE sotto.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', one);
    END LOOP;
END $$;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA sotto FROM PUBLIC;
GRANT USAGE ON SCHEMA sotto TO sotto_agent, sotto_supervisor;
GRANT EXECUTE ON FUNCTION id_of, moment_of, keep_months, my_agent, my_team, my_name, my_role, my_teams
    TO sotto_agent, sotto_supervisor;
GRANT EXECUTE ON FUNCTION log_view, is_released, has_looked TO sotto_supervisor;

-- The owner's functions: identity, totals, labels, the log. Nobody logs in as the owner.
DO $$
DECLARE one text;
BEGIN
    FOREACH one IN ARRAY ARRAY['session', 'session_body', 'detection', 'cue', 'note', 'view_log', 'member',
                               'supervises', 'team_info'] LOOP
        EXECUTE format('CREATE POLICY owner_all ON sotto.%I TO sotto_owner USING (true) WITH CHECK (true)', one);
    END LOOP;
END $$;

GRANT SELECT ON team_info TO sotto_agent, sotto_supervisor;
CREATE POLICY all_read ON team_info FOR SELECT TO sotto_agent, sotto_supervisor USING (true);
GRANT SELECT ON member, supervises TO sotto_agent, sotto_supervisor;
CREATE POLICY own ON member FOR SELECT TO sotto_agent, sotto_supervisor USING (login = session_user);
CREATE POLICY own ON supervises FOR SELECT TO sotto_agent, sotto_supervisor USING (login = session_user);

-- Agents: their own rows.
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO sotto_agent;
CREATE POLICY agent_reads ON session FOR SELECT TO sotto_agent USING (agent = (SELECT my_agent()));
CREATE POLICY agent_removes ON session FOR DELETE TO sotto_agent USING (agent = (SELECT my_agent()));
CREATE POLICY agent_sends ON session FOR INSERT TO sotto_agent
    WITH CHECK (agent = (SELECT my_agent()) AND team = (SELECT coalesce(my_team(), ''))
        AND viewed_at IS NULL AND notes = 0 AND revision = 1 AND seen_revision = 1);
CREATE POLICY agent_renews ON session FOR UPDATE TO sotto_agent
    USING (agent = (SELECT my_agent())) WITH CHECK (agent = (SELECT my_agent()));
GRANT SELECT, INSERT ON session_body, cue TO sotto_agent;
CREATE POLICY agent_own ON session_body TO sotto_agent USING (agent = (SELECT my_agent()));
CREATE POLICY agent_own ON cue TO sotto_agent USING (agent = (SELECT my_agent()));
GRANT SELECT, INSERT ON detection TO sotto_agent;
GRANT UPDATE (status, status_reason, raised_by, raised_reason, raised_at, resolved_by, upheld, answer, resolved_at)
    ON detection TO sotto_agent, sotto_supervisor;
CREATE POLICY agent_own ON detection TO sotto_agent
    USING (agent = (SELECT my_agent())) WITH CHECK (agent = (SELECT my_agent()));
GRANT SELECT, INSERT, DELETE ON note TO sotto_agent, sotto_supervisor;
CREATE POLICY agent_reads ON note FOR SELECT TO sotto_agent USING (agent = (SELECT my_agent()));
CREATE POLICY agent_writes ON note FOR INSERT TO sotto_agent
    WITH CHECK (role = 'agent' AND agent = (SELECT my_agent()));
CREATE POLICY agent_removes ON note FOR DELETE TO sotto_agent
    USING (role = 'agent' AND agent = (SELECT my_agent()));
GRANT SELECT ON view_log TO sotto_agent, sotto_supervisor;
CREATE POLICY agent_reads ON view_log FOR SELECT TO sotto_agent USING (agent = (SELECT my_agent()));

-- Supervisors: released sessions of their teams.
GRANT SELECT ON session, session_body, detection, cue TO sotto_supervisor;
GRANT UPDATE (notes, flags, disputed, score, legal_hold, revision) ON session TO sotto_supervisor;
CREATE POLICY team_reads ON session FOR SELECT TO sotto_supervisor
    USING (team = ANY ((SELECT my_teams())::text[]) AND released_at <= now());
CREATE POLICY team_settles ON session FOR UPDATE TO sotto_supervisor
    USING (team = ANY ((SELECT my_teams())::text[]) AND released_at <= now());
CREATE POLICY team_reads ON detection FOR SELECT TO sotto_supervisor
    USING (team = ANY ((SELECT my_teams())::text[]) AND released_at <= now());
CREATE POLICY team_settles ON detection FOR UPDATE TO sotto_supervisor
    USING (team = ANY ((SELECT my_teams())::text[]) AND released_at <= now());
CREATE POLICY team_reads ON cue FOR SELECT TO sotto_supervisor
    USING (team = ANY ((SELECT my_teams())::text[]) AND is_released(session_id));
-- The words of a call open only to who is on record as having looked within the hour.
CREATE POLICY team_reads ON session_body FOR SELECT TO sotto_supervisor
    USING (team = ANY ((SELECT my_teams())::text[]) AND is_released(session_id) AND has_looked(session_id));
CREATE POLICY team_reads ON note FOR SELECT TO sotto_supervisor
    USING (team = ANY ((SELECT my_teams())::text[]) AND is_released(session_id));
CREATE POLICY team_writes ON note FOR INSERT TO sotto_supervisor
    WITH CHECK (role = 'supervisor' AND login = session_user
        AND team = ANY ((SELECT my_teams())::text[]) AND is_released(session_id));
CREATE POLICY team_removes ON note FOR DELETE TO sotto_supervisor
    USING (role = 'supervisor' AND login = session_user);
CREATE POLICY team_reads ON view_log FOR SELECT TO sotto_supervisor
    USING (team = ANY ((SELECT my_teams())::text[]) AND is_released(session_id));
