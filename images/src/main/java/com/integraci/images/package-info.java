/**
 * Container images of the components that run in containers, and a bill of materials beside each.
 *
 * <p>Job: make an image out of a program that the store has checked, without a container engine,
 * from nothing but that program, not for root, with the same bytes on each machine. Uses {@code
 * airgap}, jib-core and the CycloneDX library.
 */
package com.integraci.images;
