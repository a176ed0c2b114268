package com.integraci.installer.stack;

import com.integraci.airgap.Tree;
import com.integraci.config.TraceSettings;
import com.integraci.installer.folder.DataFolder;
import com.integraci.installer.folder.Durable;
import com.integraci.installer.folder.Owner;
import com.integraci.installer.trust.Authorities;
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
        copies(asked.headers(), Files::readString, folder.resolve("headers"), owner),
        copies(asked.authorities(), TraceFiles::certificates, folder.resolve("authority"), owner));
  }

  /** The certificates alone: whoever reads the copy takes nothing else, not a blank line. */
  static String certificates(Path file) {
    return Authorities.read("--traces-authority", file);
  }

  private interface Content {
    String of(Path file) throws IOException;
  }

  private static List<Path> copies(List<Path> files, Content content, Path name, Owner owner)
      throws IOException {
    var copies = new ArrayList<Path>();
    for (Path file : files) {
      Path copy = Path.of(name + "-" + copies.size());
      Durable.write(copy, content.of(file), "r--------", owner);
      copies.add(copy);
    }
    return copies;
  }
}
