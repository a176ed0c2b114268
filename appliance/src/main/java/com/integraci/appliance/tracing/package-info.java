/**
 * Spans of what the control plane does, sent to a collector over OTLP when the settings name one.
 * It is to tracing what {@code System.Logger} is to logging: reached from everywhere, and nothing
 * is ever decided by it (docs/adr/0011-traces.md). May use {@code metrics} and {@code config}.
 */
package com.integraci.appliance.tracing;
