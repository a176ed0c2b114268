-- Who answers for an exception where that is another than who asked for it, and when its people were told that it ends
-- soon, which is done once. The sweeper finds teams in which somebody is to be told, and sees nothing of what is excepted.
alter table app.policy_exception
    add column owner   uuid,
    add column told_at timestamptz;
grant insert (owner), update (told_at) on app.policy_exception to integraci_app;
create index policy_exception_ending on app.policy_exception (expires_at)
    where told_at is null and ended_at is null and approved_at is not null;
create policy sweep on app.policy_exception for select to integraci_sweeper
    using (told_at is null and ended_at is null and approved_at is not null);
grant select (tenant_id, expires_at, asked_at, approved_at, ended_at, told_at)
    on app.policy_exception to integraci_sweeper;
