package com.integraci.appliance.policy;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Whom an entry is told to.
 *
 * @param action what was done, as the notice says it
 * @param rule what the notice is, and to whom it goes
 * @param named the members whom the rule means, when it does not mean them by their role
 * @param actor who did it, and so knows of it
 */
public record Told(String action, NoticeRules.Rule rule, Set<UUID> named, UUID actor) {

  public Told {
    Objects.requireNonNull(action);
    Objects.requireNonNull(rule);
    named = Set.copyOf(named);
    Objects.requireNonNull(actor);
  }

  /** Whether it is told to a member of that role. */
  public boolean reaches(UUID member, Role role) {
    return !member.equals(actor)
        && switch (rule.to()) {
          case SUBJECT, MEMBER, MAKERS -> named.contains(member);
          case ADMINS -> role == Role.OWNER || role == Role.ADMIN;
          case EVERYBODY -> true;
        };
  }
}
