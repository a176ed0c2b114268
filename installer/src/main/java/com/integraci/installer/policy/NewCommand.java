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
    description = "Write a bundle to start from: two rules for a gate, with their tests.",
    mixinStandardHelpOptions = true)
final class NewCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FOLDER", description = "Where to; it must not exist yet.")
  private Path folder;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      required = true,
      description = "The bundle's name: 3 to 64 of a-z, 0-9 and -, from a letter.")
  private String name;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try {
      Starter.write(folder, name, LocalDate.now(ZoneOffset.UTC));
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
