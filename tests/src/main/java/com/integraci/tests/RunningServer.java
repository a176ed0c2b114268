package com.integraci.tests;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A component's program that runs: a process, or a container of the product's image when {@code
 * integraci.images} names the folder that {@code images/build} wrote.
 */
sealed interface RunningServer permits ServerProcess, ServerContainer {

  String IMAGES = "integraci.images";

  /**
   * Starts it; what it prints goes to the file {@code log} of the folder, the only one it writes
   * to.
   *
   * @param component its name in the component lock
   */
  static RunningServer start(
      String component, Path folder, Map<String, String> environment, String... arguments) {
    String images = System.getProperty(IMAGES, "");
    if (!images.isEmpty()) {
      return ServerContainer.start(
          new ServerContainer.Image(Path.of(images), component), folder, environment, arguments);
    }
    String program = Parts.program(component).toString();
    return ServerProcess.start(
        folder,
        environment,
        Stream.concat(Stream.of(program), Stream.of(arguments)).toArray(String[]::new));
  }

  /** Ends it as kill -9 does. */
  void kill();

  boolean isAlive();
}
