package com.integraci.appliance.workflow;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a workflow was started with, or what a step found out. It is kept in the journal, so it
 * holds ids and codes: no secret, no name, no address.
 *
 * @param values at most 16 KiB as JSON
 */
public record Payload(SortedMap<String, String> values) {

  static final int BYTES_MAX = 16 * 1024;
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Nothing. */
  public static final Payload EMPTY = new Payload(new TreeMap<>());

  public Payload {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    if (json(values).getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
      throw new IllegalArgumentException("a payload of more than " + BYTES_MAX + " bytes");
    }
  }

  /** A payload of these values. */
  public static Payload of(Map<String, String> values) {
    return new Payload(new TreeMap<>(values));
  }

  /**
   * One value.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public String value(String name) {
    var value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the payload has no " + name);
    }
    return value;
  }

  static Payload parse(String json) {
    return new Payload(JSON.readValue(json, new TypeReference<TreeMap<String, String>>() {}));
  }

  String json() {
    return json(values);
  }

  private static String json(SortedMap<String, String> values) {
    return JSON.writeValueAsString(values);
  }
}
