package com.integraci.appliance.events;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The verbs of endpoints. */
public final class Webhooks {

  /** How many endpoints a team may have. */
  public static final int MAX = 10;

  /** How long the former secret signs beside the new one after a rotation. */
  public static final Duration BOTH = Duration.ofHours(24);

  private static final String NONE = "There is no such webhook.";

  private final WebhookParts parts;
  private final WebhookStore webhooks = new WebhookStore();
  private final EventTails tails = new EventTails(WebhookFanOut.READER);

  /** The verbs. */
  public Webhooks(WebhookParts parts) {
    this.parts = parts;
  }

  /** The team's endpoints, the oldest first. */
  public List<Webhook> list(Caller caller) {
    Permit permit = permit(caller, Action.WEBHOOK_READ);
    return parts
        .database()
        .inTenant(
            permit.tenant(),
            tx ->
                webhooks.all(tx, permit.tenant()).stream()
                    .map(WebhookStore.Kept::webhook)
                    .toList());
  }

  /**
   * One endpoint.
   *
   * @throws NotFound when the team has none of that id
   */
  public Webhook find(Caller caller, UUID id) {
    Permit permit = permit(caller, Action.WEBHOOK_READ);
    return parts.database().inTenant(permit.tenant(), tx -> expect(tx, permit, id)).webhook();
  }

  /** The actions that endpoints may ask for. */
  public Set<String> events() {
    return parts.heard();
  }

  /** Whether endpoints may lie inside the appliance's network. */
  public boolean insideAllowed() {
    return parts.insideAllowed();
  }

  /**
   * Makes an endpoint, which hears of what happens from now on.
   *
   * @throws Conflict when the team has as many as it may
   */
  public NewWebhook create(Caller caller, WebhookCommand command) {
    Permit permit = permit(caller, Action.WEBHOOK_PUT);
    check(command);
    parts.database().inTenant(permit.tenant(), tx -> expectRoom(tx, permit));
    UUID key = UuidV7.next();
    // Before the row: a key that no row names signs nothing.
    String secret = shown(parts.keys().make(permit, key));
    UUID id = UuidV7.next();
    var made =
        parts
            .database()
            .inTenant(
                permit.tenant(),
                tx -> {
                  expectRoom(tx, permit);
                  webhooks.insert(tx, permit, id, command, key);
                  tails.begin(tx, permit);
                  record(tx, permit, id, command.url().toString());
                  return expect(tx, permit, id);
                });
    return new NewWebhook(made.webhook(), secret);
  }

  /** Makes it what the command says; a disabled one that is enabled begins anew. */
  public Webhook update(Caller caller, UUID id, WebhookCommand command) {
    return update(caller, id, _ -> command);
  }

  /** Makes of it what the change makes of what it is, with nothing of others in between. */
  public Webhook update(Caller caller, UUID id, UnaryOperator<WebhookCommand> change) {
    Permit permit = permit(caller, Action.WEBHOOK_PUT);
    return parts
        .database()
        .inTenant(
            permit.tenant(),
            tx -> {
              var command = change.apply(WebhookCommand.of(expect(tx, permit, id).webhook()));
              check(command);
              webhooks.update(tx, permit, id, command);
              record(tx, permit, id, command.url().toString());
              return expect(tx, permit, id).webhook();
            });
  }

  /** Removes it with everything that was or is to be sent to it. */
  public void delete(Caller caller, UUID id) {
    Permit permit = permit(caller, Action.WEBHOOK_DELETE);
    parts
        .database()
        .inTenant(
            permit.tenant(),
            tx -> {
              var kept = expect(tx, permit, id);
              webhooks.delete(tx, permit, id);
              if (webhooks.all(tx, permit.tenant()).isEmpty()) {
                tails.end(tx, permit);
              }
              record(tx, permit, id, kept.webhook().url().toString());
              return kept;
            });
  }

  /** Gives it a new secret; the former one signs as well for {@link #BOTH}. */
  public NewWebhook rotate(Caller caller, UUID id) {
    Permit permit = permit(caller, Action.WEBHOOK_ROTATE);
    parts.database().inTenant(permit.tenant(), tx -> expect(tx, permit, id));
    UUID key = UuidV7.next();
    String secret = shown(parts.keys().make(permit, key));
    var rotated =
        parts
            .database()
            .inTenant(
                permit.tenant(),
                tx -> {
                  expect(tx, permit, id);
                  webhooks.rotate(tx, permit, id, key, BOTH);
                  var kept = expect(tx, permit, id);
                  record(tx, permit, id, kept.webhook().url().toString());
                  return kept;
                });
    return new NewWebhook(rotated.webhook(), secret);
  }

  private Permit permit(Caller caller, Action action) {
    return parts.policy().authorize(caller, action, Resource.tenant(caller.tenant()));
  }

  private void check(WebhookCommand command) {
    var unknown =
        command.events().stream().filter(event -> !parts.heard().contains(event)).toList();
    if (!unknown.isEmpty()) {
      throw new Invalid("events", "No event is called " + unknown.getFirst() + ".");
    }
  }

  private List<WebhookStore.Kept> expectRoom(Tx tx, Permit permit) {
    var all = webhooks.all(tx, permit.tenant());
    if (all.size() >= MAX) {
      throw new Conflict("A team has " + MAX + " webhooks at most.");
    }
    return all;
  }

  private WebhookStore.Kept expect(Tx tx, Permit permit, UUID id) {
    return webhooks.lock(tx, permit.tenant(), id).orElseThrow(() -> new NotFound(NONE));
  }

  /** What a person typed goes to the row that can be erased. */
  private void record(Tx tx, Permit permit, UUID id, String what) {
    var event = AuditEvent.done(new Resource("webhook", id)).withDetail(Map.of("what", what));
    parts.audit().append(tx, permit, event);
  }

  private static String shown(byte[] key) {
    return "whsec_" + Base64.getEncoder().encodeToString(key);
  }
}
