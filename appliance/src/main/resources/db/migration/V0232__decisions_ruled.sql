-- The latest decision on each action by a team's own rules is found by one step an action. Those that the floor alone made, which
-- are most, are not in it.
create index decision_ruled on app.decision (tenant_id, action, decision_id) where bundle_digest <> floor_digest;
