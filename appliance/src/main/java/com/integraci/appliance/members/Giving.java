package com.integraci.appliance.members;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Role;

/**
 * What somebody may make of others. Whoever acts in a role for a time gives no role above the one
 * that stays: what is given could outlast what it was given by.
 */
final class Giving {

  private Giving() {}

  /** Refuses a role above the one that the caller has for good. */
  static void expectLasting(Tx tx, Permit permit, Role role) {
    var own = MemberStore.standing(tx, permit.tenant(), permit.actor().id());
    if (own.filter(standing -> !above(role, standing)).isEmpty()) {
      throw new Denied(
          permit.action().id(),
          "You have your role for a time only: you give none above the one that stays.");
    }
  }

  /** Whether the one role is stronger than the other, in the order of {@link Members#ROLES}. */
  static boolean above(Role one, Role other) {
    return Members.ROLES.indexOf(one) < Members.ROLES.indexOf(other);
  }
}
