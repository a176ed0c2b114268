-- Bundles that are being written. files is one object of contents by path; nothing in it is right yet, and nothing decides
-- by it: what is published is a bundle of its own.
create table app.policy_draft (
    tenant_id  uuid        not null references app.tenant (tenant_id),
    draft_id   uuid        not null,
    name       text        not null check (name ~ '^[a-z][a-z0-9-]{1,62}[a-z0-9]$'),
    version    integer     not null default 1 check (version >= 1),
    files      text        not null check (octet_length(files) <= 1200000 and files is json object),
    changed_by uuid        not null,
    changed_at timestamptz not null default now(),
    primary key (tenant_id, draft_id),
    unique (tenant_id, name)
);
alter table app.policy_draft enable row level security;
alter table app.policy_draft force row level security;
create policy tenant_wall on app.policy_draft
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, delete on app.policy_draft to integraci_app;
grant insert (tenant_id, draft_id, name, files, changed_by) on app.policy_draft to integraci_app;
grant update (version, files, changed_by, changed_at) on app.policy_draft to integraci_app;
