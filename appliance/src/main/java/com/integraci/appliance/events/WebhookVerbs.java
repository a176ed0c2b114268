package com.integraci.appliance.events;

/**
 * What is done with webhooks.
 *
 * @param webhooks the verbs of endpoints
 * @param deliveries those of what was sent to them
 */
public record WebhookVerbs(Webhooks webhooks, Deliveries deliveries) {}
