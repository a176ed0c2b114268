package com.integraci.appliance.policy;

import java.util.Objects;
import java.util.UUID;

/**
 * Whom an entry is told to.
 *
 * @param action what was done, as the notice says it
 * @param rule what the notice is, and to whom it goes
 * @param one the member whom the rule means, when it means one
 * @param actor who did it, and so knows of it
 */
public record Told(String action, NoticeRules.Rule rule, UUID one, UUID actor) {

  public Told {
    Objects.requireNonNull(action);
    Objects.requireNonNull(rule);
    Objects.requireNonNull(one);
    Objects.requireNonNull(actor);
  }

  /** Whether it is told to a member of that role. */
  public boolean reaches(UUID member, Role role) {
    return !member.equals(actor)
        && switch (rule.to()) {
          case SUBJECT, MEMBER -> member.equals(one);
          case ADMINS -> role == Role.OWNER || role == Role.ADMIN;
          case EVERYBODY -> true;
        };
  }
}
