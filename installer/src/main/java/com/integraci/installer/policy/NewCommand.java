package com.integraci.installer.policy;

import com.integraci.bundles.policy.Starter;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a bundle to start from. */
@Command(
    name = "new",
    description = {
      "Write a bundle to start from, with its tests: two rules for a gate, with --from gate a copy"
          + " of the shipped rules for gates, with --from action two rules for actions, with --from"
          + " actions a copy of the shipped ones."
    },
    mixinStandardHelpOptions = true)
final class NewCommand implements Callable<Integer> {

  /** What a bundle can begin as. */
  enum From {
    TWO,
    GATE,
    ACTION,
    ACTIONS
  }

  @Parameters(paramLabel = "FOLDER", description = "Where to; it must not exist yet.")
  private Path folder;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      required = true,
      description = "The bundle's name: 3 to 63 of a-z, 0-9 and -, from a letter.")
  private String name;

  @Option(
      names = "--from",
      paramLabel = "BUNDLE",
      defaultValue = "two",
      description =
          "What to copy: two (rules for a gate), gate (the shipped ones), action (two for actions"
              + " of the platform), or actions (the shipped ones).")
  private From from;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try {
      var today = LocalDate.now(ZoneOffset.UTC);
      switch (from) {
        case TWO -> Starter.write(folder, name, today);
        case GATE -> Starter.writeGate(folder, name, today);
        case ACTION -> Starter.writeAction(folder, name, today);
        case ACTIONS -> Starter.writeActions(folder, name, today);
      }
    } catch (IllegalArgumentException e) {
      throw new Refusal(ExitCode.USAGE, e.getMessage(), e);
    } catch (FileAlreadyExistsException e) {
      throw new Refusal(ExitCode.USAGE, folder + " exists already.", e);
    } catch (IOException e) {
      throw new Refusal(ExitCode.USAGE, folder + " can't be written.", e);
    }
    var out = spec.commandLine().getOut();
    out.println("Written to " + folder + ". Next: integraci policy test " + folder);
    out.flush();
    return ExitCode.DONE.status();
  }
}
