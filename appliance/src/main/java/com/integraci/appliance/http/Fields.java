package com.integraci.appliance.http;

import com.integraci.appliance.failure.Invalid;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The fields of a request, of a JSON object, a form or a query alike. Each reading notes what is
 * wrong and goes on with a stand-in ({@code ""}, the lower bound, {@code false}); {@link #end}
 * refuses with everything at once, unknown fields too, so it is called before any value is used.
 */
public final class Fields {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

  private final Map<String, Object> values;
  private final boolean textOnly;
  private final boolean emptyIsAbsent;
  private final List<Invalid.Problem> problems = new ArrayList<>();

  private Fields(Map<String, ?> values, boolean textOnly, boolean emptyIsAbsent) {
    this.values = new LinkedHashMap<>(values);
    this.textOnly = textOnly;
    this.emptyIsAbsent = emptyIsAbsent;
  }

  /** The fields of a JSON object. */
  public static Fields json(Map<String, Object> values) {
    return new Fields(values, false, false);
  }

  /** The fields of a form that somebody fills in: everything is text, and may be left empty. */
  static Fields filled(Map<String, String> values) {
    return new Fields(values, true, true);
  }

  /** The fields of a query that a program sends: everything is text, an empty one a value. */
  static Fields sent(Map<String, String> values) {
    return new Fields(values, true, false);
  }

  /** One line of text without control characters, {@code min} to {@code max} characters. */
  public String text(String name, int min, int max) {
    return present(name).map(value -> line(name, value, min, max)).orElse("");
  }

  /** The same, but it may be left out. */
  public Optional<String> optionalText(String name, int min, int max) {
    return given(name).map(value -> line(name, value, min, max));
  }

  /** Text that matches the pattern as a whole; the rule is the sentence the user reads. */
  public String matching(String name, Pattern pattern, String rule) {
    return present(name).map(value -> matched(name, value, pattern, rule)).orElse("");
  }

  /** The same, but it may be left out. */
  public Optional<String> optionalMatching(String name, Pattern pattern, String rule) {
    return given(name).map(value -> matched(name, value, pattern, rule));
  }

  /** Any text but the null character, {@code min} to {@code max} bytes of UTF-8. */
  public String value(String name, int min, int max) {
    return present(name).map(value -> bounded(name, value, min, max)).orElse("");
  }

  /** One of the words. */
  public String oneOf(String name, Collection<String> words) {
    return present(name).map(value -> word(name, value, words)).orElse("");
  }

  /** One of the words, but it may be left out. */
  public Optional<String> optionalOneOf(String name, Collection<String> words) {
    return given(name).map(value -> word(name, value, words));
  }

  /** A whole number, {@code min} to {@code max}. */
  public long number(String name, long min, long max) {
    return present(name).map(value -> whole(name, value, min, max)).orElse(min);
  }

  /** The same, but it may be left out. */
  public Optional<Long> optionalNumber(String name, long min, long max) {
    return given(name).map(value -> whole(name, value, min, max));
  }

  /** An object of texts, or none when it is left out; see {@link Texts}. */
  public Map<String, String> texts(String name) {
    return new Texts(message -> problem(name, message)).read(optional(name).orElse(Map.of()));
  }

  /** True or false; left out, it is false. */
  public boolean flag(String name) {
    return optional(name).map(value -> truth(name, value)).orElse(false);
  }

  /** Whether the field is there, without reading it. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Drops a field that is somebody else's. */
  public void skip(String name) {
    values.remove(name);
  }

  /** Notes what a rule over several fields finds. */
  public void problem(String name, String message) {
    problems.add(new Invalid.Problem(name, message));
  }

  /**
   * Ends the reading.
   *
   * @throws Invalid with everything that is wrong, unknown fields included
   */
  public void end() {
    values.keySet().forEach(name -> problem(Texts.clipped(name), "There is no such field."));
    if (!problems.isEmpty()) {
      throw new Invalid(problems);
    }
  }

  private Optional<Object> present(String name) {
    if (!values.containsKey(name)) {
      problem(name, "This field is missing.");
    }
    return optional(name);
  }

  /** An empty field of a form is one that was left out. */
  private Optional<Object> given(String name) {
    if (emptyIsAbsent && "".equals(values.get(name))) {
      values.remove(name);
    }
    return optional(name);
  }

  /** Takes the field out; a null in JSON is not a value of any field. */
  private Optional<Object> optional(String name) {
    if (!values.containsKey(name)) {
      return Optional.empty();
    }
    var value = Optional.ofNullable(values.remove(name));
    if (value.isEmpty()) {
      problem(name, "It must not be null.");
    }
    return value;
  }

  private String line(String name, Object value, int min, int max) {
    return string(name, value)
        .filter(
            rule(
                name,
                text -> within(text.codePointCount(0, text.length()), min, max),
                "It has %d to %d characters.".formatted(min, max)))
        .filter(
            rule(
                name,
                text -> text.codePoints().noneMatch(Character::isISOControl),
                "It holds no control characters."))
        .orElse("");
  }

  private String matched(String name, Object value, Pattern pattern, String rule) {
    return string(name, value)
        .filter(rule(name, text -> pattern.matcher(text).matches(), rule))
        .orElse("");
  }

  private String bounded(String name, Object value, int min, int max) {
    return string(name, value)
        .filter(
            rule(
                name,
                text -> within(text.getBytes(StandardCharsets.UTF_8).length, min, max),
                "It has %d to %d bytes.".formatted(min, max)))
        .orElse("");
  }

  private String word(String name, Object value, Collection<String> words) {
    var message = "It is one of: " + String.join(", ", words) + ".";
    return string(name, value).filter(rule(name, words::contains, message)).orElse("");
  }

  private static boolean within(int length, int min, int max) {
    return length >= min && length <= max;
  }

  private Predicate<String> rule(String name, Predicate<String> holds, String message) {
    return text -> holds.test(text) || wrong(name, message);
  }

  private boolean wrong(String name, String message) {
    problem(name, message);
    return false;
  }

  private long whole(String name, Object value, long min, long max) {
    long number =
        switch (value) {
          case Integer small -> small;
          case Long large -> large;
          case String text when textOnly && NUMBER.matcher(text).matches() -> Long.parseLong(text);
          default -> Long.MIN_VALUE;
        };
    if (number < min || number > max) {
      problem(name, "It is a whole number from %d to %d.".formatted(min, max));
      return min;
    }
    return number;
  }

  private boolean truth(String name, Object value) {
    return switch (value) {
      case Boolean flag -> flag;
      case String text when textOnly && text.equals("true") -> true;
      case String text when textOnly && text.equals("false") -> false;
      default -> {
        problem(name, "It is true or false.");
        yield false;
      }
    };
  }

  /** Text that PostgreSQL and UTF-8 can hold: no null character, no half of a surrogate pair. */
  private Optional<String> string(String name, Object value) {
    if (!(value instanceof String text)) {
      problem(name, "It is text.");
      return Optional.empty();
    }
    return Optional.of(text)
        .filter(
            rule(
                name,
                t ->
                    t.indexOf('\0') < 0
                        && t.codePoints()
                            .noneMatch(c -> Character.getType(c) == Character.SURROGATE),
                "It is Unicode text without the null character."));
  }
}
