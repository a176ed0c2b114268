package com.integraci.appliance.events;

import com.integraci.appliance.audit.AuditPage;
import com.integraci.appliance.database.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that happened in a tenant, as subscribers get it: a CloudEvent 1.0 in its JSON format.
 * It says ids and the outcome; nothing personal and nothing that is for auditors only.
 *
 * @param tenant whose it is
 * @param slug the tenant's name in addresses
 * @param entry what was sealed; of it only ids, action, outcome and time are passed on
 */
record Event(TenantId tenant, String slug, AuditPage.Entry entry) {

  /** The place in the tenant's order; it grows, with gaps where entries are no events. */
  long sequence() {
    return entry.sequence();
  }

  /** The same at every attempt and over every way, so that a receiver knows what it has. */
  String id() {
    return tenant + "-" + entry.sequence();
  }

  /** The action's name: {@code secret.put}. */
  String action() {
    return entry.action();
  }

  /** {@code integraci.secret.put}. */
  String type() {
    return "integraci." + entry.action();
  }

  /** The document. {@code sequence} is the CloudEvents extension of that name. */
  Map<String, Object> document() {
    var document = new LinkedHashMap<String, Object>();
    document.put("specversion", "1.0");
    document.put("id", id());
    document.put("source", "/t/" + slug);
    document.put("type", type());
    document.put("subject", entry.resourceKind() + "/" + entry.resource());
    document.put("time", entry.at().toString());
    document.put("sequence", "%019d".formatted(entry.sequence()));
    document.put("datacontenttype", "application/json");
    document.put("data", data());
    return document;
  }

  private Map<String, Object> data() {
    var data = new LinkedHashMap<String, Object>();
    data.put("tenant", tenant.toString());
    data.put("outcome", entry.outcome());
    data.put("actor", reference(entry.actorKind(), entry.actor().toString()));
    data.put("resource", reference(entry.resourceKind(), entry.resource().toString()));
    entry.run().ifPresent(run -> data.put("run", run.toString()));
    return data;
  }

  private static Map<String, Object> reference(String kind, String id) {
    var reference = new LinkedHashMap<String, Object>();
    reference.put("kind", kind);
    reference.put("id", id);
    return reference;
  }
}
