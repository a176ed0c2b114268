package com.integraci.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramImageTest {

  @TempDir private Path folder;

  @Test
  void theSameProgramGivesTheSameImageWheneverAndWhereverItIsMade()
      throws IOException, InterruptedException {
    assertArrayEquals(made("first", Instant.EPOCH), made("second", Instant.now()));
  }

  /** What a container has of it is the suite containers'; what the archive says is seen here. */
  @Test
  void theProgramRunsAsNobodysUserBesideAnEmptyFolderAndCanNotBeWritten()
      throws IOException, InterruptedException {
    var archive = new ByteArrayInputStream(made("archive", Instant.EPOCH));
    String settings = "";
    var modes = new TreeMap<String, String>();
    try (var files = new TarArchiveInputStream(archive)) {
      for (var file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
        if (file.getName().equals("config.json")) {
          settings = new String(files.readAllBytes(), StandardCharsets.UTF_8);
        } else if (file.getName().endsWith(".tar.gz")) {
          var layer = new TarArchiveInputStream(new GZIPInputStream(files));
          for (var each = layer.getNextEntry(); each != null; each = layer.getNextEntry()) {
            String mode = Integer.toOctalString(each.getMode() & 0777);
            modes.put(each.getName(), mode + " of " + each.getLongUserId());
          }
        }
      }
    }
    assertTrue(settings.contains("\"User\":\"65532:65532\""), settings);
    assertTrue(settings.contains("\"Entrypoint\":[\"/bin/program\"]"), settings);
    assertEquals(Map.of("bin/", "755 of 0", "bin/program", "555 of 0", "tmp/", "777 of 0"), modes);
  }

  private byte[] made(String name, Instant modified) throws IOException, InterruptedException {
    Path place = Files.createDirectory(folder.resolve(name));
    Path program = place.resolve("program");
    Files.write(program, new byte[100_000]);
    Files.setLastModifiedTime(program, FileTime.from(modified));
    Path archive = place.resolve("image.tar");
    new ProgramImage("nats").build(program, archive);
    return Files.readAllBytes(archive);
  }
}
