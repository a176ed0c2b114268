package com.integraci.tests;

import com.integraci.appliance.database.TenantId;
import com.integraci.bundles.audit.AuditChain;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An audit entry as the chain has it.
 *
 * @param sequence its place, from 1
 * @param body JSON
 */
public record SealedEntry(long sequence, String body) {

  private static final String CHAIN =
      """
      select s.sequence, convert_from(e.body, 'UTF8'), e.body, s.previous, s.hash
      from app.audit_seal s
      join app.audit_entry e on e.tenant_id = s.tenant_id and e.position = s.position
      where s.tenant_id = ? order by s.sequence
      """;

  /**
   * A tenant's chain, checked link by link.
   *
   * @param superuser sees all
   * @throws AssertionError where it breaks
   */
  public static List<SealedEntry> chain(Connection superuser, TenantId tenant) throws SQLException {
    var entries = new ArrayList<SealedEntry>();
    var chain = AuditChain.begin(tenant.value());
    try (var statement = superuser.prepareStatement(CHAIN)) {
      statement.setObject(1, tenant.value(), Types.OTHER);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          long sequence = rows.getLong(1);
          var link = chain.append(rows.getBytes(3));
          if (link.sequence() != sequence
              || !Arrays.equals(link.previous().bytes(), rows.getBytes(4))
              || !Arrays.equals(link.hash().bytes(), rows.getBytes(5))) {
            throw new AssertionError("the chain breaks at " + sequence);
          }
          entries.add(new SealedEntry(sequence, rows.getString(2)));
        }
      }
    }
    return entries;
  }
}
