package com.integraci.appliance.http;

import com.integraci.appliance.failure.Invalid;
import java.util.regex.Pattern;

/** The version of a thing that whoever changes it has seen: its ETag, sent as {@code If-Match}. */
public final class Seen {

  private static final String FIELD = "If-Match";
  private static final Pattern ETAG = Pattern.compile("\"([1-9][0-9]{0,8})\"");
  private static final String RULE = "It is an ETag, such as \"3\".";

  private Seen() {}

  /** Notes among the body's problems when the request does not name the version. */
  public static void expect(Request request, Fields body) {
    request
        .header(FIELD)
        .ifPresentOrElse(
            given -> {
              if (!ETAG.matcher(given).matches()) {
                body.problem(FIELD, RULE);
              }
            },
            () -> body.problem(FIELD, "Send the ETag as you have read it."));
  }

  /**
   * The version.
   *
   * @throws Invalid when the request names none
   */
  public static int version(Request request) {
    var etag = ETAG.matcher(request.header(FIELD).orElse(""));
    if (!etag.matches()) {
      throw new Invalid(FIELD, RULE);
    }
    return Integer.parseInt(etag.group(1));
  }

  /** The ETag of a version. */
  public static String etag(int version) {
    return "\"" + version + "\"";
  }
}
