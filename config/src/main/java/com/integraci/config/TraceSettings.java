package com.integraci.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where spans of what is done are sent.
 *
 * @param endpoint the collector's base address for OTLP over HTTP, "" for none: https, or http on
 *     this machine
 * @param ratio how many of the traces are kept, 0 to 1
 * @param headers files with header fields that are sent along, a {@code Name: value} in each line
 * @param authorities files with certificate authorities (PEM) that the collector's certificate may
 *     come from, in place of the system's
 */
public record TraceSettings(
    String endpoint, double ratio, List<Path> headers, List<Path> authorities) {

  /** Nowhere. */
  public static final TraceSettings OFF = new TraceSettings("", 1, List.of(), List.of());

  private static final Pattern ENDPOINT =
      Pattern.compile(
          "(https://[^/@?#]+|http://(127\\.0\\.0\\.1|localhost)(:[0-9]{1,5})?)(/[^?#]*)?");

  public TraceSettings {
    if (!endpoint.isEmpty() && !ENDPOINT.matcher(endpoint).matches()) {
      throw new IllegalArgumentException(
          "The collector is at an https address, or at http://127.0.0.1 or http://localhost.");
    }
    if (!(ratio >= 0 && ratio <= 1)) {
      throw new IllegalArgumentException("The ratio of traces is 0 to 1.");
    }
    headers = headers == null ? List.of() : List.copyOf(headers);
    authorities = authorities == null ? List.of() : List.copyOf(authorities);
  }

  /** To a collector whose certificate the system trusts, without further header fields. */
  public static TraceSettings to(String endpoint, double ratio) {
    return new TraceSettings(endpoint, ratio, List.of(), List.of());
  }

  /** Settings that are the same but for the traces, which are these. */
  public ControlSettings in(ControlSettings others) {
    return new ControlSettings(
        others.url(),
        others.authority(),
        others.http(),
        others.database(),
        others.keycloak(),
        others.openbao(),
        others.nats(),
        others.signup(),
        others.state(),
        others.webhooks(),
        others.mail(),
        this,
        others.providers(),
        others.policies());
  }

  /** Whether there is a collector. */
  public boolean on() {
    return !endpoint.isEmpty();
  }

  /** The address for spans. */
  public String address() {
    return (endpoint.endsWith("/") ? endpoint : endpoint + "/") + "v1/traces";
  }

  /**
   * The header fields in the files, read now.
   *
   * @throws IllegalArgumentException when a line is none, without the line
   */
  public Map<String, Secret> headerFields() {
    var fields = new LinkedHashMap<String, Secret>();
    for (Path file : headers) {
      for (String line : Secret.read(file).reveal().lines().toList()) {
        int colon = line.indexOf(':');
        if (!line.matches("[A-Za-z0-9-]+:[ \\x21-\\x7e]+")) {
          throw new IllegalArgumentException(file + " has a line that is no header field.");
        }
        fields.put(line.substring(0, colon), Secret.of(line.substring(colon + 1).strip()));
      }
    }
    return fields;
  }
}
