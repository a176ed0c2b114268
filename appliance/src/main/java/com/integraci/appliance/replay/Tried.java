package com.integraci.appliance.replay;

import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.decisions.Redecided;
import com.integraci.bundles.policy.ReplayReport.Change;
import java.util.List;
import java.util.UUID;

/**
 * What becomes of one decision.
 *
 * @param decision its id
 * @param service what it was about: a service, or an action
 * @param change what becomes of it
 * @param because as of a {@link ReplayChange}, but all of them
 */
record Tried(UUID decision, String service, Change change, List<String> because) {

  private static final int NAMED_MAX = 15;

  static Tried of(Decision made, Rules.Ruling candidate) {
    if (made.record().settled()) {
      return of(made, Change.UNCHANGED, List.of());
    }
    if (made.input().isEmpty()) {
      return of(made, Change.UNDECIDED, List.of("erased"));
    }
    var again = Redecided.by(candidate, made.input().get());
    if (!again.decided()) {
      return of(made, Change.UNDECIDED, List.of(again.reason()));
    }
    var change = Change.of(made.allowed(), again.allowed());
    return of(
        made,
        change,
        switch (change) {
          case TO_DENY -> Redecided.denying(again.result());
          case TO_ALLOW -> Redecided.denying(made.result());
          case UNCHANGED, UNDECIDED -> List.of();
        });
  }

  private static Tried of(Decision made, Change change, List<String> because) {
    return new Tried(made.id(), made.record().about().what(), change, because);
  }

  boolean changed() {
    return change != Change.UNCHANGED;
  }

  /** The rules that make the difference; why it is undecided is not one of them. */
  List<String> rules() {
    return change == Change.UNDECIDED ? List.of() : because;
  }

  /** As it is written down. */
  String words() {
    return String.join(" ", because.subList(0, Math.min(because.size(), NAMED_MAX)));
  }
}
