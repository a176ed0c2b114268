-- LDAP directories among a team's identity providers. account is whom the appliance signs in as there; it may change with
-- the password, which is in OpenBao as other secrets of providers are.
alter table app.identity_provider
    drop constraint identity_provider_kind_check,
    add constraint identity_provider_kind_check check (kind in ('oidc', 'saml', 'ldap')),
    add column account text not null default '' check (length(account) <= 1000);
grant update (account) on app.identity_provider to integraci_app;
