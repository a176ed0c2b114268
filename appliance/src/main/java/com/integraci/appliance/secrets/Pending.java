package com.integraci.appliance.secrets;

import java.util.UUID;

/**
 * A value that is about to be written to OpenBao.
 *
 * @param value its id there
 * @param secret the secret that will name it
 * @param version the secret's version then
 * @param keyHash SHA-256 of the Idempotency-Key in hex, "" for none
 */
record Pending(UUID value, UUID secret, int version, String keyHash) {}
