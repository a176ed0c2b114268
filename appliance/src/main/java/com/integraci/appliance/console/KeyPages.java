package com.integraci.appliance.console;

import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.trust.AddKey;
import com.integraci.appliance.trust.KnownKey;
import com.integraci.appliance.trust.TrustedKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/** Lists the keys that a team trusts, adds one and removes one. */
final class KeyPages {

  private static final String ALL = "/t/{slug}/keys";
  private static final String REMOVE = ALL + "/{key}/remove";
  private static final int PEM_MAX = 4096;

  private final Frames frames;
  private final TrustedKeys keys;
  private final Policy policy;

  KeyPages(Frames frames, TrustedKeys keys, Policy policy) {
    this.frames = frames;
    this.keys = keys;
    this.policy = policy;
  }

  /** Where the keys of the visitor's team are. */
  static String base(Visitor visitor) {
    return ALL.replace("{slug}", visitor.slug());
  }

  List<Route> routes() {
    return List.of(
        Route.page(Method.GET, ALL, "keysPage", this::list),
        Route.page(Method.POST, ALL, "keyAdd", this::add),
        Route.page(Method.GET, REMOVE, "keyRemovePage", this::removePage),
        Route.page(Method.POST, REMOVE, "keyRemove", this::remove));
  }

  private Reply list(Visitor visitor, Request request) {
    return list(visitor, 200, Form.EMPTY);
  }

  private Reply list(Visitor visitor, int status, Form form) {
    var view =
        new KeysView(
            keys.list(visitor.caller()).stream().map(key -> row(visitor, key)).toList(),
            policy.offers(visitor.caller(), Action.TRUST_ADD),
            base(visitor),
            Section.POLICIES.of(visitor),
            form);
    return Reply.html(
        status, Page.keys(frames.of(visitor, Section.POLICIES, "Trusted keys"), view));
  }

  private KeysView.Row row(Visitor visitor, KnownKey key) {
    boolean removable =
        key.removed().isEmpty() && policy.offers(visitor.caller(), Action.TRUST_REMOVE);
    return new KeysView.Row(
        key.name(),
        key.key().id(),
        purposes(key.purposes()),
        key.removed().isPresent() ? Lamp.OFF : Lamp.OK,
        key.removed().isPresent() ? "removed" : "trusted",
        key.removed().orElse(key.added()).at(),
        removable ? base(visitor) + "/" + key.id() + "/remove" : "");
  }

  private static String purposes(KnownKey.Purposes purposes) {
    if (purposes.bundles()) {
      return purposes.evidence() ? "bundles and evidence" : "bundles";
    }
    return "evidence";
  }

  private Reply add(Visitor visitor, Request request) {
    var fields = request.form();
    fields.skip("csrf");
    var name = fields.optionalText("name", 0, 100).orElse("").strip();
    var pem = fields.value("public_key", 0, PEM_MAX).strip();
    boolean bundles = fields.flag("bundles");
    boolean evidence = fields.flag("evidence");
    var values = new LinkedHashMap<String, String>();
    values.put("name", name);
    values.put("public_key", AddKey.secret(pem) ? "" : pem);
    values.put("bundles", Boolean.toString(bundles));
    values.put("evidence", Boolean.toString(evidence));
    var form = Form.of(values);
    try {
      fields.end();
      var purposes = new KnownKey.Purposes(bundles, evidence);
      keys.add(visitor.caller(), AddKey.read(name, pem, purposes));
      return Replies.goOn(request, base(visitor));
    } catch (Invalid e) {
      return list(visitor, 400, form.wrong(e.problems()));
    } catch (Conflict e) {
      return list(visitor, 409, form.wrong("public_key", e.getMessage()));
    }
  }

  private Reply removePage(Visitor visitor, Request request) {
    var row = row(visitor, find(visitor, request.parameterId("key")));
    if (row.remove().isEmpty()) {
      throw new NotFound("There is no key here that you may remove.");
    }
    var frame = frames.of(visitor, Section.POLICIES, "Remove a trusted key");
    return Reply.html(Page.keyRemove(frame, row, base(visitor)));
  }

  private KnownKey find(Visitor visitor, UUID id) {
    return keys.list(visitor.caller()).stream()
        .filter(key -> key.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NotFound("Your team has no such key."));
  }

  private Reply remove(Visitor visitor, Request request) {
    var fields = request.form();
    fields.skip("csrf");
    fields.end();
    keys.remove(visitor.caller(), request.parameterId("key"));
    return Replies.goOn(request, base(visitor));
  }
}
