package com.integraci.appliance.events;

import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of {@code webhook}: a team's endpoints. */
final class WebhookStore {

  private static final String ALL =
      """
      select webhook_id, url, description, array_to_string(actions, ' ') as actions, state, reason,
             key_id, former_key_id, former_until, failures, failing_since, not_before, created_at
      from app.webhook where tenant_id = ? order by webhook_id limit ?
      """;

  private static final String ONE =
      """
      select webhook_id, url, description, array_to_string(actions, ' ') as actions, state, reason,
             key_id, former_key_id, former_until, failures, failing_since, not_before, created_at
      from app.webhook where tenant_id = ? and webhook_id = ?
      """;

  private static final String LOCK =
      """
      select webhook_id, url, description, array_to_string(actions, ' ') as actions, state, reason,
             key_id, former_key_id, former_until, failures, failing_since, not_before, created_at
      from app.webhook where tenant_id = ? and webhook_id = ? for update
      """;

  private static final String LOCK_OF =
      """
      select webhook_id, url, description, array_to_string(actions, ' ') as actions, state, reason,
             key_id, former_key_id, former_until, failures, failing_since, not_before, created_at
      from app.webhook
      where tenant_id = ? and webhook_id = (
          select webhook_id from app.webhook_delivery where tenant_id = ? and delivery_id = ?)
      for update
      """;

  private static final String INSERT =
      """
      insert into app.webhook (tenant_id, webhook_id, url, description, actions, state, key_id)
      values (?, ?, ?, ?, ?::text[], ?, ?)
      """;

  private static final String UPDATE =
      """
      update app.webhook
      set url = ?, description = ?, actions = ?::text[], state = ?,
          reason = case when ?::boolean then '' else reason end, failures = 0,
          failing_since = null, not_before = now()
      where tenant_id = ? and webhook_id = ?
      """;

  private static final String ROTATE =
      """
      update app.webhook
      set former_key_id = key_id, former_until = now() + make_interval(secs => ?), key_id = ?
      where tenant_id = ? and webhook_id = ?
      """;

  private static final String DELETE =
      """
      delete from app.webhook where tenant_id = ? and webhook_id = ?
      """;

  private static final String WORKS =
      """
      update app.webhook set failures = 0, failing_since = null, not_before = now()
      where tenant_id = ? and webhook_id = ? and failures > 0
      """;

  private static final String FAILS =
      """
      update app.webhook
      set failures = failures + 1, failing_since = coalesce(failing_since, now()),
          not_before = greatest(not_before, now() + make_interval(secs => ?))
      where tenant_id = ? and webhook_id = ?
      """;

  private static final String PROBED =
      """
      update app.webhook set not_before = now() + make_interval(secs => ?)
      where tenant_id = ? and webhook_id = ?
      """;

  private static final String DISABLE =
      """
      update app.webhook set state = 'disabled', reason = ?
      where tenant_id = ? and webhook_id = ? and state = 'active'
      """;

  private static final String STUCK =
      """
      select webhook_id from app.webhook
      where tenant_id = ? and webhook_id = ? and state = 'active'
        and failing_since < now() - make_interval(secs => ?)
      """;

  private static final String WAITS =
      """
      select webhook_id from app.webhook
      where tenant_id = ? and webhook_id = ? and failures > 0 and not_before > now()
      """;

  /**
   * An endpoint with the names of its keys.
   *
   * @param key signs
   * @param former signs as well, as long as it is there
   * @param failures attempts that failed since the last that did not
   */
  record Kept(Webhook webhook, UUID key, Optional<UUID> former, int failures) {}

  List<Kept> all(Tx tx, TenantId tenant) {
    return tx.query(ALL, WebhookStore::kept, tenant, Webhooks.MAX);
  }

  Optional<Kept> find(Tx tx, TenantId tenant, UUID webhook) {
    return tx.first(ONE, WebhookStore::kept, tenant, webhook);
  }

  Optional<Kept> lock(Tx tx, TenantId tenant, UUID webhook) {
    return tx.first(LOCK, WebhookStore::kept, tenant, webhook);
  }

  /**
   * The endpoint of a delivery, locked. Whoever changes a delivery and its endpoint locks the
   * endpoint first, as its deletion does.
   */
  Optional<Kept> lockOf(Tx tx, TenantId tenant, UUID delivery) {
    return tx.first(LOCK_OF, WebhookStore::kept, tenant, tenant, delivery);
  }

  void insert(Tx tx, Permit permit, UUID webhook, WebhookCommand command, UUID key) {
    tx.execute(
        INSERT,
        permit.tenant(),
        webhook,
        command.url().toString(),
        command.description(),
        command.events(),
        state(command),
        key);
  }

  void update(Tx tx, Permit permit, UUID webhook, WebhookCommand command) {
    tx.execute(
        UPDATE,
        command.url().toString(),
        command.description(),
        command.events(),
        state(command),
        command.active(),
        permit.tenant(),
        webhook);
  }

  void rotate(Tx tx, Permit permit, UUID webhook, UUID key, Duration both) {
    tx.execute(ROTATE, both.toSeconds(), key, permit.tenant(), webhook);
  }

  void delete(Tx tx, Permit permit, UUID webhook) {
    tx.execute(DELETE, permit.tenant(), webhook);
  }

  void works(Tx tx, Permit permit, UUID webhook) {
    tx.execute(WORKS, permit.tenant(), webhook);
  }

  void fails(Tx tx, Permit permit, UUID webhook, Duration wait) {
    tx.execute(FAILS, wait.toSeconds(), permit.tenant(), webhook);
  }

  /** One that fails is tried with one message at a time. */
  void probed(Tx tx, Permit permit, UUID webhook, Duration lease) {
    tx.execute(PROBED, lease.toSeconds(), permit.tenant(), webhook);
  }

  boolean waits(Tx tx, TenantId tenant, UUID webhook) {
    return tx.first(WAITS, row -> row, tenant, webhook).isPresent();
  }

  boolean stuck(Tx tx, TenantId tenant, UUID webhook, Duration since) {
    return tx.first(STUCK, row -> row, tenant, webhook, since.toSeconds()).isPresent();
  }

  boolean disable(Tx tx, Permit permit, UUID webhook, String reason) {
    return tx.execute(DISABLE, reason, permit.tenant(), webhook) == 1;
  }

  private static String state(WebhookCommand command) {
    return command.active() ? "active" : "disabled";
  }

  private static Kept kept(Row row) {
    String actions = row.text("actions");
    var webhook =
        new Webhook(
            row.uuid("webhook_id"),
            URI.create(row.text("url")),
            row.text("description"),
            actions.isEmpty() ? List.of() : List.of(actions.split(" ")),
            row.text("state").equals("active"),
            row.text("reason"),
            row.optionalInstant("failing_since"),
            row.optionalInstant("former_until"),
            row.instant("created_at"));
    return new Kept(
        webhook,
        row.uuid("key_id"),
        row.optionalUuid("former_key_id"),
        Math.toIntExact(row.number("failures")));
  }
}
