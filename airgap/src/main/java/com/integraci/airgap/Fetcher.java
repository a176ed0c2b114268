package com.integraci.airgap;

import java.io.IOException;
import java.nio.file.Path;

/** Brings an artifact from where it is published. What it brings is not trusted. */
interface Fetcher {
  /**
   * Fetches the component's one artifact into an empty folder.
   *
   * @throws StoreFailure when it can't be had, saying what to do
   */
  void fetch(Component component, Path folder) throws IOException, InterruptedException;
}
