package com.integraci.installer.outcome;

/**
 * What the {@code integraci} command's exit status means. Each is described for the operator in
 * {@code docs/operating.md}; a test holds the two together. Numbers are never used again for
 * something else.
 */
public enum ExitCode {
  /** Everything that was asked for happened; {@code up} was stopped in order. */
  DONE(0),
  /** A fault of ours: the sentence and the log say what is known. */
  INTERNAL(1),
  /** The command line can't be understood, or names a file that can't be used. */
  USAGE(2),
  /** The data folder holds something else, or can't be read or written by this user. */
  FOLDER_UNUSABLE(10),
  /** Another {@code integraci up} holds the data folder. */
  FOLDER_IN_USE(11),
  /** The data folder was written by a newer version. */
  DATA_NEWER(12),
  /** A port the appliance needs is taken by another program. */
  PORT_TAKEN(13),
  /** Too little room on a disk. */
  DISK_FULL(14),
  /** A tool, a right or a part the appliance needs is missing on this machine. */
  MACHINE_UNFIT(15),
  /** The unseal key of existing data is missing or not the right one. */
  KEY_MISSING(16),
  /** A component did not come up, or kept dying. */
  COMPONENT_FAILED(20),
  /** A migration of the database failed; nothing of it was kept. */
  MIGRATION_FAILED(21),
  /** The demo that was asked for could not be made; the appliance itself is whole. */
  DEMO_FAILED(22),
  /** The appliance this command talks to is not running. */
  NOT_RUNNING(30),
  /** The appliance answered, but is not healthy. */
  UNHEALTHY(31),
  /** The appliance refused the request. */
  REFUSED(32),
  /** The file that was checked is not what it claims to be. */
  NOT_VERIFIED(40),
  /** A policy bundle has faults, its tests did not pass, or an appliance does not take it. */
  BUNDLE_REFUSED(41),
  /** The decision that was asked for is no. */
  DENIED(42),
  /** By the bundle that was asked about some decisions come out differently. */
  DIFFERENT(43);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  /** The process's exit status, 0 to 125. */
  public int status() {
    return status;
  }
}
