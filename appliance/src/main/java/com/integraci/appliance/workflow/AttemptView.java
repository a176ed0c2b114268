package com.integraci.appliance.workflow;

import java.time.Instant;
import java.util.Optional;

/**
 * One attempt at a step, or one wait before it.
 *
 * @param number from 1, in the order of the journal
 * @param step the step's name
 * @param undoing whether it was being undone
 * @param outcome {@code open}, {@code done}, {@code failed}, {@code lost} with its worker or {@code
 *     ambiguous}; of a wait {@code waiting}, {@code signalled}, {@code elapsed}, {@code joined}
 *     with its children, {@code late} or {@code cancelled}
 * @param error what it said, or ""
 * @param startedAt when it began
 * @param endedAt when it ended
 */
public record AttemptView(
    int number,
    String step,
    boolean undoing,
    String outcome,
    String error,
    Instant startedAt,
    Optional<Instant> endedAt) {}
