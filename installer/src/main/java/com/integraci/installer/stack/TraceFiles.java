package com.integraci.installer.stack;

import com.integraci.airgap.Tree;
import com.integraci.config.TraceSettings;
import com.integraci.installer.folder.DataFolder;
import com.integraci.installer.folder.Durable;
import com.integraci.installer.folder.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies of the files that go with traces, in the control plane's folder: it need not be able to
 * read the operator's. A start without them takes the copies away.
 */
final class TraceFiles {

  private TraceFiles() {}

  /** Lays the copies; returns the settings that name them. */
  static TraceSettings lay(TraceSettings asked, Path control, Owner owner) throws IOException {
    Path folder = control.resolve("traces");
    Tree.delete(folder);
    if (!asked.on()) {
      return asked;
    }
    DataFolder.makeFolder(folder, "rwx------", owner);
    return new TraceSettings(
        asked.endpoint(),
        asked.ratio(),
        copies(asked.headers(), folder.resolve("headers"), owner),
        copies(asked.authorities(), folder.resolve("authority"), owner));
  }

  private static List<Path> copies(List<Path> files, Path name, Owner owner) throws IOException {
    var copies = new ArrayList<Path>();
    for (Path file : files) {
      Path copy = Path.of(name + "-" + copies.size());
      Durable.write(copy, Files.readAllBytes(file), "r--------", owner);
      copies.add(copy);
    }
    return copies;
  }
}
