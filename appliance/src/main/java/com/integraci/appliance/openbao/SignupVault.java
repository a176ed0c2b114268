package com.integraci.appliance.openbao;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Conflict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What of a sign-up may not stand in our database while its tenant is being provisioned: the
 * owner's name, address and password hash. It is good for {@link #LIFETIME} and then gone.
 */
public final class SignupVault {

  /** How long a sign-up waits for its provisioning. */
  public static final Duration LIFETIME = Duration.ofMinutes(15);

  private static final int PAGE = 100;

  private final Credential controlPlane;

  SignupVault(Credential controlPlane) {
    this.controlPlane = controlPlane;
  }

  /**
   * The owner of a tenant that is being provisioned.
   *
   * @param name the person's name
   * @param email the person's address
   * @param bcryptHash the password's hash, {@code $2…}, or "" for somebody who has none
   */
  public record Waiting(String name, String email, String bcryptHash) {
    public Waiting {
      Objects.requireNonNull(name);
      Objects.requireNonNull(email);
      if (!bcryptHash.matches("|\\$2[aby]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}")) {
        throw new IllegalArgumentException("not a bcrypt hash");
      }
    }

    /** Nothing of it belongs into a log. */
    @Override
    public String toString() {
      return "[waiting]";
    }
  }

  /**
   * Keeps the owner's data for the provisioning.
   *
   * @throws Conflict when some wait for this tenant already
   */
  public void put(TenantId tenant, Waiting owner) {
    put(tenant.value(), owner);
  }

  /**
   * Keeps somebody's data for whoever knows the id.
   *
   * @throws Conflict when some wait under this id already
   */
  public void put(UUID id, Waiting owner) {
    var data =
        Map.of(
            "name", owner.name(),
            "email", owner.email(),
            "bcrypt_hash", owner.bcryptHash());
    Answer answer =
        controlPlane.send(
            Call.write(
                Call.APPLIANCE,
                "signups/data/" + id,
                Map.of("options", Map.of("cas", 0), "data", data)));
    if (answer.casMismatch()) {
      throw new Conflict("This sign-up is under way already.");
    }
    answer.expectDone();
  }

  /** The owner's data, unless they were destroyed or are older than {@link #LIFETIME}. */
  public Optional<Waiting> read(TenantId tenant) {
    return read(tenant.value());
  }

  /** What waits under the id, unless it was destroyed or is older than {@link #LIFETIME}. */
  public Optional<Waiting> read(UUID id) {
    Answer answer = controlPlane.send(Call.read(Call.APPLIANCE, "signups/data/" + id));
    if (answer.missing()) {
      return Optional.empty();
    }
    var found = answer.data();
    if (isOver(found.path("metadata").path("created_time").asString(), LIFETIME)) {
      return Optional.empty();
    }
    var data = found.path("data");
    return Optional.of(
        new Waiting(
            data.path("name").asString(),
            data.path("email").asString(),
            data.path("bcrypt_hash").asString()));
  }

  /** Destroys the owner's data; nothing of them can be had back. Again is no error. */
  public void destroy(TenantId tenant) {
    destroy(tenant.value());
  }

  /** Destroys what waits under the id; nothing of it can be had back. Again is no error. */
  public void destroy(UUID id) {
    destroyKey(id.toString());
  }

  /** Destroys what is older than {@link #LIFETIME}; returns how many there were. */
  public int sweep() {
    return sweep(LIFETIME);
  }

  /** Destroys what is older than that; returns how many there were. */
  public int sweep(Duration age) {
    int destroyed = 0;
    String after = "";
    for (List<String> page = page(after); !page.isEmpty(); page = page(after)) {
      for (String key : page) {
        if (isOlder(key, age)) {
          destroyKey(key);
          destroyed++;
        }
      }
      after = page.getLast();
    }
    return destroyed;
  }

  /** Keys sort, so the cursor moves on and the loop over the pages ends. */
  private List<String> page(String after) {
    String query = "?list=true&limit=" + PAGE + "&after=" + after;
    Answer answer = controlPlane.send(Call.read(Call.APPLIANCE, "signups/metadata/" + query));
    return answer.missing()
        ? List.of()
        : answer.data().path("keys").valueStream().map(key -> key.asString()).toList();
  }

  private boolean isOlder(String key, Duration age) {
    Answer answer = controlPlane.send(Call.read(Call.APPLIANCE, "signups/metadata/" + key));
    return !answer.missing() && isOver(answer.data().path("created_time").asString(), age);
  }

  private void destroyKey(String key) {
    String path = "signups/metadata/" + UUID.fromString(key);
    controlPlane.send(Call.delete(Call.APPLIANCE, path)).expectDone();
  }

  private static boolean isOver(String createdTime, Duration age) {
    return Instant.parse(createdTime).plus(age).isBefore(Instant.now());
  }
}
