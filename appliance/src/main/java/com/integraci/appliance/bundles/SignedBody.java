package com.integraci.appliance.bundles;

import com.integraci.appliance.failure.Invalid;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** A bundle in a request: {@code {"files": {PATH: CONTENT}, "signature": {…}}}. */
final class SignedBody {

  private static final String SIGNATURE = "signature";

  private SignedBody() {}

  /** What is in the body; a signature that is left out is missed when the bundle is looked at. */
  static SignedFiles read(Map<String, Object> body) {
    var rest = new HashMap<>(body);
    var signature = Optional.ofNullable(rest.remove(SIGNATURE)).orElse(Map.of());
    return new SignedFiles(BundleRoutes.files(rest), text(signature));
  }

  private static String text(Object signature) {
    if (!(signature instanceof Map<?, ?> envelope)) {
      throw new Invalid(SIGNATURE, "It is one object, as integraci policy sign writes it.");
    }
    return envelope.isEmpty() ? "" : JsonMapper.shared().writeValueAsString(envelope);
  }
}
