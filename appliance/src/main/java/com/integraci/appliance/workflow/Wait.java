package com.integraci.appliance.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** What a step waits for before it is run. While it waits it holds no worker, and nothing polls. */
public sealed interface Wait {

  /** The name of a signal. */
  Pattern SIGNAL = Pattern.compile("[a-z-]{1,32}");

  /** Nothing. */
  Wait NOTHING = new Nothing();

  /** Goes on at once. */
  record Nothing() implements Wait {}

  /**
   * Goes on at a moment; at once when that is past.
   *
   * @param moment when
   */
  record Until(Instant moment) implements Wait {
    public Until {
      Objects.requireNonNull(moment);
    }
  }

  /**
   * Goes on with a signal, however long that takes.
   *
   * @param name the signal's name, which matches {@link #SIGNAL}
   */
  record ForSignal(String name) implements Wait {
    public ForSignal {
      check(name);
    }
  }

  /**
   * Goes on with a signal or when the time is over, whichever comes first.
   *
   * @param name the signal's name, which matches {@link #SIGNAL}
   * @param atMost how long
   * @param late what follows when the time is over
   */
  record ForSignalWithin(String name, Duration atMost, Late late) implements Wait {
    public ForSignalWithin {
      check(name);
      Objects.requireNonNull(atMost);
      Objects.requireNonNull(late);
    }
  }

  /**
   * Starts workflows of the same tenant, its children, and goes on when all of them have ended,
   * however they did: {@link StepRun#children} says it. They are started in the transaction that
   * begins the wait, each once. When this workflow is to turn round meanwhile, those that may be
   * cancelled are, and it waits for all of them before it undoes the step and what came before.
   *
   * @param children 1 to {@link #CHILDREN_MAX}
   */
  record ForChildren(List<Child> children) implements Wait {

    /** How many workflows a step may start. */
    public static final int CHILDREN_MAX = 16;

    public ForChildren {
      children = List.copyOf(children);
      if (children.isEmpty() || children.size() > CHILDREN_MAX) {
        throw new IllegalArgumentException("no children, or more than " + CHILDREN_MAX);
      }
    }
  }

  /** What follows when the time of a wait is over. */
  enum Late {
    /** The step is run without a signal. */
    RUNS,
    /** The step can't succeed any more, and the workflow turns round. */
    FAILS
  }

  private static void check(String name) {
    if (!SIGNAL.matcher(name).matches()) {
      throw new IllegalArgumentException("not a signal's name: " + name);
    }
  }
}
