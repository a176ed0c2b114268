package com.integraci.appliance.events;

/**
 * An endpoint and what is shown of its secret, once.
 *
 * @param webhook the endpoint
 * @param secret {@code whsec_} and the key in base64, as libraries for Standard Webhooks take it
 */
public record NewWebhook(Webhook webhook, String secret) {

  /** Without the secret. */
  @Override
  public String toString() {
    return "NewWebhook[" + webhook.id() + "]";
  }
}
