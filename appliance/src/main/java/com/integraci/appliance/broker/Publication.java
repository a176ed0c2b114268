package com.integraci.appliance.broker;

/** What became of an event that was published. */
public enum Publication {
  /** It is in the stream, as the last one. */
  STORED,
  /** It was in the stream already, published within the last two minutes. */
  DUPLICATE,
  /** It is not in the stream: the last event there is another than was expected. */
  OUT_OF_ORDER
}
