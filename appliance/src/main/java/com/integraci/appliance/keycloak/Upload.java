package com.integraci.appliance.keycloak;

import io.helidon.common.media.type.MediaType;
import io.helidon.http.HttpMediaType;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A file for the admin API, as a form with parts (RFC 7578).
 *
 * @param provider the kind of provider whose it is
 * @param json the file
 * @param boundary what stands between parts, and in none of them
 */
record Upload(String provider, String json, UUID boundary) {

  Upload(String provider, String json) {
    this(provider, json, UUID.randomUUID());
  }

  MediaType type() {
    return HttpMediaType.create("multipart/form-data; boundary=" + boundary);
  }

  byte[] body() {
    return """
    --%1$s\r
    Content-Disposition: form-data; name="providerId"\r
    \r
    %2$s\r
    --%1$s\r
    Content-Disposition: form-data; name="file"; filename="file.json"\r
    Content-Type: application/json\r
    \r
    %3$s\r
    --%1$s--\r
    """
        .formatted(boundary, provider, json)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A file may hold a secret. */
  @Override
  public String toString() {
    return "Upload[" + provider + "]";
  }
}
