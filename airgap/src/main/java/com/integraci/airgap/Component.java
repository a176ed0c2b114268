package com.integraci.airgap;

import java.util.Optional;

/**
 * One third-party program, pinned so tightly that two machines can't run different bytes.
 *
 * @param name the name used in folders, messages and the ready-file
 * @param version the upstream version, exact
 * @param source where the artifact comes from
 * @param artifact the file that is fetched
 * @param content what is inside it
 * @param upstream who makes the program and what they publish to check it by
 * @param licence SPDX expression of what the appliance passes on
 * @param repackagedBy who made the artifact, when it is not upstream; a party the operator trusts
 *     less, so the program inside is pinned as well
 */
public record Component(
    String name,
    String version,
    Source source,
    Artifact artifact,
    Content content,
    Upstream upstream,
    String licence,
    Optional<String> repackagedBy) {

  /**
   * The fetched file.
   *
   * @param file its name
   * @param sizeBytes its exact size, checked before its hash
   * @param hash SHA-256 of its bytes
   */
  public record Artifact(String file, long sizeBytes, Sha256 hash) {}

  /**
   * What is unpacked out of the artifact, which is a zip archive.
   *
   * @param nested an archive inside the artifact that holds the program, when there is one
   * @param folder the folder that becomes the root of the unpacked component; the rest is dropped
   * @param sizeBytes the exact sum of the unpacked files, so that a bomb stops early
   * @param tree hash over every path, kind, permission to run and content of the unpacked folder
   * @param binary the program itself, as a path below the folder
   * @param binaryHash SHA-256 of the program, comparable with what upstream's own release has
   *     inside
   */
  public record Content(
      Optional<Nested> nested,
      String folder,
      long sizeBytes,
      Sha256 tree,
      String binary,
      Sha256 binaryHash) {}

  /**
   * A gzipped tar archive inside the artifact.
   *
   * @param path its path in the artifact
   * @param hash SHA-256 of its bytes
   */
  public record Nested(String path, Sha256 hash) {}

  /**
   * The maker of the program.
   *
   * @param release the address of the release, for people; nothing is fetched from it
   * @param published the hash they publish, as {@code algorithm:digits}, where there is one
   * @param covers what that hash is of, or why there is none
   */
  public record Upstream(String release, Optional<String> published, String covers) {}

  /** The name of the component's folder in the store. */
  String folderName() {
    return name + "-" + version + "-" + artifact.hash().prefix();
  }
}
