package com.integraci.appliance.events;

import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.util.List;
import java.util.UUID;

/** Rows of {@code webhook_attempt}. */
final class AttemptStore {

  private static final String ATTEMPTS =
      """
      select number, outcome, status, error, millis, started_at from app.webhook_attempt
      where tenant_id = ? and delivery_id = ? order by number desc limit 100
      """;

  private static final String OPEN =
      """
      insert into app.webhook_attempt (tenant_id, delivery_id, number) values (?, ?, ?)
      """;

  private static final String CLOSE =
      """
      update app.webhook_attempt set outcome = ?, status = ?, error = ?, millis = ?
      where tenant_id = ? and delivery_id = ? and number = ?
      """;

  void open(Tx tx, Permit permit, DeliveryStore.Claim claim, int number) {
    tx.execute(OPEN, permit.tenant(), claim.delivery(), number);
  }

  void close(Tx tx, Permit permit, DeliveryStore.Claim claim, int number, Sending sending) {
    tx.execute(
        CLOSE,
        sending.done() ? "done" : "failed",
        sending.status().orElse(null),
        sending.error(),
        sending.millis(),
        permit.tenant(),
        claim.delivery(),
        number);
  }

  List<Delivery.Attempt> all(Tx tx, TenantId tenant, UUID delivery) {
    return tx.query(ATTEMPTS, AttemptStore::attempt, tenant, delivery);
  }

  private static Delivery.Attempt attempt(Row row) {
    return new Delivery.Attempt(
        Math.toIntExact(row.number("number")),
        row.text("outcome"),
        row.optionalNumber("status").map(Math::toIntExact),
        row.text("error"),
        Math.toIntExact(row.number("millis")),
        row.instant("started_at"));
  }
}
