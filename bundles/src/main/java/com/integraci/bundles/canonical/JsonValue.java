package com.integraci.bundles.canonical;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A JSON value of the restricted profile: objects, arrays, strings, safe whole numbers, flags. */
public sealed interface JsonValue {

  /** Largest whole number that every JSON reader keeps exactly, 2^53 - 1 (RFC 8785, RFC 7493). */
  long WHOLE_MAX = (1L << 53) - 1;

  /** A string of valid Unicode; a lone surrogate is refused. */
  record Text(String value) implements JsonValue {
    public Text {
      if (holdsHalf(value)) {
        throw new IllegalArgumentException("a string holds half of a surrogate pair");
      }
    }

    /** A loop: every string of every decision and entry passes here. */
    private static boolean holdsHalf(String value) {
      for (int i = 0; i < value.length(); i++) {
        if (Character.isSurrogate(value.charAt(i))) {
          boolean pair =
              i + 1 < value.length()
                  && Character.isSurrogatePair(value.charAt(i), value.charAt(i + 1));
          if (!pair) {
            return true;
          }
          i++;
        }
      }
      return false;
    }
  }

  /** A whole number within ±(2^53 − 1). */
  record Whole(long value) implements JsonValue {
    public Whole {
      if (value > WHOLE_MAX || value < -WHOLE_MAX) {
        throw new IllegalArgumentException("number beyond 2^53 - 1: " + value);
      }
    }
  }

  /** True or false. */
  record Flag(boolean value) implements JsonValue {}

  /** An array, in its order. */
  record Items(List<JsonValue> values) implements JsonValue {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** An object; the order of members doesn't matter. */
  record Members(Map<String, JsonValue> values) implements JsonValue {
    public Members {
      values = Map.copyOf(values);
      values.keySet().forEach(Text::new);
    }

    /**
     * The member of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public JsonValue member(String name) {
      JsonValue value = values.get(name);
      if (value == null) {
        throw new IllegalArgumentException("no member \"" + name + "\"");
      }
      return value;
    }

    /** The string of that name; throws {@link IllegalArgumentException} if it isn't one. */
    public String text(String name) {
      if (member(name) instanceof Text(String value)) {
        return value;
      }
      throw new IllegalArgumentException("\"" + name + "\" is not a string");
    }

    /** The number of that name; throws {@link IllegalArgumentException} if it isn't one. */
    public long whole(String name) {
      if (member(name) instanceof Whole(long value)) {
        return value;
      }
      throw new IllegalArgumentException("\"" + name + "\" is not a whole number");
    }
  }

  /** Starts an object. */
  static Builder object() {
    return new Builder();
  }

  /** Collects the members of an object; a name given twice is refused. */
  final class Builder {
    private final Map<String, JsonValue> members = new LinkedHashMap<>();

    private Builder() {}

    public Builder put(String name, String value) {
      return put(name, new Text(value));
    }

    public Builder put(String name, long value) {
      return put(name, new Whole(value));
    }

    public Builder put(String name, boolean value) {
      return put(name, new Flag(value));
    }

    public Builder put(String name, JsonValue value) {
      if (members.put(name, Objects.requireNonNull(value)) != null) {
        throw new IllegalArgumentException("member \"" + name + "\" given twice");
      }
      return this;
    }

    public Members build() {
      return new Members(members);
    }
  }
}
