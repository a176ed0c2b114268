package com.integraci.appliance.console;

import java.util.List;
import java.util.Map;

/** The pages about identity providers, as {@link Samples} has the others. */
final class ProviderSamples {

  private static final String BASE = Samples.BASE + "/identity-providers";
  private static final String CALLBACK = "https://localhost:8443/auth/realms/acme/broker/";

  private ProviderSamples() {}

  static void add(Map<String, String> pages) {
    var corp = row("Acme accounts", Lamp.OK, "attached");
    var wrong =
        Form.of(Map.of("name", "Partners", "alias", "corp"))
            .wrong("alias", "Your team has an identity provider of this alias.");
    pages.put("providers-empty", providers(List.of(), true, Form.EMPTY));
    pages.put("providers", providers(List.of(corp), false, Form.EMPTY));
    pages.put("providers-wrong", providers(List.of(corp), true, wrong));
    var saml = Form.of(Map.of("kind", "saml", "name", "Partners"));
    pages.put(
        "providers-saml",
        providers(
            List.of(corp),
            true,
            saml.wrong("metadata", "It is the metadata of one SAML 2.0 provider, over https.")));
    pages.put("providers-ldap", ldap(corp));
    pages.put("providers-full", providers(List.of(corp, corp, corp), true, Form.EMPTY));
    pages.put("provider", provider(corp, "", Form.of(Map.of("name", "Acme accounts"))));
    pages.put("provider-directory", directory());
    pages.put(
        "provider-failed",
        provider(
            row("Acme accounts", Lamp.BAD, "failed"),
            "It calls itself otherwise than the issuer here. Take the name that it gives.",
            Form.EMPTY.wrong("name", "It has 1 to 60 characters.")));
  }

  private static ProvidersView.Row row(String name, Lamp lamp, String word) {
    return new ProvidersView.Row(
        name, "OpenID Connect", "https://id.acme.example/realms/people", lamp, word, BASE + "/1");
  }

  private static String providers(List<ProvidersView.Row> rows, boolean writable, Form form) {
    var done = rows.isEmpty() ? "" : "It is being tried. Look again in a moment.";
    return Page.providers(
        Samples.member("Identity providers", Section.MEMBERS),
        new ProvidersView(
            done,
            rows,
            writable,
            3,
            form.value("kind").isEmpty() ? "oidc" : form.value("kind"),
            CALLBACK + "ALIAS/endpoint",
            BASE,
            Samples.BASE + "/members",
            form));
  }

  private static String ldap(ProvidersView.Row corp) {
    var typed = Map.of("kind", "ldap", "name", "Staff", "vendor", "389ds", "url", "ldap://x/y");
    var wrong = Form.of(typed).wrong("url", "It is ldaps://HOST or ldap://HOST.");
    return providers(List.of(corp), true, wrong);
  }

  private static String directory() {
    var facts =
        List.of(
            new ProviderView.Fact("Bind DN", "cn=integraci,ou=services,dc=acme,dc=example"),
            new ProviderView.Fact("Address", "ldaps://directory.acme.example"));
    var row =
        new ProvidersView.Row("Staff", "LDAP", facts.get(1).value(), Lamp.OK, "attached", BASE);
    var form = Form.of(Map.of("name", "Staff", "bind_dn", facts.getFirst().value()));
    return Page.provider(
        Samples.member("Staff", Section.MEMBERS),
        new ProviderView(row, true, "", facts, "bind_password", true, BASE, form));
  }

  private static String provider(ProvidersView.Row row, String problem, Form form) {
    var facts =
        List.of(
            new ProviderView.Fact("Redirect URI", CALLBACK + "corp/endpoint"),
            new ProviderView.Fact("Client id", "integraci"),
            new ProviderView.Fact("Issuer", row.where()));
    return Page.provider(
        Samples.member("Acme accounts", Section.MEMBERS),
        new ProviderView(row, true, problem, facts, "client_secret", true, BASE, form));
  }
}
