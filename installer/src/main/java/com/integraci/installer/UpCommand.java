package com.integraci.installer;

import com.integraci.airgap.Store;
import com.integraci.airgap.StoreFailure;
import com.integraci.installer.demo.Demo;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import com.integraci.installer.stack.Choices;
import com.integraci.installer.stack.MailSettings;
import com.integraci.installer.stack.Parts;
import com.integraci.installer.stack.Progress;
import com.integraci.installer.stack.Stack;
import com.integraci.installer.supply.Supply;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the whole appliance in the foreground. */
@Command(
    name = "up",
    description = "Run the appliance in the foreground; Ctrl-C stops it in order.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  private static final int PORT_MAX = 65_535;

  @Mixin private DataOption data;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port of https://localhost (default: 8443); kept by the data folder.")
  private int port;

  @Option(
      names = "--ready-file",
      paramLabel = "FILE",
      description = "Write JSON here when a sign-up would work; removed at the stop.")
  private Path readyFile;

  @Option(
      names = "--key-dir",
      paramLabel = "DIR",
      description =
          "Where the unseal key lies (default: /etc/integraci/ID as root, else"
              + " $${XDG_CONFIG_HOME:-~/.config}/integraci/ID).")
  private Path keyFolder;

  @Mixin private WebhookOptions webhooks;

  @Mixin private TraceOptions traces;

  @Mixin private ProviderOptions providers;

  @Option(
      names = "--mail-settings",
      paramLabel = "FILE",
      description =
          "YAML of mode 0600 that says which server mail is given to (docs/operating.md);"
              + " without it none is sent.")
  private Path mailSettings;

  @Option(
      names = "--demo",
      description = "Make two teams with secrets to look at, unless they are there.")
  private boolean demo;

  @Override
  public Integer call() {
    if (port < 0 || port > PORT_MAX) {
      throw new Refusal(ExitCode.USAGE, "--port is 1 to 65535.");
    }
    var progress = new Progress(System.out);
    progress.say("integraci " + Version.text() + " in " + data.folder());
    var order =
        new Stack.Order(
            data.folder(),
            port,
            Optional.ofNullable(keyFolder),
            Optional.ofNullable(readyFile),
            new Choices(
                webhooks.webhooks(),
                Optional.ofNullable(mailSettings).map(MailSettings::read),
                traces.traces(),
                providers.providers()));
    Stack stack = Stack.open(order, Version.text(), () -> parts(progress), progress);
    var ordered = Thread.ofPlatform().name("stop").unstarted(() -> stop(stack, progress));
    Runtime.getRuntime().addShutdownHook(ordered);
    try {
      stack.start();
      if (demo) {
        Demo.ensure(data.folder(), stack.url(), progress);
      }
      stack.announce();
      stack.watch();
      return ExitCode.DONE.status();
    } catch (Refusal e) {
      stack.close();
      throw e;
    }
  }

  private static Parts parts(Progress progress) {
    var store = new Store(Store.standardRoot(), line -> progress.say("  " + line));
    try {
      return new Supply(store, Supply.librariesOf(Main.class)).lay(Version.text());
    } catch (StoreFailure e) {
      throw new Refusal(ExitCode.MACHINE_UNFIT, e.getMessage(), e);
    }
  }

  /** Runs on SIGINT and SIGTERM, and does nothing after a stop that came from elsewhere. */
  private static void stop(Stack stack, Progress progress) {
    if (stack.close()) {
      progress.say("stopped");
      // The signal was an order that was carried out, which the shell is told by 0.
      Runtime.getRuntime().halt(ExitCode.DONE.status());
    }
  }
}
