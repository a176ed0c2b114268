/**
 * Work that comes back: each job on a virtual thread of its own, at an interval or when woken. May
 * use {@code failure}.
 */
package com.integraci.appliance.jobs;
