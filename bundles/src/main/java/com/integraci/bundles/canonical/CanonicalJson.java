package com.integraci.bundles.canonical;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.integraci.bundles.canonical.JsonValue.Flag;
import com.integraci.bundles.canonical.JsonValue.Items;
import com.integraci.bundles.canonical.JsonValue.Members;
import com.integraci.bundles.canonical.JsonValue.Text;
import com.integraci.bundles.canonical.JsonValue.Whole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and reads canonical JSON: RFC 8785 with strings, safe whole numbers, flags, objects and
 * arrays.
 *
 * <p>Without fractions the standard's hard part, the spelling of numbers, is gone. At most {@value
 * #DEPTH_MAX} values are nested.
 */
public final class CanonicalJson {
  /** How deep values may nest: bounds the recursion, far above what formats of ours use. */
  public static final int DEPTH_MAX = 16;

  private static final JsonMapper READER = JsonMapper.builder().build();

  private CanonicalJson() {}

  /** The canonical bytes of the value, UTF-8. */
  public static byte[] write(JsonValue value) {
    var out = new StringBuilder(256);
    append(out, value, 0);
    return out.toString().getBytes(UTF_8);
  }

  /**
   * Reads bytes that must already be canonical.
   *
   * @throws IllegalArgumentException if they are not JSON, not of the profile, or spelled otherwise
   */
  public static JsonValue read(byte[] canonical) {
    JsonValue value;
    try {
      value = convert(READER.readTree(canonical), 0);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
    // Catches white space, member order, a doubled member, escapes and anything after the value.
    if (!Arrays.equals(write(value), canonical)) {
      throw new IllegalArgumentException("JSON is not in canonical form");
    }
    return value;
  }

  /** Reads an object as {@link #read} does. */
  public static Members readObject(byte[] canonical) {
    if (read(canonical) instanceof Members members) {
      return members;
    }
    throw new IllegalArgumentException("not a JSON object");
  }

  /**
   * A tree as a value of the profile; a whole number may be spelled as a fraction, as 1.0 is.
   *
   * @throws IllegalArgumentException if it holds null, a fraction, a number that is not safe, or
   *     half of a surrogate pair, or nests too deep
   */
  public static JsonValue of(JsonNode tree) {
    return convert(tree, 0);
  }

  private static JsonValue convert(JsonNode node, int depth) {
    checkDepth(depth);
    if (node.isString()) {
      return new Text(node.stringValue());
    }
    if (node.isNumber() && node.canConvertToExactIntegral() && node.canConvertToLong()) {
      return new Whole(node.longValue());
    }
    if (node.isBoolean()) {
      return new Flag(node.booleanValue());
    }
    if (node.isArray()) {
      List<JsonValue> items = new ArrayList<>();
      for (JsonNode item : node) {
        items.add(convert(item, depth + 1));
      }
      return new Items(items);
    }
    if (node.isObject()) {
      Map<String, JsonValue> members = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        members.put(member.getKey(), convert(member.getValue(), depth + 1));
      }
      return new Members(members);
    }
    throw new IllegalArgumentException(
        "only objects, arrays, strings, whole numbers and flags: " + node.getNodeType());
  }

  private static void append(StringBuilder out, JsonValue value, int depth) {
    checkDepth(depth);
    switch (value) {
      case Text(String text) -> appendString(out, text);
      case Whole(long number) -> out.append(number);
      case Flag(boolean flag) -> out.append(flag);
      case Items(List<JsonValue> items) -> {
        out.append('[');
        for (int i = 0; i < items.size(); i++) {
          if (i > 0) {
            out.append(',');
          }
          append(out, items.get(i), depth + 1);
        }
        out.append(']');
      }
      case Members(Map<String, JsonValue> members) -> appendMembers(out, members, depth);
    }
  }

  private static void appendMembers(StringBuilder out, Map<String, JsonValue> members, int depth) {
    // String.compareTo compares UTF-16 code units, which is the order of RFC 8785, section 3.2.3.
    String[] names = members.keySet().toArray(String[]::new);
    Arrays.sort(names);
    out.append('{');
    for (int i = 0; i < names.length; i++) {
      if (i > 0) {
        out.append(',');
      }
      appendString(out, names[i]);
      out.append(':');
      append(out, members.get(names[i]), depth + 1);
    }
    out.append('}');
  }

  /** RFC 8785, section 3.2.2.2: only what must be escaped, and the short escapes where they are. */
  private static void appendString(StringBuilder out, String text) {
    out.append('"');
    int plain = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c == '"' || c == '\\') {
        out.append(text, plain, i);
        appendEscaped(out, c);
        plain = i + 1;
      }
    }
    out.append(text, plain, text.length()).append('"');
  }

  private static void appendEscaped(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      default ->
          out.append("\\u00")
              .append(Character.forDigit(c >> 4, 16))
              .append(Character.forDigit(c & 0xf, 16));
    }
  }

  private static void checkDepth(int depth) {
    if (depth > DEPTH_MAX) {
      throw new IllegalArgumentException("JSON nested deeper than " + DEPTH_MAX);
    }
  }
}
