package com.integraci.appliance;

import java.util.logging.LogManager;

/**
 * Keeps logging until the process ends. The one of Java's own closes every handler in a shutdown
 * hook, beside the one that ends requests, so that what an orderly stop says would be lost. Public
 * because Java makes it by name.
 */
public final class LogUntilExit extends LogManager {

  /** Does nothing: handlers write each line as it comes, so nothing is left to be flushed. */
  @Override
  public void reset() {}
}
