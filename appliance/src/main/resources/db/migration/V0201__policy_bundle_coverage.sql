-- Through how many lines of its rules a bundle's tests went when it was published, and of how many, by file. Bundles of
-- before have none.
alter table app.policy_bundle add column coverage text check (coverage is json object and octet_length(coverage) <= 131072);
grant insert (coverage) on app.policy_bundle to integraci_app;
