package com.integraci.installer.folder;

import com.integraci.airgap.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * First initialisations: made in {@code NAME.new}, proven there, made durable, and renamed to
 * {@code NAME}. Whatever kills it, the next start finds either nothing of it that counts, or all of
 * it.
 */
public final class FirstTime {

  private FirstTime() {}

  /** Fills a new folder and proves that what is in it works. */
  @FunctionalInterface
  public interface Making {
    /** Nothing may have the folder open any more when this returns. */
    void make(Path aside) throws IOException;
  }

  /**
   * Makes the folder {@code name} unless it is there. An unfinished one is wiped, a finished one
   * never touched.
   *
   * @return whether it was made now
   */
  public static boolean make(DataFolder data, String name, Owner owner, Making making)
      throws IOException {
    Path done = data.root().resolve(name);
    Path aside = data.root().resolve(name + ".new");
    Tree.delete(aside);
    if (Files.exists(done)) {
      return false;
    }
    DataFolder.makeFolder(aside, "rwx------", owner);
    making.make(aside);
    Tree.syncAll(aside);
    Durable.rename(aside, done);
    return true;
  }
}
