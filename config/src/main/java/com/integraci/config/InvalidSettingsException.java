package com.integraci.config;

import java.nio.file.Path;
import java.util.List;

/** A settings file breaks its schema. The message has a line for each problem. */
public final class InvalidSettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidSettingsException(Path file, List<String> problems) {
    super(file + " is not valid:\n  " + String.join("\n  ", problems));
  }
}
