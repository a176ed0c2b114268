package com.integraci.appliance.tenancy;

import com.integraci.appliance.database.FrontDoor;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Conflict;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Holds slugs for sign-ups, by the role of the anonymous. */
final class Reservations {

  private static final String RESERVE =
      """
      select outcome, tenant_id from front.reserve_slug(?::uuid, ?, ?, ?)
      """;

  private final FrontDoor front;

  /**
   * A slug that is held.
   *
   * @param tenant for whom
   * @param known whether the tenant is there already: the request came before
   */
  record Reservation(TenantId tenant, boolean known) {}

  Reservations(FrontDoor front) {
    this.front = front;
  }

  /**
   * Holds the command's slug.
   *
   * @throws Conflict when it can't be had
   */
  Reservation reserve(SignUpCommand command, String key) {
    var answers =
        front.call(
            RESERVE,
            row -> List.of(row.text("outcome"), row.uuid("tenant_id").toString()),
            TenantId.fresh().value(),
            command.slug(),
            OperationSecret.sha256(key),
            fingerprint(command, key));
    var tenant = new TenantId(UUID.fromString(answers.getFirst().getLast()));
    return switch (answers.getFirst().getFirst()) {
      case "reserved" -> new Reservation(tenant, false);
      case "known" -> new Reservation(tenant, true);
      case "busy" ->
          throw new Conflict("This sign-up is under way already. Try again in half a minute.");
      case "reused" ->
          throw new Conflict("This Idempotency-Key came with other fields before. Use a new one.");
      case "taken" -> throw new Conflict("Another team has this short name. Choose another.");
      default -> throw new IllegalStateException("front.reserve_slug answered something else");
    };
  }

  /** All fields but the password, each with its length, keyed with what only the client has. */
  private static byte[] fingerprint(SignUpCommand command, String key) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      for (String field :
          List.of(
              command.name(),
              command.email(),
              command.organisation(),
              command.slug(),
              command.plan())) {
        mac.update((field.length() + ":" + field).getBytes(StandardCharsets.UTF_8));
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no HmacSHA256", e);
    }
  }
}
