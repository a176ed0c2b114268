-- A draft is replayed too, before anybody signs it. It goes on being written, and may be deleted: what was run is named by its
-- digest, and by how often the draft had been changed. Nothing that is published is replayed by that: the trigger on
-- app.policy_bundle asks for a replay of the bundle's own id.
alter table app.replay alter column bundle_id drop not null;
alter table app.replay
    add column draft_id       uuid,
    add column draft_version  integer check (draft_version >= 1),
    add column draft_name     text check (draft_name ~ '^[a-z][a-z0-9-]{0,62}$'),
    add column draft_release  text check (length(draft_release) between 1 and 40),
    add column draft_decision text check (draft_decision ~ '^[a-z]{2,20}-[0-9]{1,3}$'),
    add column draft_digest   bytea check (length(draft_digest) = 32),
    add constraint replay_of_one check ((bundle_id is null) = (draft_id is not null)),
    add constraint replay_draft_whole check (
        num_nulls(draft_id, draft_version, draft_name, draft_release, draft_decision, draft_digest) in (0, 6));
comment on column app.replay.draft_release is 'the version that the draft''s manifest had';
create index replay_of_draft on app.replay (tenant_id, draft_id, replay_id) where draft_id is not null;
grant insert (draft_id, draft_version, draft_name, draft_release, draft_decision, draft_digest) on app.replay
    to integraci_app;
