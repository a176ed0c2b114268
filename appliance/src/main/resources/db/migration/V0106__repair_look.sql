-- What the last comparison of a team's layers with what PostgreSQL says left to a person, and when the rule made one last.
create table app.repair_look (
    tenant_id uuid        not null primary key references app.tenant (tenant_id),
    waiting   integer     not null check (waiting >= 0),
    ruled_at  timestamptz
);
alter table app.repair_look enable row level security;
alter table app.repair_look force row level security;
create policy tenant_wall on app.repair_look
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert on app.repair_look to integraci_app;
grant update (waiting, ruled_at) on app.repair_look to integraci_app;

create policy overview on app.repair_look for select to integraci_overview using (true);
grant select (tenant_id, waiting, ruled_at) on app.repair_look to integraci_overview;
