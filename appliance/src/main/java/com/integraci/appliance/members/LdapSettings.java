package com.integraci.appliance.members;

import com.integraci.appliance.http.Fields;
import com.integraci.network.Destinations;
import com.integraci.network.Inside;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * What somebody says of an LDAP directory. Its vendor gives the two attributes that are not named:
 * the one that never changes of a person, and the one that people type as their name.
 */
final class LdapSettings {

  static final String ACCOUNT = "bind_dn";

  /** Directories whose attributes are known; the first is what is meant when none is named. */
  static final List<String> VENDORS = List.of("openldap", "active_directory", "389ds", "other");

  private static final int URL_MAX = 300;
  private static final int NAME_MAX = 1000;
  private static final String URL_RULE =
      "It is ldaps://HOST or ldap://HOST, with a port or without, and nothing more; over ldap://"
          + " TLS begins before anything else.";
  private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,59}");
  private static final String ATTRIBUTE_RULE =
      "It is the name of an attribute: letters, digits and dashes, 60 at most.";

  /** What people get, change and leave to others. */
  private static final Set<String> NO_IDS =
      Set.of(
          "uid",
          "mail",
          "cn",
          "sn",
          "name",
          "givenname",
          "displayname",
          "samaccountname",
          "userprincipalname");

  private LdapSettings() {}

  /** Its settings by the API's names; what is wrong is noted in the fields. */
  static Map<String, String> read(Fields fields, boolean insideAllowed) {
    var vendor = fields.optionalOneOf("vendor", VENDORS).orElse(VENDORS.getFirst());
    var id = attribute(fields, "id_attribute", id(vendor));
    if (NO_IDS.contains(id.toLowerCase(Locale.ROOT))) {
      fields.problem(
          "id_attribute", "It is one that never changes and that nobody else is given later.");
    }
    return Map.of(
        "vendor", vendor,
        "url", url(fields, insideAllowed),
        "base_dn", base(fields),
        "id_attribute", id,
        "user_attribute", attribute(fields, "user_attribute", user(vendor)));
  }

  /** Whom the appliance signs in as: a name of the directory's, or what it takes for one. */
  static String account(Fields fields) {
    return fields.text(ACCOUNT, 1, NAME_MAX);
  }

  private static String id(String vendor) {
    return switch (vendor) {
      case "openldap" -> "entryUUID";
      case "active_directory" -> "objectGUID";
      case "389ds" -> "nsUniqueId";
      default -> "";
    };
  }

  private static String user(String vendor) {
    return switch (vendor) {
      case "openldap", "389ds" -> "uid";
      case "active_directory" -> "sAMAccountName";
      default -> "";
    };
  }

  private static String attribute(Fields fields, String field, String usual) {
    return usual.isEmpty()
        ? fields.matching(field, ATTRIBUTE, ATTRIBUTE_RULE)
        : fields.optionalMatching(field, ATTRIBUTE, ATTRIBUTE_RULE).orElse(usual);
  }

  private static String base(Fields fields) {
    boolean given = fields.has("base_dn");
    var text = fields.text("base_dn", 1, NAME_MAX);
    if (given && !text.isEmpty() && !isName(text)) {
      fields.problem(
          "base_dn", "It is a distinguished name, such as ou=people,dc=acme,dc=example.");
    }
    return text;
  }

  private static boolean isName(String text) {
    try {
      return !new LdapName(text).isEmpty();
    } catch (InvalidNameException e) {
      return false;
    }
  }

  private static String url(Fields fields, boolean insideAllowed) {
    boolean given = fields.has("url");
    var text = fields.text("url", 1, URL_MAX);
    if (given && !text.isEmpty()) {
      if (!isAddress(text)) {
        fields.problem("url", URL_RULE);
      } else if (!insideAllowed && leadsInside(text)) {
        fields.problem(
            "url", "This address is inside the appliance's network. Its operator can allow that.");
      }
    }
    return text;
  }

  private static boolean leadsInside(String url) {
    return Destinations.literal(URI.create(url).getHost()).filter(Inside::is).isPresent();
  }

  private static boolean isAddress(String text) {
    try {
      var url = new URI(text);
      return ("ldaps".equals(url.getScheme()) || "ldap".equals(url.getScheme()))
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawQuery() == null
          && url.getRawFragment() == null
          && url.getRawPath().isEmpty()
          && url.getPort() != 0
          && url.getPort() <= 65_535
          && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
