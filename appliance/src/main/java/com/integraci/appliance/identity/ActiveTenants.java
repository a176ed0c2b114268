package com.integraci.appliance.identity;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.tenancy.Realms;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tenant that a realm belongs to, kept for half a minute. That is safe although a slug can pass
 * on when a sign-up failed: whether the tenant is active, and who is a member, is read anew for
 * each request.
 */
final class ActiveTenants {

  static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9-]{1,38}[a-z0-9]");

  private static final Duration KEEP = Duration.ofSeconds(30);
  private static final int MAX = 10_000;

  private final Realms realms;
  private final Bounded<Found> found = new Bounded<>(MAX);

  private record Found(TenantId tenant, long nanos) {}

  ActiveTenants(Realms realms) {
    this.realms = realms;
  }

  /**
   * The active tenant of the realm, if there is one.
   *
   * @throws com.integraci.appliance.failure.Suspended when it is known to be
   */
  Optional<TenantId> of(String realm) {
    if (!SLUG.matcher(realm).matches()) {
      return Optional.empty();
    }
    var kept = found.find(realm).filter(f -> System.nanoTime() - f.nanos() < KEEP.toNanos());
    return kept.map(Found::tenant).or(() -> resolve(realm));
  }

  /** The same, asked anew: for a sign-in, which must not go on to a realm that is closed. */
  Optional<TenantId> now(String realm) {
    return SLUG.matcher(realm).matches() ? resolve(realm) : Optional.empty();
  }

  private Optional<TenantId> resolve(String realm) {
    var tenant = realms.resolve(realm);
    tenant.ifPresent(id -> found.put(realm, new Found(id, System.nanoTime())));
    return tenant;
  }
}
