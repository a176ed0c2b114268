/**
 * The closed set of reasons for which a request or a step can fail, mapped to RFC 9457 problem
 * documents in one place of the {@code http} package. Uses nothing.
 */
package com.integraci.appliance.failure;
