package com.integraci.airgap;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The list of third-party programs the appliance runs.
 *
 * @param components in the order in which they are started, then those that are no servers; names
 *     are unique
 */
public record ComponentLock(List<Component> components) {
  private static final String RESOURCE = "components.lock.json";

  public ComponentLock {
    components = List.copyOf(components);
  }

  /** The lock this build was made with. */
  public static ComponentLock bundled() {
    try (InputStream in = ComponentLock.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the build lacks " + RESOURCE);
      }
      return parse(in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException("can't read " + RESOURCE, e);
    }
  }

  /**
   * Reads a lock.
   *
   * @throws IllegalArgumentException naming every problem at once, one a line
   */
  public static ComponentLock parse(byte[] json) {
    return new ComponentLock(LockReader.read(json));
  }

  /**
   * The component of that name.
   *
   * @throws IllegalArgumentException when the lock has none
   */
  public Component component(String name) {
    return components.stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no component " + name + " in the lock, which has " + names()));
  }

  private String names() {
    return components.stream().map(Component::name).collect(Collectors.joining(", "));
  }
}
