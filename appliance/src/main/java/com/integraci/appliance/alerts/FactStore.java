package com.integraci.appliance.alerts;

import com.integraci.appliance.database.Tx;
import java.util.List;

/** What the rows of all teams say of trouble: ids and codes, as the job's role may see them. */
final class FactStore {

  private static final String STUCK =
      """
      select distinct definition from app.workflow where state in ('stuck', 'ambiguous')
      order by definition limit ?
      """;

  private static final String GIVEN_UP =
      """
      select distinct tenant_id::text as tenant from app.webhook
      where state = 'disabled' and failures > 0 order by tenant limit ?
      """;

  private FactStore() {}

  /** Definitions with workflows that wait for a person. */
  static List<String> stuck(Tx tx, int limit) {
    return tx.query(STUCK, row -> row.text("definition"), limit);
  }

  /** Tenants with an endpoint at which nothing got through. */
  static List<String> givenUp(Tx tx, int limit) {
    return tx.query(GIVEN_UP, row -> row.text("tenant"), limit);
  }
}
