package com.integraci.appliance.workflow;

import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Takes what is due, across tenants, by the job's own role; it learns ids and nothing else. */
final class ClaimStore {

  /** Claims take turns, so that two control planes never let more of a team run than may. */
  private static final String ALONE =
      """
      select pg_advisory_xact_lock(hashtextextended('integraci.claim_workflows', 0))
      """;

  /**
   * Goes from team to team along the index, and takes of those with the least at work first. What
   * is locked at this moment is looked at again by the next claim.
   */
  private static final String CLAIM =
      """
      with recursive team (tenant_id) as (
          (select tenant_id from app.workflow where due_at is not null order by tenant_id limit 1)
          union all
          select (
              select next.tenant_id from app.workflow as next
              where next.due_at is not null and next.tenant_id > team.tenant_id
              order by next.tenant_id limit 1)
          from team where team.tenant_id is not null
      ), due as (
          select found.tenant_id, found.workflow_id, found.due_at,
                 held.number + row_number() over (partition by found.tenant_id order by
                     found.due_at) as turn
          from team
          cross join lateral (
              select count(*) as number from app.workflow as its
              where its.tenant_id = team.tenant_id and its.lease_id is not null and its.due_at >
                  now()
          ) as held
          cross join lateral (
              select its.tenant_id, its.workflow_id, its.due_at from app.workflow as its
              where its.tenant_id = team.tenant_id and its.due_at <= now()
              order by its.due_at limit greatest(?::bigint - held.number, 0) for update skip locked
          ) as found
          where team.tenant_id is not null
      ), chosen as (
          select tenant_id, workflow_id from due order by turn, due_at limit ?
      )
      update app.workflow as taken
      set lease_id = ?, due_at = now() + ? * interval '1 millisecond'
      from chosen where taken.tenant_id = chosen.tenant_id and taken.workflow_id =
          chosen.workflow_id
      returning taken.tenant_id, taken.workflow_id
      """;

  private final JobDatabase database;

  ClaimStore(JobDatabase database) {
    this.database = database;
  }

  /**
   * Claims workflows; each is due again when the lease runs out.
   *
   * @param max as many at most
   * @param perTenant as many of one tenant's at work at most, those of other engines included
   */
  List<Claim> claim(int max, int perTenant, Duration lease) {
    var mark = UUID.randomUUID();
    return database.claim(
        tx -> {
          tx.lockWithNext(ALONE);
          return tx.query(
              CLAIM,
              row -> new Claim(new TenantId(row.uuid("tenant_id")), row.uuid("workflow_id"), mark),
              perTenant,
              max,
              mark,
              lease.toMillis());
        });
  }
}
