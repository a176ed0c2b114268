package com.integraci.tests.decisions;

import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.bundles.policy.DecisionKind;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Rules that can't be compiled now, as when OpenBao is away; counts who asked. */
final class NoRules implements Rules {

  final AtomicInteger asked = new AtomicInteger();

  @Override
  public Optional<Ruling> active(TenantId tenant, DecisionKind kind) {
    throw new Unavailable("openbao", "The rules can't be compiled now.", null);
  }

  @Override
  public Optional<Ruling> of(TenantId tenant, byte[] digest) {
    asked.incrementAndGet();
    throw new Unavailable("openbao", "The rules can't be compiled now.", null);
  }
}
