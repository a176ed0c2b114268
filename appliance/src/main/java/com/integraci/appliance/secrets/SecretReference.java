package com.integraci.appliance.secrets;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What is shown of a secret.
 *
 * @param id its id
 * @param name what the team calls it
 * @param version 1 for the first value, one more for each rotation
 * @param createdAt when it was put first
 * @param rotatedAt when the present value was put
 * @param lastUsedAt when a value was last used, if ever
 */
public record SecretReference(
    UUID id,
    SecretName name,
    int version,
    Instant createdAt,
    Instant rotatedAt,
    Optional<Instant> lastUsedAt) {}
