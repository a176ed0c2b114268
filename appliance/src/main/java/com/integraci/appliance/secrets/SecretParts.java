package com.integraci.appliance.secrets;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.policy.Policy;
import java.util.Objects;

/**
 * What the verbs of secrets and the sweeper work with.
 *
 * @param probe is told where each change stands
 */
public record SecretParts(
    Policy policy, Database database, AuditLog audit, OpenBao openBao, SecretProbe probe) {

  public SecretParts {
    Objects.requireNonNull(policy);
    Objects.requireNonNull(database);
    Objects.requireNonNull(audit);
    Objects.requireNonNull(openBao);
    Objects.requireNonNull(probe);
  }
}
