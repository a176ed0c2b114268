package com.integraci.appliance.console;

import com.integraci.appliance.alerts.Alerts;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.notices.Notices;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import java.util.EnumMap;
import java.util.Map;

/** What waits for the visitor in which section, as the navigation counts it. */
record Badges(Policy policy, Alerts alerts, Notices notices) {

  Map<Section, Long> of(Visitor visitor) {
    var waiting = new EnumMap<Section, Long>(Section.class);
    var caller = visitor.caller();
    if (policy.offers(caller, Action.ALERT_READ)) {
      waiting.put(Section.ALERTS, alerts.waiting(caller));
    }
    if (policy.offers(caller, Action.NOTICE_READ)) {
      waiting.put(Section.NOTICES, notices.unread(caller));
    }
    return waiting;
  }
}
