-- Who is asking. Always by session_user, the login that gave the password: SET ROLE does not change it. Policies call
-- these as (SELECT ...), which PostgreSQL evaluates once a query.
CREATE FUNCTION my_agent() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, sotto, pg_temp AS $$
    SELECT agent FROM sotto.member WHERE login = session_user
$$;
CREATE FUNCTION my_team() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, sotto, pg_temp AS $$
    SELECT team FROM sotto.member WHERE login = session_user
$$;
CREATE FUNCTION my_name() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, sotto, pg_temp AS $$
    SELECT name FROM sotto.member WHERE login = session_user
$$;
CREATE FUNCTION my_role() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, sotto, pg_temp AS $$
    SELECT role FROM sotto.member WHERE login = session_user
$$;
CREATE FUNCTION my_teams() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, sotto, pg_temp AS $$
    SELECT coalesce(array_agg(s.team), '{}')
    FROM sotto.supervises s JOIN sotto.member m USING (login)
    WHERE s.login = session_user AND m.role IN ('supervisor', 'both')
$$;

-- Of one session, for rules on its rows: is it released, and is whoever asks on record as having looked within the hour.
CREATE FUNCTION is_released(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, sotto, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM sotto.session s WHERE s.id = wanted AND s.released_at <= now());
END $$;
CREATE FUNCTION has_looked(wanted uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, sotto, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM sotto.view_log v WHERE v.session_id = wanted AND v.login = session_user
                   AND v.viewed_at > now() - interval '1 hour');
END $$;

-- The only way into the log of who looked at what: login, name and time are the server's. Opening again within five
-- minutes is one look.
CREATE FUNCTION log_view(wanted uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sotto, pg_temp AS $$
DECLARE
    found_one sotto.session%ROWTYPE;
BEGIN
    SELECT * INTO found_one FROM sotto.session s
    WHERE s.id = wanted AND s.team = ANY (sotto.my_teams()) AND s.released_at <= now();
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM sotto.view_log v
        WHERE v.session_id = wanted AND v.login = session_user AND v.viewed_at > now() - interval '5 minutes'
    ) THEN
        INSERT INTO sotto.view_log (session_id, id, viewer, role, viewed_at, login, agent, team)
        VALUES (wanted, gen_random_uuid(), sotto.my_name(), 'supervisor', clock_timestamp(), session_user,
                found_one.agent, found_one.team);
        UPDATE sotto.session SET viewed_at = coalesce(viewed_at, now()), revision = revision + 1 WHERE id = wanted;
    END IF;
    RETURN true;
END $$;
