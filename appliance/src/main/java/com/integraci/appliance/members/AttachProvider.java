package com.integraci.appliance.members;

import com.integraci.appliance.events.WebhookUrl;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Fields;
import com.integraci.appliance.openbao.SecretValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An identity provider that somebody wants.
 *
 * @param alias 2 to 32 small letters, digits and dashes, a letter first
 * @param name 1 to 60 characters
 * @param settings what tells who it is, by the API's names
 * @param account whom the appliance signs in as there, "" for a kind where it does not
 * @param secret what it knows the team by, for a kind that has one
 */
public record AttachProvider(
    String alias,
    String name,
    IdentityProvider.Kind kind,
    Map<String, String> settings,
    String account,
    boolean enabled,
    Optional<SecretValue> secret) {

  /** The most characters of a name. */
  public static final int NAME_MAX = 60;

  static final int SECRET_MAX = 4000;

  private static final int CLIENT_MAX = 255;
  private static final Pattern ALIAS = Pattern.compile("(?!after-)[a-z][a-z0-9-]{0,30}[a-z0-9]");
  private static final String ALIAS_RULE =
      "It has 2 to 32 small letters, digits and dashes, a letter first, and does not begin with"
          + " after-.";
  private static final List<String> KINDS = List.of("oidc", "saml", "ldap");
  private static final List<String> BINDINGS = List.of("post", "redirect");
  private static final Pattern ENTITY = Pattern.compile("[!-~]{1,1024}");
  private static final List<String> CLIENT_AUTH = List.of("post", "basic");

  public AttachProvider {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(account);
    settings = Map.copyOf(settings);
  }

  /**
   * Reads one, of a program or of a form alike.
   *
   * @throws Invalid with everything that is wrong
   */
  public static AttachProvider of(Fields fields, boolean insideAllowed) {
    var kind = kind(fields);
    var alias = fields.matching("alias", ALIAS, ALIAS_RULE);
    var name = fields.text("name", 1, NAME_MAX);
    boolean enabled = !fields.has("enabled") || fields.flag("enabled");
    var settings =
        switch (kind) {
          case OIDC -> oidc(fields, insideAllowed);
          case SAML -> saml(fields);
          case LDAP -> LdapSettings.read(fields, insideAllowed);
        };
    boolean ldap = kind == IdentityProvider.Kind.LDAP;
    var account = ldap ? LdapSettings.account(fields) : "";
    var secret = kind.secretField().map(field -> fields.value(field, 1, SECRET_MAX));
    fields.end();
    return new AttachProvider(
        alias, name, kind, settings, account, enabled, secret.map(SecretValue::new));
  }

  /** What is wrong is noted, and the rest is read as if it were the first. */
  private static IdentityProvider.Kind kind(Fields fields) {
    return switch (fields.oneOf("kind", KINDS)) {
      case "saml" -> IdentityProvider.Kind.SAML;
      case "ldap" -> IdentityProvider.Kind.LDAP;
      default -> IdentityProvider.Kind.OIDC;
    };
  }

  private static Map<String, String> oidc(Fields fields, boolean insideAllowed) {
    return Map.of(
        "issuer", address(fields, "issuer", insideAllowed),
        "client_id", fields.text("client_id", 1, CLIENT_MAX),
        "client_auth", fields.optionalOneOf("client_auth", CLIENT_AUTH).orElse("post"));
  }

  /** Its metadata, or what matters of them: only browsers go to its address. */
  private static Map<String, String> saml(Fields fields) {
    var metadata = fields.has("metadata") ? described(fields) : typed(fields);
    var certificates = SamlMetadata.certificates(metadata.certificates());
    if (certificates.isEmpty()) {
      var field = metadata.described() ? "metadata" : "certificate";
      fields.problem(field, "One to four X.509 certificates in PEM or base64, of keys that sign.");
    }
    return Map.of(
        "entity_id",
        metadata.entity(),
        "sso_url",
        metadata.sso(),
        "sso_binding",
        metadata.post() ? "post" : "redirect",
        "certificate",
        certificates);
  }

  private static SamlMetadata described(Fields fields) {
    var found = SamlMetadata.read(fields.value("metadata", 1, SamlMetadata.MAX));
    boolean right =
        found.isPresent()
            && found.get().entity().matches("[!-~]{1,1024}")
            && found.get().sso().matches("https://[!-~]{1,1000}");
    if (!right) {
      fields.problem("metadata", "It is the metadata of one SAML 2.0 provider, over https.");
    }
    return found.orElse(SamlMetadata.NONE);
  }

  private static SamlMetadata typed(Fields fields) {
    return new SamlMetadata(
        fields.matching("entity_id", ENTITY, "It has 1 to 1024 characters without spaces."),
        address(fields, "sso_url", true),
        fields.optionalOneOf("sso_binding", BINDINGS).orElse("post").equals("post"),
        fields.value("certificate", 1, SamlMetadata.MAX),
        false);
  }

  private static String address(Fields fields, String field, boolean insideAllowed) {
    boolean given = fields.has(field);
    var text = fields.text(field, 1, WebhookUrl.MAX);
    if (given && !text.isEmpty()) {
      try {
        boolean query = WebhookUrl.of(text, insideAllowed).getRawQuery() != null;
        if (query && field.equals("issuer")) {
          fields.problem(field, "It has no query.");
        }
      } catch (Invalid e) {
        fields.problem(field, e.getMessage());
      }
    }
    return text;
  }

  /** A secret is shown nowhere. */
  @Override
  public String toString() {
    return "AttachProvider[" + alias + "]";
  }
}
