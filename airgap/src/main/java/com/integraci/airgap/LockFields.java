package com.integraci.airgap;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The fields of one JSON object, read by name. A problem is noted with its JSON pointer and a
 * placeholder returned, so that reading goes on to the next problem.
 */
final class LockFields {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,199}");
  private static final Sha256 NO_HASH = new Sha256("0".repeat(64));

  private final String path;
  private final JsonNode node;
  private final List<String> problems;
  private final Set<String> read = new HashSet<>();

  LockFields(String path, JsonNode node, List<String> problems) {
    this.path = path;
    this.problems = problems;
    this.node = node.isObject() ? node : JsonNodeFactory.instance.objectNode();
    if (!node.isObject()) {
      problems.add(path + ": must be an object");
    }
  }

  String path() {
    return path;
  }

  String text(String field) {
    JsonNode value = take(field);
    if (value.isString() && !value.stringValue().isBlank()) {
      return value.stringValue();
    }
    problem(field, "must be a text that is not empty");
    return "";
  }

  Optional<String> optionalText(String field) {
    return take(field).isMissingNode() ? Optional.empty() : Optional.of(text(field));
  }

  /** A text that is safe as one segment of a path. */
  String name(String field) {
    String text = text(field);
    if (!text.isEmpty() && !NAME.matcher(text).matches()) {
      problem(field, "may hold letters, digits and . _ + - only, not " + text);
    }
    return text;
  }

  /** A path below a folder, with no way out of it. */
  String relativePath(String field) {
    String text = text(field);
    if (!text.isEmpty() && !EntryPath.isSafe(text)) {
      problem(field, "must be a relative path without .., not " + text);
    }
    return text;
  }

  Sha256 hash(String field) {
    String text = text(field);
    try {
      return text.isEmpty() ? NO_HASH : new Sha256(text);
    } catch (IllegalArgumentException e) {
      problem(field, "is " + e.getMessage());
      return NO_HASH;
    }
  }

  long number(String field) {
    JsonNode value = take(field);
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    problem(field, "must be a whole number");
    return 0;
  }

  long size(String field) {
    int before = problems.size();
    long size = number(field);
    if (size <= 0 && problems.size() == before) {
      problem(field, "must be above 0");
    }
    return size;
  }

  LockFields object(String field) {
    return new LockFields(path + "/" + field, take(field), problems);
  }

  Optional<LockFields> optionalObject(String field) {
    return take(field).isMissingNode() ? Optional.empty() : Optional.of(object(field));
  }

  List<LockFields> list(String field) {
    JsonNode value = take(field);
    List<LockFields> elements = new ArrayList<>();
    if (!value.isArray() || value.isEmpty()) {
      problem(field, "must be a list that is not empty");
      return elements;
    }
    for (int i = 0; i < value.size(); i++) {
      elements.add(new LockFields(path + "/" + field + "/" + i, value.get(i), problems));
    }
    return elements;
  }

  void refuseUnknown() {
    for (String field : node.propertyNames()) {
      if (!read.contains(field)) {
        problem(field, "is not known here");
      }
    }
  }

  private JsonNode take(String field) {
    read.add(field);
    return node.path(field);
  }

  private void problem(String field, String what) {
    problems.add(path + "/" + field + ": " + what);
  }
}
