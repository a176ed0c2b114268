package com.integraci.appliance.policy;

import com.integraci.appliance.database.TenantId;
import java.util.Optional;

/** A team's own rules for actions, asked after the floor: they can only deny more. */
@FunctionalInterface
public interface TeamRules {

  /** No team has any. */
  TeamRules NONE = (_, _) -> Optional.empty();

  /**
   * What they say; nothing when the team has none active.
   *
   * @param facts of {@code action-1}, canonical JSON
   * @throws com.integraci.appliance.failure.Unavailable when they can't be asked now
   */
  Optional<Judgement> judge(TenantId tenant, String facts);
}
