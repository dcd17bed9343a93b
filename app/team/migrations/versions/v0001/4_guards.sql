-- What policies cannot say: which change of a row is whose. The server decides team, author and time; the workstation
-- is the source of what was measured; supervisors annotate and settle, and can alter neither evidence nor score.
CREATE FUNCTION guard_session() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, sotto, pg_temp AS $$
BEGIN
    IF current_user = 'sotto_owner' THEN
        RETURN NEW;
    END IF;
    NEW.notes := OLD.notes;
    IF NEW.agent = sotto.my_agent() AND OLD.agent = NEW.agent THEN
        NEW.id := OLD.id;
        NEW.team := OLD.team;
        NEW.week := OLD.week;
        NEW.started_at := OLD.started_at;
        NEW.viewed_at := OLD.viewed_at;
        NEW.legal_hold := OLD.legal_hold OR NEW.legal_hold;
        NEW.revision := OLD.revision;
        NEW.seen_revision := least(greatest(NEW.seen_revision, OLD.seen_revision), OLD.revision);
        NEW.released_at := least(OLD.released_at, NEW.released_at); -- what supervisors saw cannot be hidden again
        IF OLD.revision > NEW.seen_revision THEN -- something was settled here that the workstation has not fetched
            NEW.flags := OLD.flags;
            NEW.disputed := OLD.disputed;
            NEW.score := OLD.score;
        END IF;
        RETURN NEW;
    END IF;
    NEW.revision := OLD.revision + 1;
    NEW.flags := OLD.flags;
    NEW.disputed := OLD.disputed;
    IF NEW.score IS DISTINCT FROM OLD.score AND NOT (NEW.score <= OLD.score AND EXISTS (
        -- A flag that counts again lowers the score: only in the transaction that settled it.
        SELECT 1 FROM sotto.detection d
        WHERE d.session_id = OLD.id AND NOT d.upheld AND d.xmin = pg_current_xact_id()::xid
    )) THEN
        RAISE EXCEPTION 'sotto: a score follows from its flags and cannot be set' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON session FOR EACH ROW EXECUTE FUNCTION guard_session();

CREATE FUNCTION guard_deletion() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, sotto, pg_temp AS $$
BEGIN
    IF OLD.legal_hold THEN
        RAISE EXCEPTION 'sotto: session % is under legal hold', OLD.id USING ERRCODE = 'P0S01';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER guard_deletion BEFORE DELETE ON session FOR EACH ROW EXECUTE FUNCTION guard_deletion();

CREATE FUNCTION guard_detection() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, sotto, pg_temp AS $$
BEGIN
    IF current_user = 'sotto_owner' THEN
        RETURN NEW;
    END IF;
    IF OLD.agent = sotto.my_agent() THEN
        IF NEW.status = 'resolved' AND OLD.status <> 'resolved'
            OR NEW.resolved_at IS NOT NULL AND (NEW.resolved_at, NEW.upheld, NEW.answer, NEW.resolved_by)
                IS DISTINCT FROM (OLD.resolved_at, OLD.upheld, OLD.answer, OLD.resolved_by) THEN
            RAISE EXCEPTION 'sotto: only a supervisor settles a dispute' USING ERRCODE = '42501';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.status <> 'disputed' OR NEW.upheld IS NULL
        OR NEW.status <> (CASE WHEN NEW.upheld THEN 'resolved' ELSE 'standing' END) THEN
        RAISE EXCEPTION 'sotto: there is no open dispute to settle' USING ERRCODE = '42501';
    END IF;
    NEW.resolved_by := sotto.my_name();
    NEW.resolved_at := now();
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON detection FOR EACH ROW EXECUTE FUNCTION guard_detection();

CREATE FUNCTION count_flags() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sotto, pg_temp AS $$
BEGIN
    IF NEW.agent IS DISTINCT FROM sotto.my_agent() THEN
        UPDATE sotto.session s SET revision = s.revision + 1, (flags, disputed) = (
            SELECT count(*) FILTER (WHERE d.status = 'standing'), count(*) FILTER (WHERE d.status = 'disputed')
            FROM sotto.detection d WHERE d.session_id = s.id
        ) WHERE s.id = NEW.session_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER count_flags AFTER UPDATE OF status ON detection FOR EACH ROW EXECUTE FUNCTION count_flags();

CREATE FUNCTION release_flags() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sotto, pg_temp AS $$
BEGIN
    UPDATE sotto.detection SET released_at = NEW.released_at WHERE session_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER release_flags AFTER UPDATE OF released_at ON session FOR EACH ROW
    WHEN (NEW.released_at IS DISTINCT FROM OLD.released_at) EXECUTE FUNCTION release_flags();

CREATE FUNCTION guard_note() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sotto, pg_temp AS $$
BEGIN
    NEW.login := session_user;
    NEW.author := sotto.my_name();
    SELECT s.agent, s.team INTO NEW.agent, NEW.team FROM sotto.session s WHERE s.id = NEW.session_id FOR KEY SHARE;
    NEW.agent := coalesce(NEW.agent, ''); -- no such session: then nobody may write it, and it looks like another's
    NEW.team := coalesce(NEW.team, '');
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT ON note FOR EACH ROW EXECUTE FUNCTION guard_note();

CREATE FUNCTION count_notes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sotto, pg_temp AS $$
BEGIN
    UPDATE sotto.session s SET
        notes = (SELECT count(*) FROM sotto.note n WHERE n.session_id = s.id),
        revision = s.revision + (CASE WHEN s.agent = sotto.my_agent() THEN 0 ELSE 1 END)
    WHERE s.id IN (SELECT session_id FROM changed);
    RETURN NULL;
END $$;
CREATE TRIGGER count_added AFTER INSERT ON note REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION count_notes();
CREATE TRIGGER count_removed AFTER DELETE ON note REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION count_notes();

-- What foreign keys would do, by statement. A row must bear the labels of its session, which stays as long as it does.
CREATE FUNCTION check_labels() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sotto, pg_temp AS $$
DECLARE
    ids uuid[];
    fitting bigint;
BEGIN
    SELECT array_agg(DISTINCT session_id) INTO ids FROM added;
    IF ids IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM 1 FROM sotto.session s WHERE s.id = ANY (ids) FOR KEY SHARE;
    IF TG_ARGV[0] = 'flags' THEN
        SELECT count(*) INTO fitting FROM added a JOIN sotto.session s ON s.id = a.session_id
        WHERE s.id = ANY (ids) AND (a.agent, a.team, a.week) = (s.agent, s.team, s.week)
            AND a.released_at IS NOT DISTINCT FROM s.released_at;
    ELSE
        SELECT count(*) INTO fitting FROM added a JOIN sotto.session s ON s.id = a.session_id
        WHERE s.id = ANY (ids) AND (a.agent, a.team) = (s.agent, s.team);
    END IF;
    IF fitting <> (SELECT count(*) FROM added) THEN
        RAISE EXCEPTION 'sotto: a row does not belong to its session' USING ERRCODE = '42501';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION delete_rows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, sotto, pg_temp AS $$
DECLARE
    ids uuid[];
    child text;
BEGIN
    SELECT array_agg(id) INTO ids FROM gone;
    IF ids IS NULL THEN
        RETURN NULL;
    END IF;
    FOREACH child IN ARRAY ARRAY['view_log', 'note', 'cue', 'detection', 'session_body'] LOOP
        EXECUTE format('DELETE FROM sotto.%I WHERE session_id = ANY ($1)', child) USING ids;
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER delete_rows AFTER DELETE ON session REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION delete_rows();
CREATE TRIGGER check_labels AFTER INSERT ON session_body REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION check_labels('rows');
CREATE TRIGGER check_labels AFTER INSERT ON cue REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION check_labels('rows');
CREATE TRIGGER check_labels AFTER INSERT ON detection REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION check_labels('flags');
