package com.integraci.tests.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random facts that a schema allows: what is optional is there or not, numbers and sizes are often
 * at their bounds, and texts and numbers are often those that a bundle speaks of, or were there
 * before, so that its rules find what they look for.
 */
final class FactsGenerator {

  private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\\n])*)\"");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.\"])\\d{1,9}(?![\\w.\"])");
  private static final String ODD = "ab Z09-_.\"\\\n\té漢😀";
  private static final int ITEMS_MAX = 100;
  private static final int KEPT = 4;

  private final JsonNode schema;
  private final RandomGenerator random;
  private final List<String> texts = new ArrayList<>();
  private final List<Long> numbers = new ArrayList<>();

  /** Texts that were made, by the pattern that they are of. */
  private final Map<String, List<String>> made = new HashMap<>();

  /**
   * A generator.
   *
   * @param spoken the text of a bundle's files
   */
  FactsGenerator(JsonNode schema, String spoken, RandomGenerator random) {
    this.schema = schema;
    this.random = random;
    TEXT.matcher(spoken).results().forEach(found -> texts.add(found.group(1)));
    NUMBER.matcher(spoken).results().forEach(found -> numbers.add(Long.valueOf(found.group())));
  }

  JsonNode facts() {
    return of(schema);
  }

  private JsonNode of(JsonNode type) {
    if (type.has("$ref")) {
      return of(schema.at(type.get("$ref").asString().substring(1)));
    }
    if (type.has("enum")) {
      return type.get("enum").get(random.nextInt(type.get("enum").size()));
    }
    var nodes = JsonMapper.shared().getNodeFactory();
    return switch (type.path("type").asString("")) {
      case "object" -> object(type);
      case "array" -> array(type);
      case "boolean" -> nodes.booleanNode(random.nextBoolean());
      case "integer" -> nodes.numberNode(number(type));
      case "string" -> nodes.stringNode(text(type));
      default -> throw new IllegalArgumentException("a type that is not known: " + type);
    };
  }

  private ObjectNode object(JsonNode type) {
    var required = type.path("required").valueStream().map(JsonNode::asString).toList();
    var object = JsonMapper.shared().createObjectNode();
    for (var member : type.get("properties").properties()) {
      if (required.contains(member.getKey()) || random.nextInt(5) > 0) {
        object.set(member.getKey(), of(member.getValue()));
      }
    }
    return object;
  }

  private JsonNode array(JsonNode type) {
    int most = Math.min(type.get("maxItems").asInt(), ITEMS_MAX);
    int size = random.nextInt(40) == 0 ? most : random.nextInt(4);
    boolean unique = type.path("uniqueItems").asBoolean(false);
    var items = new ArrayList<JsonNode>();
    for (int i = 0; i < size; i++) {
      var item = of(type.get("items"));
      if (!unique || !items.contains(item)) {
        items.add(item);
      }
    }
    return JsonMapper.shared().createArrayNode().addAll(items);
  }

  private long number(JsonNode type) {
    long least = type.get("minimum").asLong();
    long most = type.get("maximum").asLong();
    return switch (random.nextInt(6)) {
      case 0, 1 -> least;
      case 2 -> most - random.nextInt(2);
      case 3 -> least + random.nextInt(4);
      case 4 -> random.nextLong(least, most);
      default ->
          numbers.isEmpty()
              ? least + 1
              : Math.clamp(one(numbers) + random.nextInt(3) - 1, least, most);
    };
  }

  private String text(JsonNode type) {
    var pattern = type.path("pattern").asString("");
    var former = made.computeIfAbsent(pattern, _ -> spoken(type, pattern));
    if (!former.isEmpty() && random.nextInt(8) > 0) {
      return one(former);
    }
    var text = pattern.isEmpty() ? odd(type) : PatternText.of(pattern, random);
    if (former.size() < KEPT) {
      former.add(text);
    }
    return text;
  }

  private List<String> spoken(JsonNode type, String pattern) {
    var fitting =
        texts.stream()
            .filter(
                text ->
                    pattern.isEmpty()
                        ? !text.isEmpty() && text.length() <= type.get("maxLength").asInt()
                        : text.matches(pattern))
            .distinct()
            .toList();
    return new ArrayList<>(fitting);
  }

  private String odd(JsonNode type) {
    int least = type.get("minLength").asInt();
    int most = type.get("maxLength").asInt();
    int length = random.nextInt(4) == 0 ? most : random.nextInt(least, 20);
    var text = new StringBuilder();
    int[] characters = ODD.codePoints().toArray();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(characters[random.nextInt(characters.length)]);
    }
    return text.toString();
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
