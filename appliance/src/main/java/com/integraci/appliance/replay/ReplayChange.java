package com.integraci.appliance.replay;

import com.integraci.bundles.policy.ReplayReport.Change;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A decision that comes out differently.
 *
 * @param decision its id
 * @param change what becomes of it
 * @param because the rules that make the difference, fifteen at most; of an undecided one a word:
 *     {@code erased}, {@code limit}, {@code fault}
 * @param service what it was about: a service, or an action
 * @param gate the gate's name, or the role of who acted
 * @param environment where it would go, or what kind of resource it was done to
 * @param at when it was made
 */
public record ReplayChange(
    UUID decision,
    Change change,
    List<String> because,
    String service,
    String gate,
    String environment,
    Instant at) {

  public ReplayChange {
    because = List.copyOf(because);
  }

  /**
   * Some of them, the newest first.
   *
   * @param changes at most as many as were asked for
   * @param next what the next page comes after, when there is one
   */
  public record Page(List<ReplayChange> changes, Optional<UUID> next) {

    public Page {
      changes = List.copyOf(changes);
    }

    /** One more than the limit was asked for, to see whether there are more. */
    static Page of(List<ReplayChange> found, int limit) {
      if (found.size() <= limit) {
        return new Page(found, Optional.empty());
      }
      var page = found.subList(0, limit);
      return new Page(page, Optional.of(page.getLast().decision()));
    }
  }

  /**
   * Which are meant.
   *
   * @param change of this kind alone; "" for all
   * @param service of this service, or of this action, alone; "" for all
   */
  public record Filter(String change, String service) {

    /** All. */
    public static final Filter ALL = new Filter("", "");
  }
}
