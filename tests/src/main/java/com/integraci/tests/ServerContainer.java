package com.integraci.tests;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Volume;
import com.integraci.airgap.ComponentLock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.utility.DockerImageName;

/**
 * A component in a container of the product's image, as confined as a cluster would: no capability,
 * nothing writable but its own folder and {@code /tmp}. It is in the machine's network, so that the
 * product's configuration holds as it is.
 */
public final class ServerContainer implements RunningServer {

  /** The images' user, who must own what they write. */
  public static final int USER = 65_532;

  private static final Duration STOP = Duration.ofSeconds(30);

  private final GenericContainer<?> container;

  private ServerContainer(GenericContainer<?> container) {
    this.container = container;
  }

  /**
   * An image that {@code images/build} wrote.
   *
   * @param folder where it wrote them
   * @param component the program in it
   */
  public record Image(Path folder, String component) {

    private String version() {
      return ComponentLock.bundled().component(component).version();
    }

    /** The name it has once it is loaded. */
    public String reference() {
      return "integraci/" + component + ":" + version();
    }

    /** Its bill of materials. */
    public Path bill() {
      return folder.resolve(component + "-" + version() + ".cdx.json");
    }

    private Path archive() {
      return folder.resolve(component + "-" + version() + ".tar");
    }

    /** Has the engine take it in; returns its name. */
    public DockerImageName load() {
      try (InputStream archive = Files.newInputStream(archive())) {
        DockerClientFactory.lazyClient().loadImageCmd(archive).exec();
        return DockerImageName.parse(reference());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static ServerContainer start(
      Image image, Path folder, Map<String, String> environment, String... arguments) {
    own(folder);
    Path log = folder.resolve("log");
    var container =
        new GenericContainer<>(image.load())
            .withImagePullPolicy(name -> false)
            .withNetworkMode("host")
            .withEnv(environment)
            .withCommand(arguments)
            .withTmpFs(Map.of("/tmp", "rw"))
            .withCreateContainerCmdModifier(command -> confine(command, folder))
            .withLogConsumer(frame -> append(log, frame));
    container.start();
    return new ServerContainer(container);
  }

  /** The folder is bound here: the library would fetch an image to see whether it can bind. */
  private static void confine(CreateContainerCmd command, Path folder) {
    var host = Objects.requireNonNull(command.getHostConfig());
    host.withBinds(new Bind(folder.toString(), new Volume(folder.toString())))
        .withReadonlyRootfs(true)
        .withCapDrop(Capability.ALL)
        .withSecurityOpts(List.of("no-new-privileges"));
  }

  private static void own(Path folder) {
    Command.run(List.of("chown", "-R", USER + ":" + USER, folder.toString()), Map.of());
  }

  /** The last frame of a container has no bytes. */
  private static void append(Path log, OutputFrame frame) {
    if (frame.getType() == OutputFrame.OutputType.END) {
      return;
    }
    try {
      Files.write(log, frame.getBytes(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void kill() {
    if (isAlive()) {
      DockerClientFactory.lazyClient().killContainerCmd(container.getContainerId()).exec();
      Await.until("the container ended", STOP, () -> !isAlive());
    }
    container.stop();
  }

  @Override
  public boolean isAlive() {
    return container.isRunning();
  }
}
