package com.integraci.appliance.policy;

import java.util.Locale;

/** Everything that is authorized. Each constant is a row of the permission table. */
public enum Action {
  TENANT_CREATE,
  TENANT_PROVISION,
  TENANT_READ,
  TENANT_LIST,
  /** Refuses everybody of a team until it is resumed. */
  TENANT_SUSPEND,
  TENANT_RESUME,
  /** Makes a team's layers as PostgreSQL says. */
  TENANT_REPAIR,
  APPLIANCE_READ,
  MEMBER_CREATE,
  MEMBER_LIST,
  /** Makes a member something else. */
  MEMBER_CHANGE,
  MEMBER_REMOVE,
  MEMBER_LEAVE,
  INVITATION_CREATE,
  INVITATION_LIST,
  INVITATION_WITHDRAW,
  INVITATION_ACCEPT,
  /** Removes invitations that are too old. */
  INVITATION_SWEEP,
  GRANT_LIST,
  /** Gives somebody a stronger role for a time. */
  GRANT_CREATE,
  /** Takes it back before its time. */
  GRANT_END,
  /** Removes one whose time is over. */
  GRANT_REMIND,
  GRANT_EXPIRE,
  GROUP_LIST,
  GROUP_CREATE,
  /** Gives a group another name or role. */
  GROUP_CHANGE,
  GROUP_DELETE,
  GROUP_ADD,
  GROUP_REMOVE,
  /** Removes a group's role whose time is over. */
  GROUP_EXPIRE,
  FACTOR_READ,
  /** Requires a second factor of the team's people, or no more. */
  FACTOR_REQUIRE,
  /** Forgets a member's second factor. */
  FACTOR_RESET,
  /** Has the realm follow. */
  FACTOR_SETTLE,
  PROVIDER_LIST,
  /** Has people come from an identity provider of the team's own. */
  PROVIDER_ATTACH,
  /** Gives one another name, opens it or closes it. */
  PROVIDER_CHANGE,
  /** Gives one another client secret. */
  PROVIDER_ROTATE,
  PROVIDER_DETACH,
  /** Has the realm follow what is wanted of one. */
  PROVIDER_SETTLE,
  SESSION_CREATE,
  SESSION_END,
  /** Counts a session's idle time from now on. */
  SESSION_TOUCH,
  ACCOUNT_LIST,
  ACCOUNT_CREATE,
  /** Makes a new secret of a service account. */
  ACCOUNT_ROTATE,
  ACCOUNT_DISABLE,
  ACCOUNT_ENABLE,
  ACCOUNT_DELETE,
  /** Notes that a service account was let in. */
  ACCOUNT_TOUCH,
  SECRET_PUT,
  SECRET_LIST,
  SECRET_DELETE,
  /** Asks OpenBao for a login to the tenant's namespace, for one call. */
  SECRET_LOGIN,
  SECRET_SWEEP,
  /** Has the isolation probe try the walls. */
  PROBE_RUN,
  PROBE_READ,
  /** The probe's own program comes into one of its tenants, or goes. */
  PROBE_VISIT,
  ALERT_READ,
  /** Says that an operator knows of it. */
  ALERT_ACKNOWLEDGE,
  /** Looks for what operators should know of. */
  ALERT_LOOK,
  ALERT_RAISE,
  ALERT_CLEAR,
  AUDIT_READ,
  AUDIT_EXPORT,
  /** Takes away what is personal about an entry. */
  AUDIT_ERASE,
  /** Asks for a new version of the site's audit key. */
  AUDIT_ROTATE,
  /** Has a new version of it signed by the former. */
  AUDIT_RECORD,
  AUDIT_SEAL,
  AUDIT_CHECKPOINT,
  /** Writes down that somebody was not let do something. */
  REFUSAL_RECORD,
  /** Tells the broker what a tenant's account may. */
  BROKER_CLAIM,
  /** Has a user of a tenant's account signed, by a login to the tenant's namespace. */
  BROKER_LOGIN,
  NOTICE_READ,
  /** Marks a notice of one's own as read; what somebody has read is nobody else's business. */
  NOTICE_MARK,
  NOTICE_CHOOSE,
  /** Mails notices. */
  NOTICE_MAIL,
  BUNDLE_LIST,
  BUNDLE_READ,
  /** Begins, changes and deletes one that is being written. */
  BUNDLE_WRITE,
  /** Checks one that is being written, and runs its tests; or asks one about given facts. */
  BUNDLE_TRY,
  /** Has a bundle checked, tested and kept. */
  BUNDLE_PUBLISH,
  /** Says yes to another's bundle. */
  BUNDLE_APPROVE,
  /** Has a bundle decide. */
  BUNDLE_ACTIVATE,
  /** Has the bundle decide that did before. */
  BUNDLE_ROLLBACK,
  EXCEPTION_LIST,
  /** Asks that a rule does not deny one service for a time. */
  EXCEPTION_ASK,
  EXCEPTION_APPROVE,
  /** Says who answers for one from now on. */
  EXCEPTION_ASSIGN,
  /** Ends one before its time, or turns one down. */
  EXCEPTION_END,
  /** Tells those behind one that it ends soon. */
  EXCEPTION_REMIND,
  TRUST_LIST,
  /** Has a key's signatures count. */
  TRUST_ADD,
  /** Has them count no more. */
  TRUST_REMOVE,
  /** Has a bundle decide again on what was decided on, to see what it would change. */
  REPLAY_START,
  REPLAY_READ,
  REPLAY_CANCEL,
  /** Writes down how a replay ended. */
  REPLAY_END,
  /** Has a bundle decide beside the one that counts, without counting. */
  SHADOW_START,
  SHADOW_READ,
  SHADOW_END,
  /** Has a team's rules decide at a gate. */
  GATE_DECIDE,
  COMPLIANCE_READ,
  /** Takes out all evidence of a time, with what was decided on. */
  COMPLIANCE_EXPORT,
  DECISION_LIST,
  /** Reads what was decided on. */
  DECISION_READ,
  /** Reads all decisions of a time, with what was decided on. */
  DECISION_EXPORT,
  /** Makes a decision again, to see that it is the same. */
  DECISION_REPLAY,
  /** Takes away what was decided on; its hash and the decision stay. */
  DECISION_ERASE,
  /** Writes down what was decided. */
  DECISION_RECORD,
  WORKFLOW_READ,
  WORKFLOW_RUN,
  WORKFLOW_RESUME,
  WORKFLOW_SIGNAL,
  WORKFLOW_CANCEL,
  /** Has what a stuck workflow did taken back. */
  WORKFLOW_COMPENSATE,
  /** Says what became of a step whose outcome is not known. */
  WORKFLOW_RESOLVE,
  EVENT_READ,
  /** Has a credential made to hear of events at the broker. */
  EVENT_SUBSCRIBE,
  /** Puts events into a tenant's stream at the broker. */
  EVENT_PUBLISH,
  WEBHOOK_READ,
  WEBHOOK_PUT,
  WEBHOOK_DELETE,
  /** Gives an endpoint a new secret. */
  WEBHOOK_ROTATE,
  /** Has something sent that nothing caused: a ping, a replay. */
  WEBHOOK_SEND,
  /** Makes deliveries of events and sends them. */
  WEBHOOK_DELIVER,
  /** Sends no more to an endpoint at which nothing gets through. */
  WEBHOOK_DISABLE;

  /** The name in the table, in entries and in problem documents: {@code secret.put}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }
}
