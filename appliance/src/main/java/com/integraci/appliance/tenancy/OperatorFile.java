package com.integraci.appliance.tenancy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the installer tells the operator.
 *
 * @param issuer of the operators' realm
 * @param clientId the service client
 * @param clientSecret its secret
 * @param link the page on which the first operator sets a password; "" when one has
 */
record OperatorFile(String issuer, String clientId, String clientSecret, String link) {

  static final String NAME = "operator.json";

  /** Writes it for the owner's eyes only, as a whole or not at all. */
  static void write(Path folder, OperatorFile file) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("issuer", file.issuer());
    fields.put("client_id", file.clientId());
    fields.put("client_secret", file.clientSecret());
    fields.put("link", file.link());
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var part = folder.resolve(NAME + ".new");
    try {
      Files.deleteIfExists(part);
      var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      try (var channel = FileChannel.open(part, options, mode)) {
        var bytes = ByteBuffer.wrap(JsonMapper.shared().writeValueAsBytes(fields));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(part, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + NAME + " can't be written.", e);
    }
  }

  @Override
  public String toString() {
    return "OperatorFile[" + issuer + "]";
  }
}
