package com.integraci.appliance.bundles;

import com.integraci.appliance.failure.Limited;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.bundles.policy.Workbench;
import com.integraci.bundles.rego.Opa;
import com.integraci.bundles.rego.SandboxMissing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** A sandbox in which one works at a time; it is made when the first comes. */
final class Lane implements AutoCloseable {

  private static final Duration WAIT_MAX = Duration.ofSeconds(60);

  private final Optional<Path> program;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<Opa> opa = Optional.empty();

  /**
   * A lane.
   *
   * @param program OPA's command; without it nobody works here
   */
  Lane(Optional<Path> program) {
    this.program = program;
  }

  /**
   * Has work done when it is its turn.
   *
   * @throws Limited when that takes too long
   * @throws Unavailable when this machine has no sandbox
   */
  <T> T alone(Function<Workbench, T> work) {
    take();
    try {
      if (opa.isEmpty()) {
        opa = Optional.of(Opa.sandboxed(program.orElseThrow(Lane::none)));
      }
      return work.apply(new Workbench(opa.orElseThrow()));
    } catch (SandboxMissing e) {
      throw new Unavailable("opa", e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  private void take() {
    try {
      if (!lock.tryLock(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Limited("Too many bundles are being compiled.", Compiler.AGAIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("opa", "The appliance is stopping.", e);
    }
  }

  private static Unavailable none() {
    var cause = new IllegalStateException("policies.compiler is not set");
    return new Unavailable("opa", "This appliance has no compiler for policies.", cause);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      opa.ifPresent(Opa::close);
      opa = Optional.empty();
    } finally {
      lock.unlock();
    }
  }
}
