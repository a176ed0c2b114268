package com.integraci.bundles.pack;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Zip files as anybody can make them. */
final class Zips {

  private Zips() {}

  static byte[] of(Map<String, byte[]> members) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (var member : members.entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  static Map<String, byte[]> members(byte[] pack) throws IOException {
    var members = new LinkedHashMap<String, byte[]>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(pack))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        members.put(entry.getName(), zip.readAllBytes());
      }
    }
    return members;
  }

  static byte[] member(byte[] pack, String name) throws IOException {
    return members(pack).get(name);
  }

  /** The same with another content of a member, which may be new. */
  static byte[] with(byte[] pack, String name, byte[] content) throws IOException {
    var members = members(pack);
    members.put(name, content);
    return of(members);
  }

  static byte[] without(byte[] pack, String name) throws IOException {
    var members = members(pack);
    members.remove(name);
    return of(members);
  }
}
