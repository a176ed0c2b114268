package com.integraci.appliance;

import com.integraci.bundles.rego.CompilerCheck;
import com.integraci.config.SettingsFile;
import java.nio.file.Path;

/** The control plane's process: {@code Main --config FILE}, until it gets SIGTERM. */
public final class Main {

  private Main() {}

  /**
   * Starts the control plane; returns while its server runs.
   *
   * @throws com.integraci.bundles.rego.CompilerMissing when policies would be interpreted
   * @throws com.integraci.config.InvalidSettingsException when the file breaks the schema
   */
  public static void main(String[] args) {
    if (args.length != 2 || !args[0].equals("--config")) {
      throw new IllegalArgumentException("usage: Main --config FILE");
    }
    // Before anything of Java's logging is loaded: its manager is made once, by this name.
    System.setProperty("java.util.logging.manager", LogUntilExit.class.getName());
    Log.toStandardError();
    CompilerCheck.require();
    var settings = SettingsFile.control(Path.of(args[1]));
    var plane = new ControlPlane(settings);
    plane.start();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(plane::close));
  }
}
