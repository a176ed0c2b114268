package com.integraci.appliance.identity;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What somebody is in a tenant at this moment. */
final class Members {

  private static final String FIND =
      """
      select m.member_id, m.kind, m.acts_as as role,
             coalesce(t.second_factor_since < now() - interval '6 minutes', false)
               as second_factor
      from app.acting_member m
      join app.tenant t on t.tenant_id = m.tenant_id
      where m.tenant_id = ? and m.member_id = ? and t.state = 'active'
      """;

  private final Database database;

  Members(Database database) {
    this.database = database;
  }

  /** The member as a caller, if the tenant is active and has it. */
  Optional<Caller> caller(TenantId tenant, UUID member, UUID request) {
    return database.read(tenant, FIND, row -> caller(tenant, row, request), tenant, member).stream()
        .findFirst();
  }

  static Caller caller(TenantId tenant, Row row, UUID request) {
    var kind = row.text("kind").equals("service") ? Actor.Kind.SERVICE : Actor.Kind.MEMBER;
    var role = Role.valueOf(row.text("role").toUpperCase(Locale.ROOT));
    boolean factor = kind == Actor.Kind.MEMBER && row.flag("second_factor");
    return new Caller(tenant, new Actor(kind, row.uuid("member_id")), role, request, factor);
  }
}
