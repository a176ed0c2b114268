package com.integraci.appliance.members;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of groups and of who is in them. */
final class GroupStore {

  private static final String LIST =
      """
      select g.group_id, g.name, g.version,
          case when g.role_until is null or g.role_until > now() then g.role end as role,
          case when g.role_until > now() then g.role_until end as role_until,
          (select count(*) from app.group_member i
           where i.tenant_id = g.tenant_id and i.group_id = g.group_id) as members
      from app.member_group g
      where g.tenant_id = ?
      order by g.name
      limit ?
      """;

  private static final String ONE =
      """
      select g.group_id, g.name, g.version,
          case when g.role_until is null or g.role_until > now() then g.role end as role,
          case when g.role_until > now() then g.role_until end as role_until,
          (select count(*) from app.group_member i
           where i.tenant_id = g.tenant_id and i.group_id = g.group_id) as members
      from app.member_group g
      where g.tenant_id = ? and g.group_id = ?
      """;

  private static final String OF_MEMBER =
      """
      select g.group_id, g.name, g.version,
          case when g.role_until is null or g.role_until > now() then g.role end as role,
          case when g.role_until > now() then g.role_until end as role_until,
          0 as members
      from app.member_group g
      join app.group_member i on i.tenant_id = g.tenant_id and i.group_id = g.group_id
      where g.tenant_id = ? and i.member_id = ?
      order by g.name
      limit ?
      """;

  private static final String MEMBERS =
      """
      select m.member_id, m.kind, m.role, a.acts_as, m.version, m.created_at
      from app.group_member i
      join app.member m on m.tenant_id = i.tenant_id and m.member_id = i.member_id
      join app.acting_member a on a.tenant_id = i.tenant_id and a.member_id = i.member_id
      where i.tenant_id = ? and i.group_id = ?
      order by i.member_id
      limit ?
      """;

  private static final String INSERT =
      """
      insert into app.member_group (tenant_id, group_id, name, role, role_until)
      values (?, ?, ?, ?, ?)
      """;

  private static final String UPDATE =
      """
      update app.member_group set name = ?, role = ?, role_until = ?, version = version + 1
      where tenant_id = ? and group_id = ?
      """;

  private static final String DELETE =
      """
      delete from app.member_group where tenant_id = ? and group_id = ?
      """;

  private static final String ADD =
      """
      insert into app.group_member (tenant_id, group_id, member_id) values (?, ?, ?)
      on conflict (tenant_id, group_id, member_id) do nothing
      """;

  private static final String REMOVE =
      """
      delete from app.group_member where tenant_id = ? and group_id = ? and member_id = ?
      """;

  private static final String OVER =
      """
      select group_id from app.member_group
      where tenant_id = ? and role_until <= now()
      order by role_until
      limit ?
      """;

  private static final String END_ROLE =
      """
      update app.member_group set version = version + 1, role = null, role_until = null
      where tenant_id = ? and group_id = ? and role_until <= now()
      """;

  private GroupStore() {}

  static List<Group> list(Database database, TenantId tenant, int limit) {
    return database.read(tenant, LIST, GroupStore::group, tenant, limit);
  }

  static List<Group> list(Tx tx, TenantId tenant, int limit) {
    return tx.query(LIST, GroupStore::group, tenant, limit);
  }

  /** The groups that somebody is in, without how many others are. */
  static List<Group> of(Database database, TenantId tenant, UUID member, int limit) {
    return database.read(tenant, OF_MEMBER, GroupStore::group, tenant, member, limit);
  }

  static Optional<Group> find(Database database, TenantId tenant, UUID id) {
    return database.read(tenant, ONE, GroupStore::group, tenant, id).stream().findFirst();
  }

  static Optional<Group> find(Tx tx, TenantId tenant, UUID id) {
    return tx.first(ONE, GroupStore::group, tenant, id);
  }

  static List<Member> members(Database database, TenantId tenant, UUID group, int limit) {
    return database.read(tenant, MEMBERS, MemberStore::member, tenant, group, limit);
  }

  static void insert(Tx tx, Permit permit, GroupTerms terms) {
    tx.execute(
        INSERT,
        permit.tenant(),
        permit.resource().id(),
        terms.name(),
        terms.role().map(MemberStore::word).orElse(null),
        terms.until().orElse(null));
  }

  static void update(Tx tx, Permit permit, GroupTerms terms) {
    tx.execute(
        UPDATE,
        terms.name(),
        terms.role().map(MemberStore::word).orElse(null),
        terms.until().orElse(null),
        permit.tenant(),
        permit.resource().id());
  }

  /** Removes the group; who was in it is not any more. */
  static void delete(Tx tx, Permit permit) {
    tx.execute(DELETE, permit.tenant(), permit.resource().id());
  }

  /** False when the member is in it already. */
  static boolean add(Tx tx, Permit permit, UUID member) {
    return tx.execute(ADD, permit.tenant(), permit.resource().id(), member) == 1;
  }

  /** False when the member is not in it. */
  static boolean remove(Tx tx, Permit permit, UUID member) {
    return tx.execute(REMOVE, permit.tenant(), permit.resource().id(), member) == 1;
  }

  /** Groups whose role is over and still stands in their row, the oldest first. */
  static List<UUID> over(Tx tx, TenantId tenant, int limit) {
    return tx.query(OVER, row -> row.uuid("group_id"), tenant, limit);
  }

  /** False when the group has got another role meanwhile. */
  static boolean endRole(Tx tx, Permit permit) {
    return tx.execute(END_ROLE, permit.tenant(), permit.resource().id()) == 1;
  }

  private static Group group(Row row) {
    Optional<Instant> until = row.optionalInstant("role_until");
    return new Group(
        row.uuid("group_id"),
        row.text("name"),
        row.optionalText("role").map(MemberStore::role),
        until,
        Math.toIntExact(row.number("members")),
        Math.toIntExact(row.number("version")));
  }
}
