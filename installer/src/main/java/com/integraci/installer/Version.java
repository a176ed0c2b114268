package com.integraci.installer;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The product's version, from the jar it was built into. */
final class Version implements IVersionProvider {

  static String text() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("unreleased");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"integraci " + text()};
  }
}
