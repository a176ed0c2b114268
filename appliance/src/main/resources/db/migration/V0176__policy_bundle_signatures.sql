-- A bundle is signed: by a key that the team trusted when it was published (signed_with), or by the site's. signature is the
-- envelope and signer the public key, SubjectPublicKeyInfo. One without a signature decides nothing.
alter table app.policy_bundle
    add column signature   text  check (octet_length(signature) <= 16384),
    add column signer      bytea check (octet_length(signer) between 1 and 500),
    add column signed_with uuid,
    add constraint policy_bundle_signed check ((signature is null) = (signer is null)),
    add constraint policy_bundle_signed_with check (signed_with is null or signature is not null),
    add constraint policy_bundle_key foreign key (tenant_id, signed_with)
        references app.trusted_key (tenant_id, trusted_key_id);
create index policy_bundle_signed_with on app.policy_bundle (tenant_id, signed_with);
grant insert (signature, signer, signed_with) on app.policy_bundle to integraci_app;

create function app.policy_bundle_is_signed() returns trigger
    language plpgsql set search_path = pg_catalog as
$$
begin
    if new.signature is null then
        raise exception 'a bundle is signed' using errcode = 'check_violation';
    end if;
    return new;
end
$$;
revoke execute on function app.policy_bundle_is_signed() from public;
create trigger policy_bundle_is_signed before insert on app.policy_bundle
    for each row execute function app.policy_bundle_is_signed();
