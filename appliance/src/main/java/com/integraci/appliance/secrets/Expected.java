package com.integraci.appliance.secrets;

import com.integraci.appliance.failure.Conflict;
import java.util.Optional;

/** What the caller believes of a secret, and what its change depends on. */
public sealed interface Expected {

  /** Whatever there is. */
  record Anything() implements Expected {}

  /** That there is none ({@code If-None-Match: *}). */
  record Nothing() implements Expected {}

  /**
   * That it is at this version ({@code If-Match: "3"}).
   *
   * @param number 1 or more
   */
  record Version(int number) implements Expected {}

  /** Lets the change go on, or refuses it with {@link Conflict}. */
  default void check(Optional<SecretReference> present) {
    switch (this) {
      case Anything() -> {}
      case Nothing() -> {
        if (present.isPresent()) {
          throw new Conflict("There is a secret of this name already.");
        }
      }
      case Version(int number) -> {
        if (present.filter(secret -> secret.version() == number).isEmpty()) {
          throw new Conflict("The secret is not at version %d. Read it again.".formatted(number));
        }
      }
    }
  }
}
