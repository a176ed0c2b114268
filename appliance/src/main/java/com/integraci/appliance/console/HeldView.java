package com.integraci.appliance.console;

import java.time.Instant;
import java.util.List;

/**
 * What a member has beside its own role.
 *
 * @param grants roles for a time, the soonest to end first
 * @param groups the groups it is in
 * @param grantable what the reader may give it for a time; empty when the reader may not
 * @param joinable names of groups that the reader may put it into, "" ids never
 * @param grantAction where the form of a role for a time goes
 * @param joinAction where the form of a group goes
 */
record HeldView(
    List<Grant> grants,
    List<In> groups,
    List<String> grantable,
    List<Choice> joinable,
    String grantAction,
    String joinAction) {

  /**
   * A role for a time.
   *
   * @param end where the form that ends it goes, or "" when the reader may not
   */
  record Grant(String role, String reason, Instant until, String end) {}

  /**
   * A group.
   *
   * @param role what it makes of the member, in words
   * @param until how long, in words
   * @param href the group's page
   * @param leave where the form that takes the member out goes, or "" when the reader may not
   */
  record In(String name, String role, String until, String href, String leave) {}

  /** A group to choose. */
  record Choice(String id, String name) {}

  boolean empty() {
    return grants.isEmpty() && groups.isEmpty();
  }
}
