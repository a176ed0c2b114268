-- What operators should know of, in their own tenant. An alert is seen at one look, raised when it holds at the next, and
-- cleared when two looks in a row don't find it: missed counts them. Ids and codes only.
create table app.alert (
    tenant_id       uuid        not null references app.tenant (tenant_id),
    alert_id        uuid        not null,
    kind            text        not null check (kind ~ '^[a-z-]{1,32}$'),
    subject         text        not null check (subject ~ '^[A-Za-z0-9_.:-]{1,64}$'),
    severity        text        not null check (severity in ('warning', 'critical')),
    state           text        not null default 'seen' check (state in ('seen', 'raised', 'acknowledged', 'cleared')),
    missed          smallint    not null default 0 check (missed between 0 and 1),
    since           timestamptz not null default now(),
    raised_at       timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by uuid,
    cleared_at      timestamptz,
    mailed_at       timestamptz,
    primary key (tenant_id, alert_id),
    check ((state = 'seen') = (raised_at is null)),
    check ((state = 'cleared') = (cleared_at is not null)),
    check ((acknowledged_at is null) = (acknowledged_by is null))
);
-- However many control planes look, one alert stands for one trouble.
create unique index alert_open on app.alert (tenant_id, kind, subject) where state <> 'cleared';
alter table app.alert enable row level security;
alter table app.alert force row level security;
create policy tenant_wall on app.alert
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert, delete on app.alert to integraci_app;
grant update (severity, state, missed, raised_at, acknowledged_at, acknowledged_by, cleared_at, mailed_at)
    on app.alert to integraci_app;

-- When was looked last: of several control planes one looks.
create table app.alert_look (
    tenant_id uuid        not null primary key references app.tenant (tenant_id),
    looked_at timestamptz not null default now()
);
alter table app.alert_look enable row level security;
alter table app.alert_look force row level security;
create policy tenant_wall on app.alert_look
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert on app.alert_look to integraci_app;
grant update (looked_at) on app.alert_look to integraci_app;
