package com.integraci.appliance.audit;

import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.policy.ActionDecision;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.bundles.audit.AuditDetail;
import com.integraci.bundles.audit.AuditEntry;
import com.integraci.bundles.canonical.JsonValue;
import com.integraci.bundles.canonical.JsonValue.Text;
import com.integraci.bundles.canonical.JsonValue.Whole;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An entry in the making: from what the product knows to the bytes of the format. */
final class EntryDraft {

  private final Optional<AuditDetail> detail;
  private final byte[] body;

  EntryDraft(Permit permit, AuditEvent event) {
    this(
        permit.tenant().value(),
        actor(permit.actor()),
        permit.action().id(),
        Optional.of(permit),
        permit.request(),
        event);
  }

  EntryDraft(Caller caller, AuditEvent event, String action) {
    this(
        caller.tenant().value(),
        actor(caller.actor()),
        action,
        Optional.empty(),
        caller.request(),
        event);
  }

  private EntryDraft(
      UUID tenant,
      AuditEntry.Actor actor,
      String action,
      Optional<Permit> permit,
      UUID run,
      AuditEvent event) {
    UUID id = UuidV7.next();
    boolean system = actor.kind() == AuditEntry.Actor.Kind.SYSTEM;
    detail = event.detail().isEmpty() ? Optional.empty() : Optional.of(detail(event));
    body =
        new AuditEntry(
                tenant,
                id,
                Instant.now(),
                actor,
                action,
                new AuditEntry.Resource(event.resource().kind(), event.resource().id()),
                outcome(event.outcome()),
                permit.map(value -> value.role().word()),
                system ? Optional.empty() : Optional.of(run),
                system ? Optional.of(run) : Optional.empty(),
                facts(event.facts(), permit.flatMap(Permit::decision)),
                detail.map(value -> value.hash(id)))
            .bytes();
  }

  /** The entry's exact bytes. */
  byte[] body() {
    return body;
  }

  Optional<AuditDetail> detail() {
    return detail;
  }

  private static AuditDetail detail(AuditEvent event) {
    JsonValue.Builder content = JsonValue.object();
    event.detail().forEach(content::put);
    return AuditDetail.of(content.build());
  }

  /**
   * A decimal number is one in the entry; everything else stays a code. What was done by a decision
   * names it, and holds the hash of the line that stands for it.
   */
  private static Map<String, JsonValue> facts(
      Map<String, String> facts, Optional<ActionDecision> decision) {
    Map<String, JsonValue> values = new HashMap<>();
    facts.forEach(
        (name, value) -> {
          boolean whole = value.matches("0|[1-9][0-9]{0,14}");
          values.put(name, whole ? new Whole(Long.parseLong(value)) : new Text(value));
        });
    decision.ifPresent(
        made -> {
          values.put("decision_id", new Text(made.id().toString()));
          values.put("decision_hash", new Text(made.lineHash()));
        });
    return values;
  }

  private static AuditEntry.Actor actor(com.integraci.appliance.policy.Actor actor) {
    return new AuditEntry.Actor(
        switch (actor.kind()) {
          case MEMBER -> AuditEntry.Actor.Kind.MEMBER;
          case SERVICE -> AuditEntry.Actor.Kind.SERVICE;
          case SYSTEM -> AuditEntry.Actor.Kind.SYSTEM;
        },
        actor.id());
  }

  private static AuditEntry.Outcome outcome(AuditEvent.Outcome outcome) {
    return switch (outcome) {
      case DONE -> AuditEntry.Outcome.DONE;
      case DENIED -> AuditEntry.Outcome.DENIED;
      case FAILED -> AuditEntry.Outcome.FAILED;
    };
  }
}
