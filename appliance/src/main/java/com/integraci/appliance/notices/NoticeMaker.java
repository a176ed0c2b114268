package com.integraci.appliance.notices;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.EntryWitness;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.NoticeRules;
import com.integraci.appliance.policy.Permit;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes notices as entries are written, in their transaction: what is told was committed, and what
 * was committed is told. It costs an entry that members are told of one statement more, which
 * travels with the commit, and every other entry a look into a map.
 */
public final class NoticeMaker implements EntryWitness {

  private static final UUID NOBODY = new UUID(0, 0);

  private final NoticeRules rules = NoticeRules.load();
  private final boolean mailed;

  /**
   * By the rules of this release.
   *
   * @param mailed whether there is a mail server
   */
  public NoticeMaker(boolean mailed) {
    this.mailed = mailed;
  }

  @Override
  public void written(Tx tx, Permit permit, AuditEvent event) {
    // The operators' own are alerts.
    if (permit.tenant().equals(TenantId.APPLIANCE)) {
      return;
    }
    var action = action(permit, event);
    rules
        .of(action)
        .ifPresent(
            rule ->
                NoticeStore.add(
                    tx,
                    permit,
                    action,
                    rule,
                    one(rule, event),
                    mailed && rule.category().mailed()));
  }

  /** What a workflow's steps did is told by the verbs; that one failed is told of any. */
  private static String action(Permit permit, AuditEvent event) {
    boolean failed = event.outcome() == AuditEvent.Outcome.FAILED;
    if (event.resource().kind().equals("workflow")) {
      return failed ? "workflow.run" : "";
    }
    return failed ? "" : permit.action().id();
  }

  private static UUID one(NoticeRules.Rule rule, AuditEvent event) {
    return switch (rule.to()) {
      case SUBJECT -> event.resource().id();
      case MEMBER ->
          Optional.ofNullable(event.facts().get("member")).map(UUID::fromString).orElse(NOBODY);
      case ADMINS, EVERYBODY -> NOBODY;
    };
  }
}
