-- The attempt that is open stands in its workflow's row, and the journal gets its row when it has ended: so a step
-- writes two rows and not three. begun_at is when it began; null when none is open. An attempt that is open when its
-- workflow is claimed was lost with its worker.
alter table app.workflow add column begun_at timestamptz;
grant update (begun_at) on app.workflow to integraci_app;

-- In every team's rows: the migrator passes row security.
update app.workflow as its set begun_at = opened.started_at
from app.workflow_step as opened
where opened.tenant_id = its.tenant_id and opened.workflow_id = its.workflow_id and opened.number = its.attempts
  and opened.outcome = 'open' and its.state in ('running', 'stuck');
delete from app.workflow_step as opened using app.workflow as its
where its.tenant_id = opened.tenant_id and its.workflow_id = opened.workflow_id and its.attempts = opened.number
  and its.begun_at is not null and opened.outcome = 'open';
update app.workflow_step set outcome = 'lost', ended_at = now() where outcome = 'open';
