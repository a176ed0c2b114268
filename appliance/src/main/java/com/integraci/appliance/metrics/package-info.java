/** Counters, gauges and histograms in the text form that Prometheus reads. Uses nothing. */
package com.integraci.appliance.metrics;
