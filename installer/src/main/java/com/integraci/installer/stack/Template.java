package com.integraci.installer.stack;

import com.integraci.config.ControlSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files of module config that components are fed with. */
final class Template {
  private static final String FOLDER = "/com/integraci/config/";

  private Template() {}

  static String read(String name) {
    try (InputStream in = ControlSettings.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("module config has no template " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
