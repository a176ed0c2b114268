package com.integraci.appliance.notices;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.NoticeRules;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.policy.Told;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Rows of notices. */
final class NoticeStore {

  /** Whoever did it knows of it. What a member has not chosen is as the category has it. */
  private static final String ADD =
      """
      insert into app.notice (tenant_id, notice_id, member_id, category, action, resource_kind,
                              resource_id, mail, due_at)
      select a.tenant_id, uuidv7(), a.member_id, ?, ?, ?, ?::uuid,
             case when w.mailed then 'waiting' else 'none' end,
             case when w.mailed then now() end
      from app.acting_member a
      left join app.notice_choice c on c.tenant_id = a.tenant_id and c.member_id = a.member_id
      cross join lateral (
          select ?::boolean and coalesce(
              case ?::text when 'service' then c.service when 'account' then c.account end,
              ?::boolean) as mailed) as w
      where a.tenant_id = ?::uuid and a.kind = 'member' and a.member_id <> ?::uuid
        and (a.member_id = any(?::uuid[]) or ? = 'everybody'
             or ? = 'admins' and a.acts_as in ('owner', 'admin'))
      limit 5000
      """;

  private static final String FORGET =
      """
      delete from app.notice where tenant_id = ?
        and (read_at < now() - interval '90 days' or created_at < now() - interval '400 days')
      """;

  private static final String PAGE =
      """
      select notice_id, category, action, resource_kind, resource_id, created_at, read_at
      from app.notice
      where tenant_id = ? and member_id = ? and notice_id < ?::uuid
        and (?::text = '' or category = ?::text)
      order by notice_id desc limit ?
      """;

  private static final String UNREAD =
      """
      select count(*) as n from (
          select from app.notice
          where tenant_id = ? and member_id = ? and read_at is null limit 100) as u
      """;

  private static final String READ =
      """
      update app.notice set read_at = coalesce(read_at, now())
      where tenant_id = ? and member_id = ? and notice_id = ?
      """;

  private static final String READ_ALL =
      """
      update app.notice set read_at = now()
      where tenant_id = ? and member_id = ? and read_at is null
      """;

  private NoticeStore() {}

  /**
   * Makes one for each member whom the rule means, as {@link Told#reaches} has it.
   *
   * @param mailed whether anything is
   */
  static void add(Tx tx, Permit permit, Told told, boolean mailed) {
    var rule = told.rule();
    tx.executeWithNext(
        ADD,
        rule.category().word(),
        told.action(),
        permit.resource().kind(),
        permit.resource().id(),
        mailed,
        rule.category().word(),
        rule.category().mailed(),
        permit.tenant(),
        told.actor(),
        List.copyOf(told.named()),
        rule.to().word(),
        rule.to().word());
    tx.executeWithNext(FORGET, permit.tenant());
  }

  static List<Notice> page(
      Database database, Permit permit, UUID before, String category, int limit) {
    return database.read(
        permit.tenant(),
        PAGE,
        NoticeStore::notice,
        permit.tenant(),
        permit.actor().id(),
        before,
        category,
        category,
        limit);
  }

  /** How many are not read; of more than a hundred, a hundred. */
  static long unread(Database database, Permit permit) {
    var tenant = permit.tenant();
    return database
        .read(tenant, UNREAD, row -> row.number("n"), tenant, permit.actor().id())
        .getFirst();
  }

  static boolean read(Tx tx, Permit permit) {
    return tx.execute(READ, permit.tenant(), permit.actor().id(), permit.resource().id()) == 1;
  }

  static void readAll(Tx tx, Permit permit) {
    tx.execute(READ_ALL, permit.tenant(), permit.actor().id());
  }

  private static Notice notice(Row row) {
    return new Notice(
        row.uuid("notice_id"),
        NoticeRules.Category.valueOf(row.text("category").toUpperCase(Locale.ROOT)),
        row.text("action"),
        new Resource(row.text("resource_kind"), row.uuid("resource_id")),
        row.instant("created_at"),
        row.optionalInstant("read_at"));
  }
}
