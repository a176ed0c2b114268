package com.integraci.appliance.console;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.policy.Action;

/**
 * A part of the console, as the navigation names it. It is shown to the roles that may do its first
 * action; what they may do there is decided again by each verb.
 */
enum Section {
  HOME("Home", "home", "", Action.TENANT_READ),
  TENANTS("Tenants", "tenants", "tenants", Action.TENANT_LIST),
  COMPONENTS("Components", "components", "components", Action.APPLIANCE_READ),
  ALERTS("Alerts", "alert", "alerts", Action.ALERT_READ),
  MEMBERS("Members", "members", "members", Action.MEMBER_LIST),
  ACCOUNTS("Service accounts", "accounts", "accounts", Action.ACCOUNT_LIST),
  SECRETS("Secrets", "secrets", "secrets", Action.SECRET_LIST),
  WEBHOOKS("Webhooks", "webhooks", "webhooks", Action.WEBHOOK_READ),
  POLICIES("Policies", "shield", "policies", Action.BUNDLE_LIST),
  DECISIONS("Decisions", "decisions", "decisions", Action.DECISION_LIST),
  COMPLIANCE("Compliance", "check", "compliance", Action.COMPLIANCE_READ),
  AUDIT("Audit", "audit", "audit", Action.AUDIT_READ),
  WORKFLOWS("Workflows", "workflows", "workflows", Action.WORKFLOW_READ),
  NOTICES("Notices", "bell", "notices", Action.NOTICE_READ);

  private final String label;
  private final String icon;
  private final String path;
  private final Action action;

  Section(String label, String icon, String path, Action action) {
    this.label = label;
    this.icon = icon;
    this.path = path;
    this.action = action;
  }

  String label() {
    return label;
  }

  String icon() {
    return icon;
  }

  /**
   * A page or a form of it.
   *
   * @param rest what follows the section's own path, "" or from a slash on
   */
  Route route(Method method, String rest, String operationId, Route.VisitorHandler handler) {
    return Route.page(method, below("{slug}") + rest, operationId, handler);
  }

  /** Its address in the visitor's tenant. */
  String of(Visitor visitor) {
    return below(visitor.slug());
  }

  /** Its address in a tenant. */
  String below(String slug) {
    return path.isEmpty() ? "/t/" + slug : "/t/" + slug + "/" + path;
  }

  Action action() {
    return action;
  }
}
