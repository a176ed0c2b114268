package com.integraci.appliance.events;

import com.integraci.appliance.broker.Publisher;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.metrics.Counter;
import com.integraci.appliance.policy.EventRules;
import com.integraci.appliance.policy.Policy;
import java.util.Objects;

/**
 * What publishing works with.
 *
 * @param published counts events that the broker has
 * @param probe is told where the work stands
 */
public record PublishParts(
    Policy policy,
    Database database,
    EventRules rules,
    Publisher publisher,
    Counter published,
    PublishProbe probe) {

  public PublishParts {
    Objects.requireNonNull(policy);
    Objects.requireNonNull(database);
    Objects.requireNonNull(rules);
    Objects.requireNonNull(publisher);
    Objects.requireNonNull(published);
    Objects.requireNonNull(probe);
  }
}
