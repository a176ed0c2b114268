package com.integraci.installer;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.util.regex.Pattern;

/** Addresses of a tenant in the API. */
final class TenantPath {

  private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9-]{1,38}[a-z0-9]");

  private TenantPath() {}

  /** Where a tenant is suspended and resumed; what is no slug can't become another address. */
  static String suspension(String slug) {
    return below(slug, "suspension");
  }

  /** Where the plan of a tenant's repair is seen and begun. */
  static String repair(String slug) {
    return below(slug, "repair");
  }

  private static String below(String slug, String rest) {
    if (!SLUG.matcher(slug).matches()) {
      throw new Refusal(ExitCode.REFUSED, "No team is called \"%s\".".formatted(slug));
    }
    return "/api/v1/tenants/" + slug + "/" + rest;
  }
}
