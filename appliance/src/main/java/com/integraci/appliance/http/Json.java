package com.integraci.appliance.http;

import com.integraci.appliance.failure.Invalid;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the API reads and writes it. */
final class Json {

  private static final int DEPTH_MAX = 16;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private Json() {}

  static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /** Reads one JSON object; a name twice, or anything after it, is refused. */
  static Map<String, Object> object(byte[] bytes) {
    Map<String, Object> object;
    try {
      object = MAPPER.readValue(bytes, OBJECT);
    } catch (JacksonException e) {
      throw new Invalid("", "The body is not one valid JSON object.");
    }
    if (object == null) {
      throw new Invalid("", "The body is not one valid JSON object.");
    }
    return object;
  }
}
