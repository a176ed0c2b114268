package com.integraci.appliance.console;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.tenancy.Tenant;
import com.integraci.appliance.tenancy.Tenants;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** Shows operators every tenant, with a lamp for each layer. */
final class TenantPages {

  private static final int PAGE = 50;

  private final Frames frames;
  private final Tenants tenants;
  private final String signUp;

  TenantPages(Frames frames, Tenants tenants, String signUp) {
    this.frames = frames;
    this.tenants = tenants;
    this.signUp = signUp;
  }

  List<Route> routes() {
    return List.of(Section.TENANTS.route(Method.GET, "", "tenantsPage", this::list));
  }

  private Reply list(Visitor visitor, Request request) {
    var query = request.query();
    var after = query.optionalMatching("after", Ids.FORM, "It is an id.");
    var done = query.optionalOneOf("done", List.of("suspended", "resumed")).orElse("");
    var team = query.optionalText("team", 1, 40).orElse("");
    query.end();
    var page =
        tenants.list(visitor.caller(), after.map(UUID::fromString).orElse(Tenants.START), PAGE);
    var all = page.tenants();
    var layers = new TreeSet<String>();
    all.forEach(tenant -> layers.addAll(tenant.layers().keySet()));
    var view =
        new TenantsView(
            done.isEmpty() ? "" : "The team " + team + " is " + done + ".",
            all.stream().map(tenant -> row(visitor, tenant, layers)).toList(),
            layers.stream().map(Words::layer).toList(),
            page.next().map(next -> Section.TENANTS.of(visitor) + "?after=" + next).orElse(""),
            signUp,
            Section.TENANTS.of(visitor) + "/probe");
    return Reply.html(Page.tenants(frames.of(visitor, Section.TENANTS, "Tenants"), view));
  }

  private static TenantsView.Row row(Visitor visitor, Tenant tenant, SortedSet<String> layers) {
    return new TenantsView.Row(
        tenant.slug(),
        tenant.id().toString(),
        tenant.plan(),
        Words.tenantLamp(tenant.state()),
        Words.tenantWord(tenant.state()),
        layers.stream()
            .map(name -> layer(name, tenant.layers().getOrDefault(name, "missing")))
            .toList(),
        tenant.createdAt(),
        change(visitor, tenant),
        repair(visitor, tenant));
  }

  private static String repair(Visitor visitor, Tenant tenant) {
    return tenant.state().equals("active") || tenant.state().equals("suspended")
        ? Section.TENANTS.of(visitor) + "/repair?team=" + tenant.slug()
        : "";
  }

  private static String change(Visitor visitor, Tenant tenant) {
    var base = Section.TENANTS.of(visitor);
    return switch (tenant.state()) {
      case "active" ->
          tenant.id().equals(TenantId.APPLIANCE) ? "" : base + "/suspend?team=" + tenant.slug();
      case "suspended" -> base + "/resume?team=" + tenant.slug();
      default -> "";
    };
  }

  static LayerView layer(String name, String state) {
    return new LayerView(Words.layer(name), Words.layerNote(name), Words.layerLamp(state), state);
  }
}
