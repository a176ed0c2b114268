package com.integraci.bundles.policy;

import com.integraci.bundles.rego.Problem;
import com.integraci.bundles.rego.RegoAborted;
import com.integraci.bundles.rego.RegoInstance;
import com.integraci.bundles.rego.RegoProgram;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rego as WebAssembly, compiled to bytecode of this virtual machine. The wasm is made from the
 * bundle's own Rego by {@link Workbench}; nothing else is ever loaded.
 */
final class RegoEvaluator implements Evaluator {

  static final String ENTRY_POINT = "integraci/result";

  private static final Duration WARM_UP_MAX = Duration.ofMillis(500);
  private static final int WARM_UP_TIMES = 20;
  private static final byte[] NO_FACTS = {'{', '}'};

  private static final JsonMapper JSON = JsonMapper.shared();

  /** How long somebody waits for an instance. */
  private static final Duration WAIT_MAX = Duration.ofSeconds(2);

  private final PolicyBundle bundle;
  private final RegoProgram program;
  private final byte[] data;
  private final Limits limits;
  private final Semaphore places;

  /** Instances nobody uses: each has the data, and is at its start. */
  private final Queue<Place> idle = new ConcurrentLinkedQueue<>();

  /** An instance, and what ends an evaluation in it. */
  private record Place(RegoInstance instance, Deadline deadline) {}

  /**
   * What an evaluation may take.
   *
   * @param time how long
   * @param instances how many at a time
   * @param clock ends what takes too long
   */
  record Limits(Duration time, int instances, ScheduledExecutorService clock) {}

  /**
   * An evaluator; it is compiled now, not at the first request.
   *
   * @throws com.integraci.bundles.rego.RegoRefused when it can't be
   * @throws BundleRefused when its data leave no room
   */
  RegoEvaluator(PolicyBundle bundle, byte[] wasm, Limits limits) {
    this.bundle = bundle;
    this.program = RegoProgram.of(wasm);
    this.data = bundle.data().getBytes(StandardCharsets.UTF_8);
    this.limits = limits;
    this.places = new Semaphore(limits.instances());
    idle.add(first());
    for (int i = 1; i < limits.instances(); i++) {
      idle.add(warm());
    }
  }

  private Place first() {
    try {
      return warm();
    } catch (RuntimeException e) {
      var problem =
          new Problem("data.json", 0, 0, "size", "The data leave no room in 16 MiB of memory.");
      throw new BundleRefused(List.of(problem));
    }
  }

  private Place place() {
    return place(program.instance(ENTRY_POINT, data));
  }

  private Place place(RegoInstance instance) {
    return new Place(instance, new Deadline(limits.clock(), limits.time()));
  }

  /** One that has run some times: the first take many times as long as all others. */
  private Place warm() {
    var instance = program.instance(ENTRY_POINT, data);
    try (var _ = new Deadline(limits.clock(), WARM_UP_MAX).begin()) {
      long began = System.nanoTime();
      long enough = WARM_UP_MAX.dividedBy(2).toNanos();
      for (int i = 0; i < WARM_UP_TIMES && System.nanoTime() - began < enough; i++) {
        instance.evaluate(NO_FACTS);
      }
      return place(instance);
    } catch (RuntimeException | StackOverflowError e) {
      // What does not bear a warm-up begins cold, and is judged by the facts that it is asked for.
      return place();
    }
  }

  @Override
  public Verdict decide(JsonNode facts) {
    var input = JSON.writeValueAsBytes(facts);
    var result = JSON.readTree(evaluated(input)).path(0).path("result");
    return verdict(result, Exemptions.of(facts));
  }

  private String evaluated(byte[] input) {
    takePlace();
    try {
      var place = Objects.requireNonNullElseGet(idle.poll(), this::place);
      var result = inTime(place, input);
      // One that failed is in whatever state it was left in, and nobody else gets it.
      idle.add(place);
      return result;
    } finally {
      places.release();
    }
  }

  private static String inTime(Place place, byte[] input) {
    try (var deadline = place.deadline().begin()) {
      try {
        return place.instance().evaluate(input);
      } catch (RuntimeException | StackOverflowError e) {
        throw new Undecided(reason(deadline, e), e);
      }
    }
  }

  private void takePlace() {
    try {
      if (!places.tryAcquire(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Undecided(Undecided.Reason.BUSY, null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Undecided(Undecided.Reason.BUSY, e);
    }
  }

  private static Undecided.Reason reason(Deadline deadline, Throwable thrown) {
    if (deadline.isOver()) {
      return Undecided.Reason.TIME;
    }
    if (thrown instanceof StackOverflowError || thrown.getCause() instanceof StackOverflowError) {
      return Undecided.Reason.DEPTH;
    }
    return thrown instanceof RegoAborted aborted && aborted.forWantOfMemory()
        ? Undecided.Reason.MEMORY
        : Undecided.Reason.FAULT;
  }

  private Verdict verdict(JsonNode result, Exemptions exemptions) {
    var pass = ids(result, "pass");
    var missing = ids(result, "missing");
    var none = ids(result, "not_applicable");
    var findings = new ArrayList<Finding>();
    for (Rule rule : bundle.manifest().rules()) {
      var outcome =
          pass.contains(rule.id())
              ? Finding.Outcome.PASS
              : none.contains(rule.id())
                  ? Finding.Outcome.NOT_APPLICABLE
                  : missing.contains(rule.id())
                      ? Finding.Outcome.NO_EVIDENCE
                      : Finding.Outcome.FAIL;
      var exception = outcome.denies() ? exemptions.of(rule) : Optional.<String>empty();
      findings.add(new Finding(rule, outcome, detail(result, rule), exception));
    }
    return new Verdict(findings);
  }

  private static Optional<String> detail(JsonNode result, Rule rule) {
    return result.path("detail").path(rule.id()).stringValueOpt();
  }

  private static Set<String> ids(JsonNode result, String name) {
    var ids = new HashSet<String>();
    result.path(name).forEach(id -> ids.add(id.asString("")));
    return ids;
  }

  @Override
  public void close() {
    idle.clear();
  }
}
