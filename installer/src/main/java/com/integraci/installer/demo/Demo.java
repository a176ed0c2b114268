package com.integraci.installer.demo;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import com.integraci.installer.stack.Https;
import com.integraci.installer.stack.Progress;
import java.io.IOException;
import java.nio.file.Path;

/** Two teams with secrets and entries, to look at. */
public final class Demo {

  private Demo() {}

  /**
   * Makes what is missing of the demo in a running appliance; finds what is there and adds nothing
   * twice.
   *
   * @param data its data folder, where the owners' passwords stand in {@code demo.json}
   * @param url where browsers reach it
   * @return how many calls changed something
   * @throws Refusal when it can't be made; the appliance itself is whole
   */
  public static int ensure(Path data, String url, Progress progress) {
    long since = Progress.now();
    int changes = 0;
    int teams = 0;
    try (var https = new Https(data.resolve("ca.pem"))) {
      for (Account account : DemoFile.ensure(data, url)) {
        changes += new DemoTeam(https, url, account).ensure();
        teams++;
      }
    } catch (IOException e) {
      throw new Refusal(
          ExitCode.DEMO_FAILED,
          "The demo can't be made: %s. Without --demo the appliance starts as it is."
              .formatted(e.getMessage()),
          e);
    }
    progress.reached(
        "demo",
        "%s %d teams; their owners' passwords stand in %s"
            .formatted(changes == 0 ? "found" : "made", teams, data.resolve(DemoFile.NAME)),
        since);
    return changes;
  }
}
