package com.integraci.appliance.events;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.openbao.WebhookKeys;
import com.integraci.appliance.policy.EventRules;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Role;
import com.integraci.config.ControlSettings;
import java.util.Objects;
import java.util.Set;

/**
 * What webhooks work with.
 *
 * @param keys make and sign, and give no key back
 * @param insideAllowed whether endpoints may lie inside the appliance's network
 */
public record WebhookParts(
    Policy policy,
    Database database,
    AuditLog audit,
    EventRules rules,
    WebhookKeys keys,
    boolean insideAllowed) {

  public WebhookParts {
    Objects.requireNonNull(policy);
    Objects.requireNonNull(database);
    Objects.requireNonNull(audit);
    Objects.requireNonNull(rules);
    Objects.requireNonNull(keys);
  }

  /** The parts of this release, as the settings say. */
  public static WebhookParts of(
      Policy policy,
      Database database,
      AuditLog audit,
      OpenBao openBao,
      ControlSettings.Webhooks settings) {
    var keys = openBao.webhookKeys();
    var rules = EventRules.load();
    return new WebhookParts(policy, database, audit, rules, keys, settings.insideAllowed());
  }

  /** What an endpoint may hear of: whatever everybody who may set one up hears of as well. */
  Set<String> heard() {
    return rules.heardBy(Role.MAINTAINER);
  }
}
