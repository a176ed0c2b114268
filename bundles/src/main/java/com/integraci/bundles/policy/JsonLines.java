package com.integraci.bundles.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** At which lines of a document the values begin that JSON Pointers (RFC 6901) name. */
final class JsonLines {

  private JsonLines() {}

  /**
   * The lines, from 1.
   *
   * @param document JSON that was read before
   * @param pointers which values; one that names nothing has no line
   */
  static Map<String, Integer> of(byte[] document, Set<String> pointers) {
    var lines = new HashMap<String, Integer>();
    try (var parser = JsonMapper.shared().createParser(document)) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token != JsonToken.PROPERTY_NAME && !token.isStructEnd()) {
          var pointer = parser.streamReadContext().pathAsPointer().toString();
          if (pointers.contains(pointer)) {
            lines.putIfAbsent(pointer, parser.currentTokenLocation().getLineNr());
          }
        }
      }
    }
    return lines;
  }
}
