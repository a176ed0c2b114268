package com.integraci.appliance.workflow;

/**
 * A claimed workflow's row.
 *
 * @param definition its definition's name
 * @param version its definition's version
 * @param undoing whether it is being undone
 * @param step the step it stands at
 * @param attempt attempts made at the step so far
 * @param attempts attempts made in all
 * @param payload what it was started with
 */
record Taken(
    String definition,
    int version,
    boolean undoing,
    String step,
    int attempt,
    int attempts,
    Payload payload) {}
