package com.integraci.airgap;

import com.integraci.airgap.Component.Content;
import com.integraci.airgap.Component.Nested;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Unpacks an artifact whose hash was verified, and verifies what came out. */
final class ComponentUnpacker {
  private ComponentUnpacker() {}

  static void unpack(Component component, Path artifact, Path folder) throws IOException {
    Content content = component.content();
    Unpacking unpacking = new Unpacking(folder, content.folder(), content.sizeBytes());
    if (content.nested().isPresent()) {
      unpackNested(component, content.nested().get(), artifact, folder, unpacking);
    } else {
      ZipArchive.unpack(artifact, unpacking);
    }
    unpacking.finish();
    expect(component, content.binary(), content.binaryHash(), binary(content, folder));
    expect(component, "unpacked content", content.tree(), Tree.hash(folder));
  }

  private static void unpackNested(
      Component component, Nested nested, Path artifact, Path folder, Unpacking unpacking)
      throws IOException {
    Path inner = folder.resolveSibling(folder.getFileName() + ".nested");
    Files.deleteIfExists(inner);
    try {
      ZipArchive.extract(artifact, nested.path(), inner);
      expect(component, nested.path(), nested.hash(), Sha256.of(inner));
      TarArchive.unpack(inner, unpacking);
    } finally {
      Files.deleteIfExists(inner);
    }
  }

  private static Sha256 binary(Content content, Path folder) throws IOException {
    Path binary = folder.resolve(content.binary());
    if (!Files.isRegularFile(binary)) {
      throw new IOException("the archive lacks " + content.binary());
    }
    return Sha256.of(binary);
  }

  private static void expect(Component component, String what, Sha256 expected, Sha256 actual) {
    if (!actual.equals(expected)) {
      throw new StoreFailure(
          "%s %s: %s is not the one in the component lock: "
                  .formatted(component.name(), component.version(), what)
              + "expected SHA-256 %s, got %s. Nothing of it was kept.".formatted(expected, actual));
    }
  }
}
