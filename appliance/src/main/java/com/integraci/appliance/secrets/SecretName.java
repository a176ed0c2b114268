package com.integraci.appliance.secrets;

import com.integraci.appliance.failure.Invalid;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a team calls a secret.
 *
 * @param value 1 to 128 characters {@code [a-z0-9/_.-]}, the first a letter or digit; between
 *     slashes never nothing, {@code .} or {@code ..}
 */
public record SecretName(String value) {

  static final String RULE =
      "A name has 1 to 128 characters a-z, 0-9, /, _, . and -, begins with a letter or digit, and"
          + " has no empty part, . or .. between slashes.";

  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9/_.-]{0,127}");
  private static final List<String> NO_PARTS = List.of("", ".", "..");

  /** Takes a name, or refuses it with {@link Invalid}. */
  public SecretName {
    if (!FORM.matcher(value).matches()
        || List.of(value.split("/", -1)).stream().anyMatch(NO_PARTS::contains)) {
      throw new Invalid("name", RULE);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
