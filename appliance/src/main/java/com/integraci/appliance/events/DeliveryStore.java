package com.integraci.appliance.events;

import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.policy.Permit;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Rows of {@code webhook_delivery} and {@code webhook_attempt}. */
final class DeliveryStore {

  private static final String CLAIM =
      """
      update app.webhook_delivery d
      set due_at = now() + make_interval(secs => ?), lease_id = ?
      from (select tenant_id, delivery_id from app.webhook_delivery
            where due_at <= now() order by due_at limit ? for update skip locked) as due
      where d.tenant_id = due.tenant_id and d.delivery_id = due.delivery_id
      returning d.tenant_id, d.delivery_id
      """;

  private static final String ADD =
      """
      insert into app.webhook_delivery
          (tenant_id, delivery_id, webhook_id, message_id, action, document, state, due_at,
           ended_at)
      select ?::uuid, n.delivery::uuid, ?::uuid, n.message, n.action, n.document,
             case when ?::boolean then 'waiting' else 'skipped' end,
             case when ?::boolean then now() end, case when ?::boolean then null else now() end
      from unnest(?::text[], ?::text[], ?::text[], ?::text[])
          as n (delivery, message, action, document)
      on conflict (tenant_id, webhook_id, message_id) do nothing
      """;

  private static final String BACKLOG =
      """
      select count(*) as waiting from (
          select from app.webhook_delivery
          where tenant_id = ? and webhook_id = ? and state = 'waiting' limit ?) as w
      """;

  private static final String LEASED =
      """
      select delivery_id, webhook_id, message_id, action, state, tries, attempts,
             due_at, created_at, ended_at, document
      from app.webhook_delivery where tenant_id = ? and delivery_id = ? and lease_id = ? for update
      """;

  private static final String ONE =
      """
      select delivery_id, webhook_id, message_id, action, state, tries, attempts,
             due_at, created_at, ended_at, document
      from app.webhook_delivery where tenant_id = ? and webhook_id = ? and delivery_id = ?
      """;

  private static final String PAGE =
      """
      select delivery_id, webhook_id, message_id, action, state, tries, attempts,
             due_at, created_at, ended_at, document
      from app.webhook_delivery
      where tenant_id = ? and webhook_id = ? and (?::uuid is null or delivery_id < ?::uuid)
        and (?::text is null or state = ?::text)
      order by delivery_id desc
      limit ?
      """;

  private static final String LATEST =
      """
      select d.delivery_id, d.webhook_id, d.message_id, d.action, d.state, d.tries, d.attempts,
             d.due_at, d.created_at, d.ended_at, d.document
      from app.webhook w cross join lateral (
          select * from app.webhook_delivery
          where tenant_id = w.tenant_id and webhook_id = w.webhook_id
          order by delivery_id desc limit 1) d
      where w.tenant_id = ? limit ?
      """;

  private static final String BEGIN =
      """
      update app.webhook_delivery set tries = tries + 1, attempts = attempts + 1
      where tenant_id = ? and delivery_id = ? and lease_id = ?
      """;

  private static final String END =
      """
      update app.webhook_delivery
      set state = ?, due_at = null, lease_id = null, ended_at = now()
      where tenant_id = ? and delivery_id = ? and lease_id = ?
      """;

  private static final String AGAIN =
      """
      update app.webhook_delivery
      set due_at = now() + make_interval(secs => ?::double precision / 1000), lease_id = null
      where tenant_id = ? and delivery_id = ? and lease_id = ?
      """;

  private static final String REPLAY =
      """
      update app.webhook_delivery
      set state = 'waiting', tries = 0, due_at = now(), lease_id = null, ended_at = null
      where tenant_id = ? and webhook_id = ? and delivery_id = ? and state <> 'waiting'
      """;

  private static final String REPLAY_PERIOD =
      """
      update app.webhook_delivery
      set state = 'waiting', tries = 0, due_at = now(), lease_id = null, ended_at = null
      where tenant_id = ? and webhook_id = ? and delivery_id in (
          select delivery_id from app.webhook_delivery
          where tenant_id = ? and webhook_id = ? and created_at >= ? and created_at < ?
            and (state in ('failed', 'skipped') or (?::boolean and state = 'delivered'))
          order by delivery_id limit ?)
      """;

  private static final String FORGET =
      """
      delete from app.webhook_delivery where tenant_id = ? and delivery_id in (
          select delivery_id from app.webhook_delivery
          where tenant_id = ? and ended_at < now() - make_interval(secs => ?)
          order by delivery_id limit 1000)
      """;

  /** What a claim took; it says nothing of what it is about. */
  record Claim(TenantId tenant, UUID delivery, UUID lease) {}

  /** A delivery with what is sent, and how often it was tried since it was last begun anew. */
  record Kept(Delivery delivery, int tries, String document) {}

  List<Claim> claim(JobDatabase claims, Duration lease, int max) {
    UUID id = UUID.randomUUID();
    return claims.claim(
        tx ->
            tx.query(
                CLAIM,
                row -> new Claim(new TenantId(row.uuid("tenant_id")), row.uuid("delivery_id"), id),
                lease.toSeconds(),
                id,
                max));
  }

  /** Adds a delivery for each message that the endpoint does not have. */
  void add(Tx tx, Permit permit, UUID webhook, List<Message> messages, boolean wanted) {
    tx.execute(
        ADD,
        permit.tenant(),
        webhook,
        wanted,
        wanted,
        wanted,
        messages.stream().map(_ -> UuidV7.next().toString()).toList(),
        messages.stream().map(Message::id).toList(),
        messages.stream().map(Message::action).toList(),
        messages.stream().map(Message::document).toList());
  }

  /** How many wait, counted up to a limit. */
  long waiting(Tx tx, TenantId tenant, UUID webhook, int limit) {
    return tx.first(BACKLOG, row -> row.number("waiting"), tenant, webhook, limit).orElseThrow();
  }

  Optional<Kept> leased(Tx tx, Claim claim) {
    return tx.first(LEASED, DeliveryStore::kept, claim.tenant(), claim.delivery(), claim.lease());
  }

  Optional<Kept> find(Tx tx, TenantId tenant, UUID webhook, UUID delivery) {
    return tx.first(ONE, DeliveryStore::kept, tenant, webhook, delivery);
  }

  /** The newest of each endpoint that has any. */
  List<Delivery> latest(Tx tx, TenantId tenant) {
    return tx.query(LATEST, row -> kept(row).delivery(), tenant, Webhooks.MAX);
  }

  List<Delivery> page(Tx tx, TenantId tenant, UUID webhook, DeliveryFilter filter, int limit) {
    String before = filter.before().map(UUID::toString).orElse(null);
    String state = filter.state().map(DeliveryStore::word).orElse(null);
    return tx.query(
        PAGE, row -> kept(row).delivery(), tenant, webhook, before, before, state, state, limit);
  }

  void begin(Tx tx, Permit permit, Claim claim) {
    tx.execute(BEGIN, permit.tenant(), claim.delivery(), claim.lease());
  }

  void end(Tx tx, Permit permit, Claim claim, Delivery.State state) {
    tx.execute(END, word(state), permit.tenant(), claim.delivery(), claim.lease());
  }

  void again(Tx tx, Permit permit, Claim claim, Duration wait) {
    tx.execute(AGAIN, wait.toMillis(), permit.tenant(), claim.delivery(), claim.lease());
  }

  boolean replay(Tx tx, Permit permit, UUID webhook, UUID delivery) {
    return tx.execute(REPLAY, permit.tenant(), webhook, delivery) == 1;
  }

  long replay(Tx tx, Permit permit, ReplayPeriod period, int max) {
    return tx.execute(
        REPLAY_PERIOD,
        permit.tenant(),
        period.webhook(),
        permit.tenant(),
        period.webhook(),
        period.from(),
        period.to(),
        period.delivered(),
        max);
  }

  /** Forgets what ended long ago, 1000 at a time. */
  void forget(Tx tx, Permit permit, Duration kept) {
    tx.execute(FORGET, permit.tenant(), permit.tenant(), kept.toSeconds());
  }

  private static Kept kept(Row row) {
    var delivery =
        new Delivery(
            row.uuid("delivery_id"),
            row.uuid("webhook_id"),
            row.text("message_id"),
            row.text("action"),
            Delivery.State.valueOf(row.text("state").toUpperCase(Locale.ROOT)),
            Math.toIntExact(row.number("attempts")),
            row.optionalInstant("due_at"),
            row.instant("created_at"),
            row.optionalInstant("ended_at"));
    return new Kept(delivery, Math.toIntExact(row.number("tries")), row.text("document"));
  }

  private static String word(Delivery.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
