package com.integraci.appliance.members;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Rows of members. */
final class MemberStore {

  private static final String TEAM =
      """
      select slug, organisation from app.tenant where tenant_id = ?
      """;

  private static final String PAGE =
      """
      select m.member_id, m.kind, m.role, a.acts_as, m.version, m.created_at
      from app.member m
      join app.acting_member a on a.tenant_id = m.tenant_id and a.member_id = m.member_id
      where m.tenant_id = ? and m.member_id > ?
      order by m.member_id
      limit ?
      """;

  private static final String ONE =
      """
      select m.member_id, m.kind, m.role, a.acts_as, m.version, m.created_at
      from app.member m
      join app.acting_member a on a.tenant_id = m.tenant_id and a.member_id = m.member_id
      where m.tenant_id = ? and m.member_id = ?
      """;

  /** What somebody is for good: without what ends by itself. */
  private static final String STANDING =
      """
      select standing from app.acting_member where tenant_id = ? and member_id = ?
      """;

  /** Members of a team change one after another, so that two owners don't both go. */
  private static final String LOCK =
      """
      select state from app.tenant where tenant_id = ? for no key update
      """;

  private static final String OWNERS =
      """
      select count(*) as n from app.member
      where tenant_id = ? and kind = 'member' and role = 'owner'
      """;

  private static final String SET_ROLE =
      """
      update app.member set version = version + 1, role = ? where tenant_id = ? and member_id = ?
      """;

  private static final String INSERT =
      """
      insert into app.member (tenant_id, member_id, kind, role) values (?, ?, 'member', ?)
      on conflict (tenant_id, member_id) do nothing
      """;

  private static final String DELETE =
      """
      delete from app.member where tenant_id = ? and member_id = ?
      """;

  private MemberStore() {}

  static String slug(Database database, TenantId tenant) {
    return team(database, tenant).slug();
  }

  static InvitationPost.Team team(Database database, TenantId tenant) {
    return database
        .read(
            tenant,
            TEAM,
            row -> new InvitationPost.Team(row.text("slug"), row.text("organisation")),
            tenant)
        .stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no tenant " + tenant));
  }

  /** Members by id, which for people is the order in which they came. */
  static List<Member> page(Database database, TenantId tenant, UUID after, int limit) {
    return database.read(tenant, PAGE, MemberStore::member, tenant, after, limit);
  }

  static Optional<Member> find(Database database, TenantId tenant, UUID member) {
    return database.read(tenant, ONE, MemberStore::member, tenant, member).stream().findFirst();
  }

  /** Finds a member and keeps others from changing any of the team until the transaction ends. */
  static Optional<Member> lock(Tx tx, Permit permit, UUID member) {
    tx.query(LOCK, row -> row.text("state"), permit.tenant());
    return tx.first(ONE, MemberStore::member, permit.tenant(), member);
  }

  /** What the member is for good; empty when the team has none of that id. */
  static Optional<Role> standing(Tx tx, TenantId tenant, UUID member) {
    return tx.first(STANDING, row -> role(row.text("standing")), tenant, member);
  }

  /** People who are owners for good. */
  static long owners(Tx tx, Permit permit) {
    return tx.first(OWNERS, row -> row.number("n"), permit.tenant()).orElseThrow();
  }

  static void role(Tx tx, Permit permit, UUID member, Role role) {
    tx.execute(SET_ROLE, word(role), permit.tenant(), member);
  }

  /** Adds a person; again is no error. */
  static void insert(Tx tx, Permit permit, UUID member, String role) {
    tx.execute(INSERT, permit.tenant(), member, role);
  }

  /** Removes the member; its sessions go with it. */
  static void delete(Tx tx, Permit permit, UUID member) {
    tx.execute(DELETE, permit.tenant(), member);
  }

  static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  static Role role(String word) {
    return Role.valueOf(word.toUpperCase(Locale.ROOT));
  }

  static Member member(Row row) {
    return new Member(
        row.uuid("member_id"),
        row.text("kind").equals("service") ? Actor.Kind.SERVICE : Actor.Kind.MEMBER,
        role(row.text("role")),
        role(row.text("acts_as")),
        Math.toIntExact(row.number("version")),
        row.instant("created_at"));
  }
}
