-- When the member was told that the role ends soon, which is done once. The sweeper finds where somebody is to be told.
alter table app.role_grant add column told_at timestamptz;
grant update (told_at) on app.role_grant to integraci_app;
grant select (created_at, told_at) on app.role_grant to integraci_sweeper;
