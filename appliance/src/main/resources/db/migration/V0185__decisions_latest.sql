-- The latest decision of each service on its way to each environment is found by one step a pair, however many there are.
create index decision_latest on app.decision (tenant_id, kind, service, environment, decision_id);
