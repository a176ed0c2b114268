package com.integraci.appliance.notices;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;

/** Rows of what members want to be mailed. */
final class ChoiceStore {

  private static final String FIND =
      """
      select service, account from app.notice_choice where tenant_id = ? and member_id = ?
      """;

  private static final String PUT =
      """
      insert into app.notice_choice (tenant_id, member_id, service, account) values (?, ?, ?, ?)
      on conflict (tenant_id, member_id)
          do update set service = excluded.service, account = excluded.account
      """;

  private ChoiceStore() {}

  /** The caller's own. */
  static NoticeChoice find(Database database, Permit permit) {
    var tenant = permit.tenant();
    return database
        .read(
            tenant,
            FIND,
            row -> new NoticeChoice(row.flag("service"), row.flag("account")),
            tenant,
            permit.actor().id())
        .stream()
        .findFirst()
        .orElse(NoticeChoice.DEFAULT);
  }

  static void put(Tx tx, Permit permit, NoticeChoice choice) {
    tx.execute(PUT, permit.tenant(), permit.actor().id(), choice.service(), choice.account());
  }
}
