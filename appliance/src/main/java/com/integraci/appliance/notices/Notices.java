package com.integraci.appliance.notices;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.NoticeRules;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The verbs on a member's own notices. Nobody reads another's. */
public final class Notices {

  /** Before the newest. */
  public static final UUID START = new UUID(-1, -1);

  private final Database database;
  private final Policy policy;
  private final AuditLog audit;

  /** The verbs. */
  public Notices(Database database, Policy policy, AuditLog audit) {
    this.database = database;
    this.policy = policy;
    this.audit = audit;
  }

  /**
   * The caller's notices, the newest first.
   *
   * @param category of this category alone, "" for all: {@link NoticeRules.Category}
   * @param before what the page comes after, {@link #START} for the first
   * @param limit 1 to 100
   */
  public NoticePage list(Caller caller, String category, UUID before, int limit) {
    var permit = permit(caller, Action.NOTICE_READ);
    List<Notice> found = NoticeStore.page(database, permit, before, category, limit + 1);
    if (found.size() <= limit) {
      return new NoticePage(found, Optional.empty());
    }
    var page = found.subList(0, limit);
    return new NoticePage(page, Optional.of(page.getLast().id()));
  }

  /** How many of the caller's are not read; of more than a hundred, a hundred. */
  public long unread(Caller caller) {
    var permit = permit(caller, Action.NOTICE_READ);
    return NoticeStore.unread(database, permit);
  }

  /**
   * Marks one as read; that it is already is no matter.
   *
   * @throws NotFound when the caller has none of that id
   */
  public void read(Caller caller, UUID id) {
    var permit = policy.authorize(caller, Action.NOTICE_MARK, new Resource("notice", id));
    if (!database.inTenant(permit.tenant(), tx -> NoticeStore.read(tx, permit))) {
      throw new NotFound("You have no such notice.");
    }
  }

  /** Marks all of the caller's as read. */
  public void readAll(Caller caller) {
    var permit = permit(caller, Action.NOTICE_MARK);
    database.inTenant(
        permit.tenant(),
        tx -> {
          NoticeStore.readAll(tx, permit);
          return permit;
        });
  }

  /** What the caller wants to be mailed. */
  public NoticeChoice choice(Caller caller) {
    return ChoiceStore.find(database, permit(caller, Action.NOTICE_READ));
  }

  /** Takes what the caller wants to be mailed; it counts from the next notice on. */
  public void choose(Caller caller, NoticeChoice choice) {
    var permit = permit(caller, Action.NOTICE_CHOOSE);
    var facts =
        Map.of(
            "service", Boolean.toString(choice.service()),
            "account", Boolean.toString(choice.account()));
    database.inTenant(
        permit.tenant(),
        tx -> {
          ChoiceStore.put(tx, permit, choice);
          audit.append(tx, permit, AuditEvent.done(permit.resource()).with(facts));
          return choice;
        });
  }

  /** The categories there are, in words. */
  public static List<String> categories() {
    return List.of(NoticeRules.Category.values()).stream()
        .map(category -> category.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  private Permit permit(Caller caller, Action action) {
    return policy.authorize(caller, action, Resource.tenant(caller.tenant()));
  }
}
