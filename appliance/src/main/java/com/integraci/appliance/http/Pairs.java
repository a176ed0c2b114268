package com.integraci.appliance.http;

import com.integraci.appliance.failure.Invalid;
import io.helidon.common.parameters.Parameters;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names with a value each, as forms and queries have them, in their order. */
final class Pairs {

  private static final int PAIRS_MAX = 100;

  private Pairs() {}

  /**
   * Of a query.
   *
   * @throws Invalid when a name comes twice
   */
  static Map<String, String> of(Parameters parameters) {
    var values = new LinkedHashMap<String, String>();
    for (String name : parameters.names()) {
      var all = parameters.all(name);
      if (all.size() > 1) {
        throw new Invalid(name, "It comes once only.");
      }
      values.put(name, all.isEmpty() ? "" : all.getFirst());
    }
    return values;
  }

  /**
   * Of a body.
   *
   * @throws Invalid when a name comes twice, they are too many, or not encoded
   */
  static Map<String, String> of(String form) {
    var values = new LinkedHashMap<String, String>();
    if (form.isEmpty()) {
      return values;
    }
    var pairs = form.split("&", PAIRS_MAX + 1);
    if (pairs.length > PAIRS_MAX) {
      throw new Invalid("", "The form has more than " + PAIRS_MAX + " fields.");
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      var name = decode(equals < 0 ? pair : pair.substring(0, equals));
      if (values.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
        throw new Invalid(name, "It comes once only.");
      }
    }
    return values;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Invalid("", "The form is not encoded as forms are.");
    }
  }
}
