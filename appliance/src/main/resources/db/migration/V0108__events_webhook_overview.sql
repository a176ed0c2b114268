-- Operators are told which teams have an endpoint that was given up; whose it is and where it leads they don't see.
create policy overview on app.webhook for select to integraci_overview using (state = 'disabled');
grant select (tenant_id, state, failures) on app.webhook to integraci_overview;
