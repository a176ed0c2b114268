package com.integraci.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramImageTest {

  @TempDir private Path folder;

  @Test
  void theSameProgramGivesTheSameImageWheneverAndWhereverItIsMade()
      throws IOException, InterruptedException {
    assertArrayEquals(made("first", Instant.EPOCH), made("second", Instant.now()));
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
