-- Whether people of the team need a second factor to sign in. Keycloak asks for it; this is what its realm is made to
-- follow, however often that has to be tried.
alter table app.tenant add column second_factor text not null default 'optional'
    check (second_factor in ('optional', 'required'));
grant update (second_factor) on app.tenant to integraci_app;
