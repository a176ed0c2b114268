package com.integraci.images;

import com.integraci.airgap.Store;
import com.integraci.airgap.StoreFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** {@code images/build DIR}: writes every image and its bill of materials into a folder. */
public final class Main {

  private static final int USAGE = 64;
  private static final int UNAVAILABLE = 69;
  private static final int CANNOT_WRITE = 73;

  private Main() {}

  /** Writes {@code NAME-VERSION.tar} and {@code NAME-VERSION.cdx.json} for each image. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    if (arguments.length != 1 || arguments[0].startsWith("-")) {
      System.err.println("Usage: images/build DIR");
      return USAGE;
    }
    Path folder = Path.of(arguments[0]);
    var store = new Store(Store.standardRoot(), line -> System.err.println("integraci: " + line));
    try {
      Files.createDirectories(folder);
      for (ProgramImage image : ProgramImage.ALL) {
        write(image.ensure(store), folder);
      }
      return 0;
    } catch (StoreFailure e) {
      System.err.println("integraci: " + e.getMessage());
      return UNAVAILABLE;
    } catch (IOException e) {
      System.err.println("integraci: the images could not be written to " + folder + ": " + e);
      return CANNOT_WRITE;
    }
  }

  private static void write(ProgramImage.Made made, Path folder) throws IOException {
    String name = made.reference().substring("integraci/".length()).replace(':', '-');
    for (var part : Map.of(".tar", made.archive(), ".cdx.json", made.bill()).entrySet()) {
      Path target = folder.resolve(name + part.getKey());
      Path aside = folder.resolve(name + part.getKey() + ".new");
      Files.copy(part.getValue(), aside, StandardCopyOption.REPLACE_EXISTING);
      Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
      System.out.println(target);
    }
  }
}
