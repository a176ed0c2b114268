package com.integraci.appliance.console;

import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.members.AttachProvider;
import com.integraci.appliance.members.IdentityProvider;
import com.integraci.appliance.members.IdentityProviders;
import com.integraci.appliance.members.ProviderProblem;
import com.integraci.appliance.members.RotateProvider;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A team's own identity providers: attaches, tries, renews and detaches them. */
final class ProviderPages {

  private static final String ALL = "/t/{slug}/identity-providers";
  private static final String ONE = ALL + "/{provider}";
  private static final int TEXT_MAX = 2000;
  private static final List<String> KEPT =
      List.of(
          "name",
          "alias",
          "issuer",
          "client_id",
          "kind",
          "vendor",
          "url",
          "base_dn",
          "bind_dn",
          "id_attribute",
          "user_attribute");
  private static final List<String> DONE = List.of("attached", "changed", "rotated", "detached");

  private final Frames frames;
  private final IdentityProviders providers;
  private final Policy policy;

  ProviderPages(Frames frames, IdentityProviders providers, Policy policy) {
    this.frames = frames;
    this.providers = providers;
    this.policy = policy;
  }

  List<Route> routes() {
    return List.of(
        Route.page(Method.GET, ALL, "providersPage", this::list),
        Route.page(Method.POST, ALL, "providerAttach", this::attach),
        Route.page(Method.GET, ONE, "providerPage", this::show),
        Route.page(Method.POST, ONE + "/change", "providerChange", this::change),
        Route.page(Method.POST, ONE + "/secret", "providerRotate", this::rotate),
        Route.page(Method.POST, ONE + "/detach", "providerDetach", this::detach));
  }

  /** The page of all of them, or "" for a reader who may not see them. */
  static String base(Visitor visitor, Policy policy) {
    return policy.offers(visitor.caller(), Action.PROVIDER_LIST) ? base(visitor) : "";
  }

  private static String base(Visitor visitor) {
    return ALL.replace("{slug}", visitor.slug());
  }

  private Reply list(Visitor visitor, Request request) {
    var query = request.query();
    var done = query.optionalOneOf("done", DONE).orElse("");
    var kind = query.optionalOneOf("kind", ProvidersView.KINDS).orElse("oidc");
    query.end();
    var said =
        switch (done) {
          case "attached", "changed", "rotated" -> "It is being tried. Look again in a moment.";
          case "detached" -> "It is detached within seconds, and everybody signs in again.";
          default -> "";
        };
    return page(visitor, 200, said, Form.of(Map.of("kind", kind)));
  }

  private Reply attach(Visitor visitor, Request request) {
    var fields = request.form();
    fields.skip("csrf");
    try {
      var command = AttachProvider.of(fields, providers.insideAllowed());
      providers.attach(visitor.caller(), command);
      return Replies.goOn(request, base(visitor) + "?done=attached");
    } catch (Invalid e) {
      return page(visitor, 400, "", typed(request).wrong(e.problems()));
    } catch (Conflict e) {
      return page(visitor, 409, "", typed(request).wrong("alias", e.getMessage()));
    }
  }

  /** What was typed, but no secret. */
  private static Form typed(Request request) {
    var fields = request.form();
    var typed = new HashMap<String, String>();
    for (String name : KEPT) {
      fields.optionalText(name, 0, TEXT_MAX).ifPresent(value -> typed.put(name, value));
    }
    return Form.of(typed);
  }

  private Reply page(Visitor visitor, int status, String done, Form form) {
    var all = providers.list(visitor.caller());
    var view =
        new ProvidersView(
            done,
            all.stream().map(one -> row(visitor, one)).toList(),
            policy.offers(visitor.caller(), Action.PROVIDER_ATTACH),
            IdentityProviders.MAX,
            ProvidersView.KINDS.contains(form.value("kind")) ? form.value("kind") : "oidc",
            providers.redirect(visitor.slug(), "ALIAS"),
            base(visitor),
            Section.MEMBERS.of(visitor),
            form);
    var frame = frames.of(visitor, Section.MEMBERS, "Identity providers");
    return Reply.html(status, Page.providers(frame, view));
  }

  private static ProvidersView.Row row(Visitor visitor, IdentityProvider one) {
    return new ProvidersView.Row(
        one.name(),
        kind(one),
        one.identity(),
        lamp(one),
        one.state() == IdentityProvider.State.ATTACHED && !one.enabled()
            ? "closed"
            : one.state().word(),
        base(visitor) + "/" + one.id());
  }

  private static String kind(IdentityProvider one) {
    return switch (one.kind()) {
      case OIDC -> "OpenID Connect";
      case SAML -> "SAML";
      case LDAP -> "LDAP";
    };
  }

  private static Lamp lamp(IdentityProvider one) {
    return switch (one.state()) {
      case TRYING, DETACHING -> Lamp.BUSY;
      case FAILED -> Lamp.BAD;
      case ATTACHED -> one.enabled() ? Lamp.OK : Lamp.OFF;
    };
  }

  private Reply show(Visitor visitor, Request request) {
    var found = providers.find(visitor.caller(), request.parameterId("provider"));
    return show(visitor, found, 200, kept(found));
  }

  private static Form kept(IdentityProvider one) {
    return Form.of(Map.of("name", one.name(), "bind_dn", one.account()));
  }

  private Reply show(Visitor visitor, IdentityProvider one, int status, Form form) {
    var view =
        new ProviderView(
            row(visitor, one),
            one.enabled(),
            one.problem().map(ProviderProblem::words).orElse(""),
            facts(visitor, one),
            one.hasSecret() ? one.kind().secretField().orElse("") : "",
            policy.offers(visitor.caller(), Action.PROVIDER_CHANGE),
            base(visitor),
            form);
    var frame = frames.of(visitor, Section.MEMBERS, one.name());
    return Reply.html(status, Page.provider(frame, view));
  }

  private List<ProviderView.Fact> facts(Visitor visitor, IdentityProvider one) {
    var facts = new ArrayList<ProviderView.Fact>();
    if (one.kind() == IdentityProvider.Kind.LDAP) {
      facts.add(new ProviderView.Fact("Bind DN", one.account()));
    } else {
      facts.add(
          new ProviderView.Fact("Redirect URI", providers.redirect(visitor.slug(), one.alias())));
    }
    if (one.kind() == IdentityProvider.Kind.SAML) {
      var entity = providers.entity(visitor.slug());
      facts.add(new ProviderView.Fact("Entity id of the team", entity));
      facts.add(
          new ProviderView.Fact("Metadata of the team", facts.getFirst().value() + "/descriptor"));
    }
    var shown = new TreeMap<>(one.settings());
    shown.remove("certificate");
    shown.forEach(
        (word, value) -> {
          var label = word.replace("url", "address").replace("_dn", " DN").replace('_', ' ');
          facts.add(
              new ProviderView.Fact(
                  label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1), value));
        });
    return facts;
  }

  private Reply change(Visitor visitor, Request request) {
    var found = providers.find(visitor.caller(), request.parameterId("provider"));
    var fields = request.form();
    fields.skip("csrf");
    var name = fields.text("name", 1, AttachProvider.NAME_MAX);
    var enabled = fields.oneOf("enabled", List.of("true", "false"));
    try {
      fields.end();
    } catch (Invalid e) {
      return show(
          visitor,
          found,
          400,
          Form.of(Map.of("name", name, "bind_dn", found.account())).wrong(e.problems()));
    }
    providers.change(visitor.caller(), found.id(), name, enabled.equals("true"));
    return Replies.goOn(request, base(visitor) + "?done=changed");
  }

  private Reply rotate(Visitor visitor, Request request) {
    var found = providers.find(visitor.caller(), request.parameterId("provider"));
    var fields = request.form();
    fields.skip("csrf");
    try {
      var command = RotateProvider.of(fields, found.kind());
      providers.rotate(visitor.caller(), found.id(), command.account(), command.secret());
    } catch (Invalid e) {
      return show(visitor, found, 400, kept(found).wrong(e.problems()));
    }
    return Replies.goOn(request, base(visitor) + "?done=rotated");
  }

  private Reply detach(Visitor visitor, Request request) {
    providers.detach(visitor.caller(), request.parameterId("provider"));
    return Replies.goOn(request, base(visitor) + "?done=detached");
  }
}
