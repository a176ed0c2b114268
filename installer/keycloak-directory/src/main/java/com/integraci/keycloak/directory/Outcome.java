package com.integraci.keycloak.directory;

import java.util.Optional;

/** What came of somebody's name and password. */
sealed interface Outcome {

  /** Both are right. */
  record Proven(Person person) implements Outcome {}

  /**
   * One of them is not, or nobody may try now: which of it, only the log says.
   *
   * @param person whose password it was not
   */
  record Refused(String reason, Optional<Person> person) implements Outcome {

    Refused(String reason) {
      this(reason, Optional.empty());
    }
  }

  /** The directory could not be asked. */
  record Away(Trouble trouble) implements Outcome {}
}
