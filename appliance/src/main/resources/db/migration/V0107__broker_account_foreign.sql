-- When the broker was found to keep a statement about the account that was not ours: somebody stored it.
alter table app.broker_account add column foreign_at timestamptz;
grant update (foreign_at) on app.broker_account to integraci_app;
grant select (foreign_at) on app.broker_account to integraci_overview;
