-- A bundle is signed: by a key that the team trusted when it was published (signed_with), or by the site's. signature is the
-- envelope and signer the public key, SubjectPublicKeyInfo. One without a signature decides nothing.
alter table app.policy_bundle
    add column signature   text  not null check (octet_length(signature) <= 16384),
    add column signer      bytea not null check (octet_length(signer) between 1 and 500),
    add column signed_with uuid,
    add constraint policy_bundle_key foreign key (tenant_id, signed_with)
        references app.trusted_key (tenant_id, trusted_key_id);
create index policy_bundle_signed_with on app.policy_bundle (tenant_id, signed_with);
grant insert (signature, signer, signed_with) on app.policy_bundle to integraci_app;
