package com.integraci.tests;

import com.integraci.airgap.ComponentLock;
import com.integraci.airgap.Store;
import java.nio.file.Path;

/** The third-party programs of the component lock, as the product itself lays them down. */
public final class Parts {

  private static final System.Logger LOGGER = System.getLogger(Parts.class.getName());

  private Parts() {}

  /** The component's folder in the machine's store, laid down if it is not there. */
  static Path ensure(String component) {
    var store = new Store(cache(), line -> LOGGER.log(System.Logger.Level.INFO, line));
    return store.ensure(ComponentLock.bundled().component(component));
  }

  /** The component's program. */
  public static Path program(String component) {
    return ensure(component)
        .resolve(ComponentLock.bundled().component(component).content().binary());
  }

  private static Path cache() {
    if (System.getProperty("user.name").equals("root")) {
      return Path.of("/var/cache/integraci");
    }
    String home = System.getenv("XDG_CACHE_HOME");
    Path caches = home == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(home);
    return caches.resolve("integraci");
  }
}
