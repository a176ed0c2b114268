-- Every tenant with an account at the broker has its events published there, from its first entry on; its place is a
-- row of event_tail once there is something to read. After a power cut the broker may lack what it took in its last
-- seconds: the places that were moved last say which tenants' streams are looked at.
create policy events on app.broker_account for select to integraci_events using (true);
grant select (tenant_id) on app.broker_account to integraci_events;
grant select (changed_at) on app.event_tail to integraci_events;
