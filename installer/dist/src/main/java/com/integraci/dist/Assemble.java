package com.integraci.dist;

import com.integraci.airgap.Store;
import com.integraci.airgap.Tree;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lays out {@code lib/<part>/*.jar} for each part and a link {@code runtime} to the linked Java.
 *
 * <p>A part's jars are its own and those that the build noted in {@code runtime.classpath}.
 */
final class Assemble {
  private Assemble() {}

  public static void main(String[] arguments) throws IOException {
    Path out = Path.of(arguments[0]).toAbsolutePath().normalize();
    Tree.delete(out);
    for (int i = 1; i < arguments.length; i++) {
      String[] part = arguments[i].split("=", 2);
      copyJars(Path.of(part[1]), Files.createDirectories(out.resolve("lib").resolve(part[0])));
    }
    Path jdk = Path.of(System.getProperty("java.home"));
    Store store = new Store(Store.standardRoot(), System.err::println);
    Files.createSymbolicLink(out.resolve("runtime"), new RuntimeImage(store, jdk).ensure());
    // Tests need the whole JDK that built the rest.
    Files.writeString(out.resolveSibling("jdk.home"), jdk + "\n");
  }

  private static void copyJars(Path target, Path lib) throws IOException {
    List<Path> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(target)) {
      files.filter(f -> f.toString().endsWith("-0.1.0.jar")).forEach(jars::add);
    }
    String classPath = Files.readString(target.resolve("runtime.classpath")).strip();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      if (entry.isEmpty()) {
        continue; // It needs no other jar.
      }
      if (!entry.endsWith(".jar")) {
        throw new IOException("build the phase package: " + entry + " is no jar");
      }
      jars.add(Path.of(entry));
    }
    for (Path jar : jars) {
      Files.copy(jar, lib.resolve(jar.getFileName().toString()));
    }
  }
}
