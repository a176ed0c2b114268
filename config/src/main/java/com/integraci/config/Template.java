package com.integraci.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A component's configuration as a reviewed text with places to fill, {@code @name@} each. */
final class Template {
  private static final Pattern PLACEHOLDER = Pattern.compile("@([a-z_]+)@");

  private Template() {}

  /** The text of a resource, with every place filled and every value used. */
  static String fill(String template, Map<String, String> values) {
    var unused = new TreeMap<>(values);
    String filled =
        PLACEHOLDER
            .matcher(template)
            .replaceAll(
                match -> {
                  unused.remove(match.group(1));
                  return Matcher.quoteReplacement(
                      Objects.requireNonNull(values.get(match.group(1)), match.group(1)));
                });
    if (!unused.isEmpty()) {
      throw new IllegalStateException("the template has no place for " + unused.keySet());
    }
    return filled;
  }

  static String resource(String name) {
    try (InputStream in = Template.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void port(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }

  /** The formats have escapes and interpolation; a path that would need either is refused. */
  static void path(Path path) {
    if (!path.isAbsolute() || !path.toString().matches("[^\"\\\\$%@\\p{Cntrl}]+")) {
      throw new IllegalArgumentException(
          "a component needs an absolute path without quotes, backslashes, $, % and @, not "
              + path);
    }
  }
}
