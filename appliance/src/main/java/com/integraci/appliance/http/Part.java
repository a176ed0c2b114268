package com.integraci.appliance.http;

import java.util.Map;

/**
 * A part of a form with files.
 *
 * @param name the field's name
 * @param file the file's name as the sender has it; empty when it is none
 * @param content its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
public record Part(String name, String file, byte[] content) {

  /**
   * The content, a JSON object.
   *
   * @throws com.integraci.appliance.failure.Invalid when it is not one
   */
  public Map<String, Object> object() {
    return Json.object(content);
  }
}
