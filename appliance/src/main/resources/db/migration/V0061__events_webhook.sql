-- Where a team wants to hear of its events. Keys that sign are in OpenBao; here are their names. Without actions it
-- hears of every event. not_before is the endpoint's own wait after failures, over all its deliveries.
create table app.webhook (
    tenant_id     uuid        not null references app.tenant (tenant_id),
    webhook_id    uuid        not null,
    url           text        not null check (url ~ '^https://' and length(url) <= 2000),
    description   text        not null default '' check (length(description) <= 200),
    actions       text[]      not null default '{}' check (cardinality(actions) <= 100),
    state         text        not null default 'active' check (state in ('active', 'disabled')),
    reason        text        not null default '' check (length(reason) <= 300),
    key_id        uuid        not null,
    former_key_id uuid,
    former_until  timestamptz,
    failures      integer     not null default 0 check (failures >= 0),
    failing_since timestamptz,
    not_before    timestamptz not null default now(),
    created_at    timestamptz not null default now(),
    primary key (tenant_id, webhook_id),
    check ((former_key_id is null) = (former_until is null)),
    check ((failures = 0) = (failing_since is null))
);
alter table app.webhook enable row level security;
alter table app.webhook force row level security;
create policy tenant_wall on app.webhook
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert, delete on app.webhook to integraci_app;
grant update (url, description, actions, state, reason, key_id, former_key_id, former_until, failures, failing_since,
    not_before) on app.webhook to integraci_app;

-- One message for one endpoint: the document is what is sent at each attempt, byte for byte. due_at and lease_id work as
-- in app.workflow: null when nothing is to be sent any more, and moved behind the lease by whoever sends it.
create table app.webhook_delivery (
    tenant_id   uuid        not null,
    delivery_id uuid        not null,
    webhook_id  uuid        not null,
    message_id  text        not null check (length(message_id) between 1 and 100),
    action      text        not null check (length(action) between 1 and 100),
    document    text        not null check (octet_length(document) between 2 and 8192),
    state       text        not null default 'waiting' check (state in ('waiting', 'delivered', 'failed', 'skipped')),
    tries       integer     not null default 0 check (tries >= 0),
    attempts    integer     not null default 0 check (attempts >= tries),
    due_at      timestamptz,
    lease_id    uuid,
    created_at  timestamptz not null default now(),
    ended_at    timestamptz,
    primary key (tenant_id, delivery_id),
    unique (tenant_id, webhook_id, message_id),
    foreign key (tenant_id, webhook_id) references app.webhook (tenant_id, webhook_id) on delete cascade,
    check ((state = 'waiting') = (due_at is not null)),
    check ((state = 'waiting') = (ended_at is null))
);
create index webhook_delivery_of on app.webhook_delivery (tenant_id, webhook_id, delivery_id);
alter table app.webhook_delivery enable row level security;
alter table app.webhook_delivery force row level security;
create policy tenant_wall on app.webhook_delivery
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert, delete on app.webhook_delivery to integraci_app;
grant update (state, tries, attempts, due_at, lease_id, ended_at) on app.webhook_delivery to integraci_app;

-- The claim looks across tenants: what is due, and nothing of what it is about.
create index webhook_delivery_due on app.webhook_delivery (due_at) where due_at is not null;
create policy claim_seen on app.webhook_delivery for select to integraci_events using (due_at is not null);
create policy claim_taken on app.webhook_delivery for update to integraci_events
    using (due_at is not null) with check (due_at is not null);
grant select (tenant_id, delivery_id, due_at) on app.webhook_delivery to integraci_events;
grant update (due_at, lease_id) on app.webhook_delivery to integraci_events;

-- What came of each attempt. One that stays open was lost with its sender; the receiver may have it.
create table app.webhook_attempt (
    tenant_id   uuid        not null,
    delivery_id uuid        not null,
    number      integer     not null check (number > 0),
    outcome     text        not null default 'open' check (outcome in ('open', 'done', 'failed')),
    status      integer     check (status between 100 and 999),
    error       text        not null default '' check (length(error) <= 300),
    millis      integer     not null default 0 check (millis >= 0),
    started_at  timestamptz not null default now(),
    primary key (tenant_id, delivery_id, number),
    foreign key (tenant_id, delivery_id) references app.webhook_delivery (tenant_id, delivery_id) on delete cascade
);
alter table app.webhook_attempt enable row level security;
alter table app.webhook_attempt force row level security;
create policy tenant_wall on app.webhook_attempt
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert on app.webhook_attempt to integraci_app;
grant update (outcome, status, error, millis) on app.webhook_attempt to integraci_app;
