package com.integraci.installer.supply;

import com.integraci.airgap.Component;
import com.integraci.airgap.ComponentLock;
import com.integraci.airgap.Store;
import com.integraci.installer.keycloak.KeycloakBuild;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import com.integraci.installer.stack.Parts;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lays down everything the stack needs, or finds it laid down: fetched and checked against the
 * component lock, built where it has to be. The distribution itself stands in the store as well,
 * where every system user reads it.
 */
public final class Supply {
  private final Store store;
  private final Path libraries;

  /**
   * A supply.
   *
   * @param libraries the distribution's folder with {@code appliance/} and {@code
   *     keycloak-providers/}
   */
  public Supply(Store store, Path libraries) {
    this.store = store;
    this.libraries = libraries;
  }

  /**
   * The libraries of the distribution that a class came from, whose jar lies in {@code
   * lib/installer/}.
   */
  public static Path librariesOf(Class<?> ours) {
    try {
      Path jar = Path.of(ours.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path libraries = jar.getParent().getParent();
      if (Files.isDirectory(libraries.resolve("appliance"))) {
        return libraries;
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a jar without a path", e);
    }
    throw new Refusal(
        ExitCode.MACHINE_UNFIT,
        "This is no whole distribution: the control plane is not beside the command.");
  }

  /**
   * Lays the parts down.
   *
   * @param version the product's version, of the distribution's jars
   */
  public Parts lay(String version) {
    ComponentLock lock = ComponentLock.bundled();
    Path java = Path.of(System.getProperty("java.home"));
    Component keycloak = lock.component("keycloak");
    Component opa = lock.component("opa");
    Path distribution = store.ensure(keycloak);
    List<Path> providers = jars("keycloak-providers");
    Path built =
        new KeycloakBuild(store, distribution, providers, java.resolve("bin/java")).ensure();
    return new Parts(
        part(lock.component("postgresql")),
        part(lock.component("openbao")),
        part(lock.component("nats")),
        new Parts.Part(keycloak.version(), built),
        new Parts.Part(Runtime.version().toString(), java),
        store.ensure(opa).resolve(opa.content().binary()),
        new Parts.ClassPath(version, List.of(libraries.resolve("appliance") + "/*")));
  }

  private Parts.Part part(Component component) {
    return new Parts.Part(component.version(), store.ensure(component));
  }

  private List<Path> jars(String part) {
    try (Stream<Path> files = Files.list(libraries.resolve(part))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new Refusal(ExitCode.MACHINE_UNFIT, "The distribution can't be read.", e);
    }
  }
}
