-- What a member wants to be mailed. What is about the team's security is mailed whatever stands here. Who has no row has
-- not chosen.
create table app.notice_choice (
    tenant_id uuid    not null,
    member_id uuid    not null,
    service   boolean not null,
    account   boolean not null,
    primary key (tenant_id, member_id),
    foreign key (tenant_id, member_id) references app.member (tenant_id, member_id) on delete cascade
);
alter table app.notice_choice enable row level security;
alter table app.notice_choice force row level security;
create policy tenant_wall on app.notice_choice
    using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert on app.notice_choice to integraci_app;
grant update (service, account) on app.notice_choice to integraci_app;
