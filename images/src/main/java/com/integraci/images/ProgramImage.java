package com.integraci.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.integraci.airgap.Component;
import com.integraci.airgap.ComponentLock;
import com.integraci.airgap.Store;
import com.integraci.airgap.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * An image that holds one program and an empty {@code /tmp}, made from nothing. The program runs as
 * {@link #USER}, whatever else there is comes from outside.
 *
 * @param component its name in the component lock
 */
public record ProgramImage(String component) {

  /** User and group the program runs as: nobody that a machine has, and never root. */
  public static final int USER = 65_532;

  /** The images there are. */
  public static final List<ProgramImage> ALL =
      List.of(new ProgramImage("openbao"), new ProgramImage("nats"));

  /** Raised with every change of how images are made, so that the store makes them anew. */
  private static final int FORM = 1;

  private static final String ARCHIVE = "image.tar";
  private static final String BILL = "image.cdx.json";
  private static final Instant TIME = Instant.EPOCH;

  /**
   * A made image.
   *
   * @param reference the name it has in its archive, such as {@code integraci/nats:2.15.1}
   * @param archive tar file as {@code docker load} takes it
   * @param bill CycloneDX 1.6 in JSON
   */
  public record Made(String reference, Path archive, Path bill) {}

  /** The image's name, with the component's version. */
  public String reference() {
    return "integraci/" + component + ":" + lock().version();
  }

  /**
   * The image and its bill in the store, made unless they are there.
   *
   * @throws com.integraci.airgap.StoreFailure when the program can't be had as pinned
   */
  public Made ensure(Store store) {
    Path root = store.ensure(lock());
    Path program = root.resolve(lock().content().binary());
    String digest = lock().content().binaryHash().prefix();
    String name = "%s-%s-%s-%d".formatted(component, lock().version(), digest, FORM);
    Path folder = store.make("images", name, target -> make(program, target));
    return new Made(reference(), folder.resolve(ARCHIVE), folder.resolve(BILL));
  }

  private Component lock() {
    return ComponentLock.bundled().component(component);
  }

  private void make(Path program, Path target) throws IOException, InterruptedException {
    var image = build(program, target.resolve(ARCHIVE));
    String id = "sha256:" + image.getImageId().getHash();
    var bill = new BillOfMaterials(lock(), reference(), id, GoBuild.of(program));
    Files.writeString(target.resolve(BILL), bill.json());
  }

  /** Writes the archive. */
  JibContainer build(Path program, Path archive) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("integraci-image");
    try {
      Path empty = Files.createDirectory(work.resolve("empty"));
      Path layers = Files.createDirectory(work.resolve("layers"));
      return Jib.fromScratch()
          .addFileEntriesLayer(layer(program, empty))
          .setEntrypoint(inside(program))
          .setUser(USER + ":" + USER)
          .setWorkingDirectory(AbsoluteUnixPath.get("/tmp"))
          .setEnvironment(Map.of("HOME", "/tmp"))
          .setLabels(labels())
          .setCreationTime(TIME)
          .containerize(
              Containerizer.to(TarImage.at(archive).named(reference()))
                  .setBaseImageLayersCache(layers)
                  .setApplicationLayersCache(layers)
                  .setOfflineMode(true));
    } catch (InvalidImageReferenceException
        | RegistryException
        | CacheDirectoryCreationException
        | ExecutionException e) {
      throw new IOException("the image " + reference() + " could not be made", e);
    } finally {
      Tree.delete(work);
    }
  }

  private static FileEntriesLayer layer(Path program, Path empty) throws IOException {
    return FileEntriesLayer.builder()
        .setName("program")
        .addEntry(empty, AbsoluteUnixPath.get("/tmp"), permissions("777"), TIME)
        .addEntry(program, AbsoluteUnixPath.get(inside(program)), permissions("555"), TIME)
        .build();
  }

  private static String inside(Path program) {
    return "/bin/" + program.getFileName();
  }

  private Map<String, String> labels() {
    return Map.of(
        "org.opencontainers.image.title", component,
        "org.opencontainers.image.version", lock().version(),
        "org.opencontainers.image.licenses", lock().licence(),
        "org.opencontainers.image.url", lock().upstream().release());
  }

  private static FilePermissions permissions(String octal) {
    return FilePermissions.fromOctalString(octal);
  }
}
