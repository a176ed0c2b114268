package com.integraci.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads and writes settings as YAML; unknown and missing keys are refused. */
public final class SettingsFile {

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private SettingsFile() {}

  /**
   * Reads settings.
   *
   * @throws IllegalArgumentException when the file is not what the type describes
   * @throws UncheckedIOException when it can't be read
   */
  public static <T> T read(Path file, Class<T> type) {
    try {
      return YAML.readValue(Files.readString(file), type);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(file + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("The settings in " + file + " can't be read.", e);
    }
  }

  /** The settings as YAML text. */
  public static String write(Object settings) {
    return YAML.writeValueAsString(settings);
  }
}
