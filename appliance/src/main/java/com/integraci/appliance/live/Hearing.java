package com.integraci.appliance.live;

import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.EventRules;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Told;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a role hears of, by topic: the first word of each event that it may hear of ({@code
 * events.txt}), and beside events {@code workflow} for each step if it may read workflows, {@code
 * audit} for every entry if it may read the log, and {@code notice} for what the caller is told in
 * a notice.
 */
final class Hearing {

  /** The topic of whoever has to look at everything. */
  static final String ALL = "all";

  /** The topic of what leaves no entry in the operators' chain: the teams and their layers. */
  static final String TENANT = "tenant";

  private static final String WORKFLOW = "workflow";
  private static final String AUDIT = "audit";
  private static final String NOTICE = "notice";

  /** What a refused caller tried is for auditors. */
  private static final Set<String> OUTCOMES = Set.of("done", "failed");

  private final EventRules rules;
  private final Policy policy;

  Hearing(EventRules rules, Policy policy) {
    this.rules = rules;
    this.policy = policy;
  }

  /** The topics of what followed that the caller may hear of. */
  Set<String> topics(Caller caller, TeamNews.Followed followed) {
    if (followed.gap()) {
      return Set.of(ALL);
    }
    var topics = new TreeSet<>(topics(caller, followed.items()));
    if (followed.outside() && policy.offers(caller, Action.TENANT_LIST)) {
      topics.add(TENANT);
    }
    return topics;
  }

  private Set<String> topics(Caller caller, List<TeamNews.Item> items) {
    var heard = rules.heardBy(caller.role());
    boolean audit = policy.offers(caller, Action.AUDIT_READ);
    boolean workflows = policy.offers(caller, Action.WORKFLOW_READ);
    boolean notices = policy.offers(caller, Action.NOTICE_READ);
    var topics = new TreeSet<String>();
    for (TeamNews.Item item : items) {
      if (audit) {
        topics.add(AUDIT);
      }
      if (!OUTCOMES.contains(item.outcome())) {
        continue;
      }
      if (heard.contains(item.action())) {
        topics.add(item.action().substring(0, item.action().indexOf('.')));
      }
      if (workflows && item.resource().equals(WORKFLOW)) {
        topics.add(WORKFLOW);
      }
      if (notices && item.told().filter(told -> reaches(told, caller)).isPresent()) {
        topics.add(NOTICE);
      }
    }
    return topics;
  }

  private static boolean reaches(Told told, Caller caller) {
    return told.reaches(caller.actor().id(), caller.role());
  }
}
