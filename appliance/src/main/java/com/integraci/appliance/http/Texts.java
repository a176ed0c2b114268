package com.integraci.appliance.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * An object of texts in JSON: 32 at most, each of 256 characters at most without control
 * characters, under names of {@code [a-z_]{1,32}}.
 *
 * @param problem told what is wrong
 */
record Texts(Consumer<String> problem) {

  private static final int TEXTS_MAX = 32;
  private static final int NAME_MAX = 64;
  private static final Pattern NAME = Pattern.compile("[a-z_]{1,32}");

  /** Control characters and halves of surrogate pairs are not text that PostgreSQL holds. */
  private static final Pattern TEXT = Pattern.compile("[^\\p{Cc}\\p{Cs}]{0,256}");

  Map<String, String> read(Object value) {
    var texts = new TreeMap<String, String>();
    if (!(value instanceof Map<?, ?> object) || object.size() > TEXTS_MAX) {
      problem.accept("It is an object of at most %d texts.".formatted(TEXTS_MAX));
      return texts;
    }
    object.forEach(
        (key, text) -> {
          if (key instanceof String name
              && NAME.matcher(name).matches()
              && text instanceof String line
              && TEXT.matcher(line).matches()) {
            texts.put(name, line);
          } else {
            problem.accept("Names are such as order_id, texts have at most 256 characters.");
          }
        });
    return texts;
  }

  /** A field's name as somebody sent it, short enough to be repeated. */
  static String clipped(String name) {
    return name.substring(0, Math.min(name.length(), NAME_MAX));
  }
}
