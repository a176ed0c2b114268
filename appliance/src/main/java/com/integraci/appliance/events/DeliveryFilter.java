package com.integraci.appliance.events;

import java.util.Optional;
import java.util.UUID;

/**
 * Which deliveries to list, the newest first.
 *
 * @param before only older ones: the cursor of the page before
 * @param state only those
 */
public record DeliveryFilter(Optional<UUID> before, Optional<Delivery.State> state) {}
