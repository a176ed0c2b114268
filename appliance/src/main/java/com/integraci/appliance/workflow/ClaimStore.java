package com.integraci.appliance.workflow;

import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Takes what is due, across tenants, by the job's own role; it learns ids and nothing else. */
final class ClaimStore {

  private static final String CLAIM =
      """
      update app.workflow as taken
      set lease_id = ?, due_at = now() + ? * interval '1 millisecond'
      from (
          select tenant_id, workflow_id from app.workflow
          where due_at <= now() order by due_at limit ? for update skip locked
      ) as due
      where taken.tenant_id = due.tenant_id and taken.workflow_id = due.workflow_id
      returning taken.tenant_id, taken.workflow_id
      """;

  private final JobDatabase database;

  ClaimStore(JobDatabase database) {
    this.database = database;
  }

  /** Claims up to {@code max} workflows; each is due again when the lease runs out. */
  List<Claim> claim(int max, Duration lease) {
    var mark = UUID.randomUUID();
    return database.claim(
        tx ->
            tx.query(
                CLAIM,
                row ->
                    new Claim(new TenantId(row.uuid("tenant_id")), row.uuid("workflow_id"), mark),
                mark,
                lease.toMillis(),
                max));
  }
}
