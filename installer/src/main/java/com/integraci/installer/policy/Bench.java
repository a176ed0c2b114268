package com.integraci.installer.policy;

import com.integraci.airgap.Component;
import com.integraci.airgap.ComponentLock;
import com.integraci.airgap.Store;
import com.integraci.airgap.StoreFailure;
import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.Workbench;
import com.integraci.bundles.rego.CompilerCheck;
import com.integraci.bundles.rego.CompilerMissing;
import com.integraci.bundles.rego.Opa;
import com.integraci.bundles.rego.Problem;
import com.integraci.bundles.rego.RegoRefused;
import com.integraci.bundles.rego.SandboxLimit;
import com.integraci.bundles.rego.SandboxMissing;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the commands on a bundle have in common: the folder, the compiler, and how they fail. */
abstract class Bench implements Callable<Integer> {

  @Parameters(paramLabel = "FOLDER", description = "The bundle.")
  private Path folder;

  @Spec private CommandSpec spec;

  /** Does it; a fault of the bundle is thrown. */
  abstract ExitCode work(PolicyBundle bundle, Workbench bench, PrintWriter out);

  /** Where the bundle is. */
  Path folder() {
    return folder;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    requireCompiler();
    try (var opa = Opa.sandboxed(program(spec.commandLine().getErr()))) {
      return work(PolicyBundle.read(folder), new Workbench(opa), out).status();
    } catch (BundleRefused e) {
      return refused(out, e.problems());
    } catch (RegoRefused e) {
      return refused(out, e.problems());
    } catch (SandboxLimit e) {
      throw new Refusal(ExitCode.BUNDLE_REFUSED, e.getMessage(), e);
    } catch (SandboxMissing e) {
      throw new Refusal(ExitCode.MACHINE_UNFIT, e.getMessage(), e);
    } catch (IOException e) {
      throw new Refusal(ExitCode.USAGE, folder + " can't be read.", e);
    } finally {
      out.flush();
    }
  }

  private static void requireCompiler() {
    try {
      CompilerCheck.require();
    } catch (CompilerMissing e) {
      throw new Refusal(ExitCode.MACHINE_UNFIT, e.getMessage(), e);
    }
  }

  /** Prints what is wrong, a line each. */
  static Integer refused(PrintWriter out, List<Problem> problems) {
    problems.forEach(out::println);
    return ExitCode.BUNDLE_REFUSED.status();
  }

  private static Path program(PrintWriter err) {
    Component opa = ComponentLock.bundled().component("opa");
    try {
      var store = new Store(Store.standardRoot(), line -> err.println("integraci: " + line));
      return store.ensure(opa).resolve(opa.content().binary());
    } catch (StoreFailure e) {
      throw new Refusal(ExitCode.MACHINE_UNFIT, e.getMessage(), e);
    }
  }
}
